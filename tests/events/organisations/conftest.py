"""Who keeps organisations, and pages signed in as them."""

import pytest
from django.test import Client

from tests.events.factories import MembershipFactory
from tournee.models import User


@pytest.fixture
def editor(db: None) -> User:
    """An editor of some tour."""
    return MembershipFactory().user


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client
