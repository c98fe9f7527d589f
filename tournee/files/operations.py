"""Keeping and discarding files."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tournee.files.documents import PreparedDocument, prepare_document
from tournee.files.kinds import accepting_kind
from tournee.files.models import StoredFile
from tournee.files.naming import copy_path, random_path
from tournee.files.queries import without_owner
from tournee.history.operations import record

if TYPE_CHECKING:
    from tournee.accounts.models import User
    from tournee.files.pictures import PreparedPicture


_ORPHANS_A_DAY = 1000


def keep_picture(
    upload: UploadedFile | PreparedPicture, *, kind: str, actor: User | None, alt_fr: str = "", alt_en: str = ""
) -> StoredFile:
    """The kept picture of `upload` (or of what a `PictureField` made of it), written anew; see `prepare_picture`.

    Call it in the transaction that gives it its owner. Raises FileRefused.
    """
    from tournee.files.pictures import prepare_picture  # lazily: Pillow

    picture = prepare_picture(upload, accepting_kind(kind)) if isinstance(upload, UploadedFile) else upload
    path = random_path(picture.content_type)
    default_storage.save(path, ContentFile(picture.content))
    for width, copy in picture.copies.items():
        default_storage.save(copy_path(path, width), ContentFile(copy))
    with transaction.atomic():
        file = StoredFile.objects.create(
            kind=kind,
            name=picture.name,
            content_type=picture.content_type,
            size=len(picture.content),
            sha256=hashlib.sha256(picture.content).hexdigest(),
            width=picture.width,
            height=picture.height,
            path=path,
            widths=list(picture.copies),
            alt_fr=alt_fr,
            alt_en=alt_en,
            uploaded_by=actor,
        )
        record("file.keep", file, actor=actor)
    return file


def keep_document(upload: UploadedFile | PreparedDocument, *, kind: str, actor: User | None) -> StoredFile:
    """The kept document of `upload` (or of what a `DocumentField` made of it), unchanged. Raises FileRefused."""
    document = prepare_document(upload, accepting_kind(kind)) if isinstance(upload, UploadedFile) else upload
    digest = hashlib.sha256()
    for chunk in document.upload.chunks():
        digest.update(chunk)
    document.upload.seek(0)
    with transaction.atomic():
        file = StoredFile.objects.create(
            kind=kind,
            name=document.name,
            content_type=document.content_type,
            size=document.upload.size or 0,
            sha256=digest.hexdigest(),
            path=default_storage.save(random_path(document.content_type), document.upload),
            uploaded_by=actor,
        )
        record("file.keep", file, actor=actor)
    return file


def discard(file: StoredFile, *, actor: User | None) -> None:
    """Remove `file` for good: its row now, its bytes once the transaction has held.

    The owner's foreign key must be cleared first (the database refuses otherwise, where it protects).
    """
    paths = file.paths
    with transaction.atomic():
        record("file.discard", file, actor=actor)
        file.delete()
        transaction.on_commit(lambda: _remove(paths))


def discard_orphans(now: datetime.datetime | None = None) -> str | None:
    """Due work: discard files that nothing has pointed at for a day (abandoned forms, replaced logos); says how many.

    It also sweeps the storage for bytes whose row never came to be because a transaction was rolled back.
    """
    yesterday = (now or timezone.now()) - datetime.timedelta(days=1)
    orphans = list(without_owner(before=yesterday)[:_ORPHANS_A_DAY])
    for file in orphans:
        discard(file, actor=None)
    swept = sum(_sweep(f"{number:02x}", before=yesterday) for number in range(256))
    return f"{len(orphans)} files and {swept} leftovers removed" if orphans or swept else None


def _sweep(folder: str, *, before: datetime.datetime) -> int:
    """Remove from `folder` what no row knows and was written before `before`; returns how many."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return 0
    known = {path for file in StoredFile.objects.filter(path__startswith=f"{folder}/") for path in file.paths}
    unknown = [path for name in names if (path := f"{folder}/{name}") not in known]
    leftovers = [path for path in unknown if default_storage.get_modified_time(path) < before]
    _remove(leftovers)
    return len(leftovers)


def _remove(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
