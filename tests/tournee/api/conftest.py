"""The sample API, a client for it, and keys."""

from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings
from rest_framework.test import APIClient

from tests.tournee.api.sample import ROUTES, Note
from tournee.api.documentation import groups
from tournee.api.operations import make_key
from tournee.api.routes import api_routes
from tournee.models import User


@pytest.fixture(scope="session")
def _notes_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Note)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Note)


@pytest.fixture(autouse=True)
def _sample_api(_notes_table: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import_module("tournee.api.late_urls")  # the real addresses are made before the sample's routes stand in for them
    settings.ROOT_URLCONF = "tests.tournee.api.urls"
    monkeypatch.setattr(api_routes, "_items", [(100, "tests", route) for route in ROUTES])
    ContentType.objects.clear_cache()  # the notes' goes with each test's transaction
    groups.cache_clear()
    yield
    ContentType.objects.clear_cache()
    groups.cache_clear()


@pytest.fixture
def api() -> APIClient:
    """A client that speaks English and does not repeat the server's exceptions."""
    client = APIClient(raise_request_exception=False)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.default_format = "json"
    return client


@pytest.fixture
def keyed(api: APIClient, user: User) -> Callable[..., APIClient]:
    """A client with a key of `user`."""

    def make(scope: str = "write") -> APIClient:
        _key, secret = make_key(user=user, name="test", scope=scope, days=30, actor=user)
        api.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return api

    return make


@pytest.fixture
def note(user: User) -> Note:
    """A note of `user`."""
    return Note.objects.create(title_fr="Bonjour", title_en="Hello", mood="bad", author=user.email)
