"""A published stop, and a session of it with seats enough."""

from __future__ import annotations

from typing import Any

import pytest

from tests.events.factories import SessionFactory, StopFactory


@pytest.fixture
def stop(db: None) -> Any:
    return StopFactory(published=True)


@pytest.fixture
def session(stop: Any) -> Any:
    return SessionFactory(stop=stop, capacity=30)
