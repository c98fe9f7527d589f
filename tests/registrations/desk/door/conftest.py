"""A door on its day, with a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from time_machine import travel

from events.models import Stop
from registrations.models import DeskDevice
from tests.events.factories import StopFactory
from tests.registrations.desk.door.telephones import telephone


@pytest.fixture
def on_the_day() -> Iterator[Any]:
    """Noon at the stop; the clock can be moved."""
    with travel("2031-06-18 10:00", tick=False) as clock:
        yield clock


@pytest.fixture
def stop() -> Stop:
    """A public stop whose room holds eighty."""
    return StopFactory(published=True, safety_limit=80)


@pytest.fixture
def device(stop: Stop) -> DeskDevice:
    """The link of a telephone at its door."""
    return telephone(stop)
