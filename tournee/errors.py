"""What an operation refuses, in words for a person; the same for a page, the API, a command and a job."""

from collections.abc import Iterable

from django.utils.functional import Promise


class OperationError(Exception):
    """An operation refused, and nothing was done.

    `message` is a translated sentence that tells a person what to do; `code` is for programs and never changes;
    `field` names the form field it belongs beside, or None.
    """

    def __init__(self, message: str | Promise, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.message)

    def for_programs(self) -> str:
        """The same to whoever sees no page; subclasses whose sentence points at one say otherwise."""
        return str(self)


class NotAllowed(OperationError):
    """This person may not do this, on this object."""

    def __init__(self, message: str | Promise, *, code: str = "not_allowed") -> None:
        super().__init__(message, code=code)


def raise_first(faults: Iterable[OperationError]) -> None:
    """Raise the first of `faults`, if there is any: an operation refuses with one, a form says them all."""
    for fault in faults:
        raise fault
