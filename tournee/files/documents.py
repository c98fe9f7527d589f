"""Documents are kept as they came, once their bytes show that they are what is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tournee.files.errors import FileRefused, too_large
from tournee.files.kinds import FileKind
from tournee.files.naming import EXTENSIONS, safe_name
from tournee.files.sniffing import sniff


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to be kept."""

    name: str
    content_type: str
    upload: UploadedFile


def prepare_document(upload: UploadedFile, kind: FileKind) -> PreparedDocument:
    """`upload`, checked against `kind` by its size and its bytes. Raises FileRefused."""
    if upload.size is not None and upload.size > kind.max_bytes:
        raise too_large(upload.size, kind.max_bytes)
    content_type = sniff(upload.file) if upload.file else None
    if content_type not in kind.accepts or content_type is None:
        accepted = ", ".join(EXTENSIONS[accepted].lstrip(".").upper() for accepted in kind.accepts)
        raise FileRefused(
            _("This file is not a document of an accepted type, whatever its name. Accepted: %(types)s.")
            % {"types": accepted},
            code="not_a_document",
        )
    return PreparedDocument(safe_name(upload.name, content_type), content_type, upload)
