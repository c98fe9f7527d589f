"""People who sign in, and the outbox they read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from pytest_django import Settings

from tournee.accounts.operations import create_account
from tournee.accounts.policies import second_factor_required
from tournee.mail.models import OutboxMessage
from tournee.models import User

PASSWORD = "the tour begins in Albert"


@pytest.fixture(autouse=True)
def _pages_to_come_back_to(settings: Settings) -> None:
    """Where signing in and signing out lead."""
    settings.ROOT_URLCONF = "tests.tournee.accounts.pages"
    settings.LOGIN_REDIRECT_URL, settings.LOGOUT_REDIRECT_URL = "inside", "outside"


@pytest.fixture
def anna(db: None) -> User:
    """Somebody with a password who reads English."""
    return create_account("anna@example.org", "Anna Weaver", "en", PASSWORD, actor=None)


@pytest.fixture
def bruno(db: None) -> User:
    """Somebody without a password who reads French."""
    return create_account("bruno@example.org", "Bruno Tisserand", "fr", actor=None)


@pytest.fixture
def annas(client: Client, anna: User) -> Client:
    """Anna's browser, signed in with her password."""
    response = client.post("/en/account/sign-in/", {"login": anna.email, "password": PASSWORD})
    assert response.status_code == 302
    return client


@pytest.fixture
def prove(annas: Client) -> Callable[[], None]:
    """Anna proves once more who she is."""

    def again() -> None:
        response = annas.post("/en/account/confirm/", {"password": PASSWORD})
        assert response.status_code == 302

    return again


@pytest.fixture(autouse=True)
def _nobody_requires_a_second_factor() -> Iterator[None]:
    """What the floors above contribute is tested there."""
    kept = list(second_factor_required._items)
    second_factor_required._items.clear()
    yield
    second_factor_required._items[:] = kept


@pytest.fixture
def required(_nobody_requires_a_second_factor: None) -> None:
    """A tour that requires a second factor of everybody."""
    second_factor_required.add(lambda _user: True, by="tests")


def code_in(message: OutboxMessage) -> str:
    """The code a message carries."""
    found = re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", message.text)
    assert found, message.text
    return found.group()


def totp_code(secret: str) -> str:
    """What an authenticator app with `secret` shows now."""
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def with_app(user: User) -> str:
    """Give `user` an authenticator app; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    return secret
