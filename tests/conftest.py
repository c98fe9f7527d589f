"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.tournee.factories import UserFactory
from tournee.models import User


@pytest.fixture(autouse=True)
def _language_as_at_the_start() -> Iterator[None]:
    """No test leaves its language to the next."""
    with translation.override("fr"):
        yield


@pytest.fixture
def user(db: None) -> User:
    """A user with no membership."""
    return UserFactory()


@pytest.fixture
def administrator(db: None) -> User:
    """The administrator of the installation."""
    return UserFactory(is_administrator=True)
