"""What is refused of an uploaded file, in words for the person who sent it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tournee.errors import OperationError
from tournee.texts.typography import format_size


class FileRefused(OperationError):
    """The file is not kept; the sentence says why and what to send instead."""

    def __init__(self, message: str | Promise, *, code: str) -> None:
        super().__init__(message, code=code)


def too_large(size: int, limit: int) -> FileRefused:
    """The refusal of a file of `size` bytes where `limit` are accepted, both said in the reader's language."""
    return FileRefused(
        _("This file is too large: %(size)s, and the limit is %(limit)s. Make it smaller and send it again.")
        % {"size": format_size(size), "limit": format_size(limit)},
        code="file_too_large",
    )
