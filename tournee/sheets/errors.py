"""What is wrong with a sheet: the file as a whole, or a value in it, each with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from tournee.errors import OperationError

SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that cannot be read: where it is, what it says, why it is refused, what to do.

    `row` is the number a spreadsheet shows beside it (None: the whole sheet); `column` is the heading as it is in the
    file, or as it should be ("" when no column is meant).
    """

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One value that was read as something else than it said, for a person to see before confirming."""

    sheet: str
    row: int
    column: str
    before: str
    after: str
    reason: str


class SheetRefused(OperationError):
    """The file as a whole is not read; `refusals` says where when there is a where."""

    def __init__(self, message: str | Promise, *, code: str, refusals: Sequence[Refusal] = ()) -> None:
        super().__init__(message, code=code, field="file")
        self.refusals = tuple(refusals)


class ValueRefused(Exception):
    """A column cannot read this value."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def shown(value: object) -> str:
    """A value as a refusal quotes it: one line, short, control characters made visible."""
    text = "".join(c if c.isprintable() or c.isspace() else f"\\x{ord(c):02x}" for c in str(value))
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
