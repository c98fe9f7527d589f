"""A stop that was held, and somebody who edits its tour."""

from __future__ import annotations

import pytest

from events.models import Stop
from tests.events.factories import MembershipFactory, StopFactory
from tournee.models import User


@pytest.fixture
def stop() -> Stop:
    return StopFactory(held=True)


@pytest.fixture
def editor(stop: Stop) -> User:
    user: User = MembershipFactory(tour=stop.tour, role="editor").user
    return user
