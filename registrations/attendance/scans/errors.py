"""What is refused of signed sheets."""

from django.utils.translation import gettext as _

from tournee.errors import OperationError


class ScanError(OperationError):
    """A sheet that cannot be kept or read."""


def too_long(name: str | None) -> ScanError:
    """What to say of the file called `name` that is still not read when there is no more time."""
    said = _("Reading %(file)s takes too long. Send fewer pages at a time, scanned at 300 dots per inch or less.")
    return ScanError(said % {"file": name}, code="too_long", field="scans")
