"""What listening refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError


class NoteError(OperationError):
    """A note, a link or a coding that cannot be made or changed."""


class LinkClosed(NoteError):
    """The link by which somebody notes has expired or was revoked."""

    def __init__(self) -> None:
        super().__init__(
            _("This link is valid no more. Copy what you wrote, and ask the tour’s team for a new link."),
            code="link_closed",
        )
