"""What is refused of signed sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tournee.errors import OperationError

if TYPE_CHECKING:
    from registrations.models import Attendee


class ScanError(OperationError):
    """A sheet that cannot be kept or read."""


class NamedAlike(ScanError):
    """The stop has these `people` of a similar name: whoever adds one more is to say that it is none of them."""

    def __init__(self, people: Sequence[Attendee]) -> None:
        super().__init__(
            _("Somebody of a similar name is known at this stop. Choose them below, or say that it is somebody else."),
            code="named_alike", field="name",
        )  # fmt: skip
        self.people = people


def too_long(name: str | None) -> ScanError:
    """What to say of the file called `name` that is still not read when there is no more time."""
    said = _("Reading %(file)s takes too long. Send fewer pages at a time, scanned at 300 dots per inch or less.")
    return ScanError(said % {"file": name}, code="too_long", field="scans")
