"""Reading files."""

from __future__ import annotations

import datetime

from django.db.models import Exists, ForeignKey, ManyToOneRel, OuterRef, QuerySet
from django.http import Http404

from tournee.files.models import StoredFile


def public_file(token: str, name: str) -> StoredFile:
    """The public file at an address. Raises Http404, also when the name is not the file's."""
    return _file_at(token, name, public=True)


def private_file(token: str, name: str) -> StoredFile:
    """The private file at an address; whoever asks must still be allowed to. Raises Http404."""
    return _file_at(token, name, public=False)


def _file_at(token: str, name: str, *, public: bool) -> StoredFile:
    file = StoredFile.objects.filter(token=token).first()
    if file is None or file.url_name != name or file.is_public != public:
        raise Http404
    return file


def without_owner(*, before: datetime.datetime) -> QuerySet[StoredFile]:
    """Files made before `before` that no foreign key of any floor points at, oldest first."""
    files = StoredFile.objects.filter(created_at__lt=before)
    for owner in owners():
        files = files.filter(~Exists(owner.model._base_manager.filter(**{owner.name: OuterRef("pk")})))
    return files.order_by("created_at")


def owners() -> list[ForeignKey[StoredFile, StoredFile]]:
    """Every foreign key that points at a file, also those whose way back is hidden (`related_name="+"`)."""
    relations = StoredFile._meta.get_fields(include_hidden=True)
    return [relation.field for relation in relations if isinstance(relation, ManyToOneRel)]
