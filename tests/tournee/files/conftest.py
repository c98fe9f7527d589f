"""Kinds of files that only tests know, and files to send."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rules
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.tournee.files.samples import picture_bytes
from tournee.files.kinds import DOCUMENTS, MEGABYTE, PICTURES, FileKind, file_kinds


@rules.predicate
def named_zoe(user: object) -> bool:
    """People called Zoé may."""
    return getattr(user, "name", "") == "Zoé"


EMBLEM = FileKind(
    "test-emblem", "Emblem", PICTURES, 2 * MEGABYTE, public=True, max_pixels=4_000_000, max_side=600, widths=(160, 320)
)
MINUTES = FileKind("test-minutes", "Minutes", DOCUMENTS, MEGABYTE, who_may_open=named_zoe)


@pytest.fixture(autouse=True)
def _kinds_and_storage(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds for the time of a test, and a storage of its own."""
    monkeypatch.setattr(file_kinds, "_items", [(100, "tests", EMBLEM), (100, "tests", MINUTES)])
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "files")},
    }
    settings.STORAGES = storages


@pytest.fixture
def sent() -> Callable[..., SimpleUploadedFile]:
    """An upload of a picture (or of `content`), as a browser sends it."""

    def make(name: str = "logo.png", content: bytes | None = None, claimed: str = "image/png") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, picture_bytes() if content is None else content, claimed)

    return make
