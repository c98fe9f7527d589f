"""The demonstration, loaded once for the tests of this folder and taken back after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from events.models import Tour
from tests.settings import STORAGES
from tournee.demo.operations import load_demonstration


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker takes all tests of this folder, one after the other: it is loaded once."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("demonstration"))


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """What was said as it was loaded, a line a part."""
    files: Path = tmp_path_factory.mktemp("files")
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(files)}}
    with django_db_blocker.unblock(), override_settings(STORAGES={**STORAGES, "default": kept}), transaction.atomic():
        said = list(load_demonstration(timezone.localdate()))
        _check_once()
        yield said
        transaction.set_rollback(True)


def _check_once() -> None:
    """Look at what refers to what now: PostgreSQL would do it at the end of each test, over all that was loaded."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # else each check reads whole tables
    connection.check_constraints()


@pytest.fixture
def edition(loaded: list[str], db: None) -> Tour:
    """The made-up edition, with all that is in it."""
    return Tour.objects.get(slug="prochaine")
