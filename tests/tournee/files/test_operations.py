"""Keeping, discarding and cleaning up files."""

import datetime
import hashlib
import os
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from tests.tournee.files.samples import PDF, picture_bytes
from tournee.files.errors import FileRefused
from tournee.files.operations import discard, discard_orphans, keep_document, keep_picture
from tournee.files.queries import without_owner
from tournee.models import HistoryEntry, StoredFile, User

pytestmark = pytest.mark.django_db
Sent = Callable[..., SimpleUploadedFile]


def test_a_kept_picture_knows_its_bytes_its_size_and_who_sent_it(sent: Sent, user: User) -> None:
    file = keep_picture(sent("Logo é.png"), kind="test-emblem", actor=user, alt_fr="Le logo")
    content = file.read()
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (file.name, file.width, file.height, file.uploaded_by, file.alt) == ("Logo é.png", 40, 30, user, "Le logo")


def test_its_narrower_copies_can_be_read(sent: Sent, user: User) -> None:
    file = keep_picture(sent(content=picture_bytes(size=(500, 100))), kind="test-emblem", actor=user)
    assert [width for _url, width in file.sources] == [160, 320, 500]
    assert file.read(160) != file.read()


def test_a_kept_document_is_unchanged(sent: Sent, user: User) -> None:
    assert keep_document(sent("m.pdf", PDF), kind="test-minutes", actor=user).read() == PDF


def test_a_refused_file_leaves_nothing(sent: Sent, user: User) -> None:
    with pytest.raises(FileRefused):
        keep_picture(sent(content=PDF), kind="test-emblem", actor=user)
    assert not StoredFile.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_history_names_the_file_without_its_name_which_may_be_a_persons(sent: Sent, user: User) -> None:
    keep_document(sent("CV de Zoé.pdf", PDF), kind="test-minutes", actor=user)
    entry = HistoryEntry.objects.get()
    assert entry.action == "file.keep"
    assert "Zoé" not in entry.label


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_the_bytes_once_the_transaction_has_held(sent: Sent, user: User) -> None:
    file = keep_picture(sent(content=picture_bytes(size=(500, 100))), kind="test-emblem", actor=user)
    paths = file.paths
    with transaction.atomic():
        discard(file, actor=user)
        assert all(default_storage.exists(path) for path in paths)
    assert not any(default_storage.exists(path) for path in paths)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_nothing_points_at_goes_after_a_day(sent: Sent, user: User) -> None:
    file = keep_picture(sent(), kind="test-emblem", actor=user)
    discard_orphans()
    assert StoredFile.objects.exists()
    discard_orphans(timezone.now() + datetime.timedelta(hours=25))
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(file.path)


def test_every_foreign_key_of_every_floor_keeps_its_file() -> None:
    pointing = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is StoredFile
    }
    query = str(without_owner(before=timezone.now()).query)
    assert pointing
    assert all(f'FROM "{table}"' in query and f'"{column}" = ' in query for table, column in pointing)


def test_bytes_of_a_transaction_rolled_back_are_swept_up(sent: Sent, user: User) -> None:
    with transaction.atomic():
        path = keep_picture(sent(), kind="test-emblem", actor=user).path
        transaction.set_rollback(True)
    kept = keep_picture(sent(), kind="test-emblem", actor=user)
    long_ago = timezone.now().timestamp() - 90_000
    for each in (path, kept.path):
        os.utime(default_storage.path(each), (long_ago, long_ago))
    assert discard_orphans() == "0 files and 1 leftovers removed"
    assert default_storage.exists(kept.path)
