"""Previewing and applying a sheet: every row in one transaction, or none."""

from __future__ import annotations

import datetime as dt
import uuid
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.sheets.columns import Value
from tournee.sheets.errors import SheetRefused
from tournee.sheets.models import SheetUpload
from tournee.sheets.results import Reading

KEPT_FOR = dt.timedelta(days=1)
LISTED = 12


class Outcome(Enum):
    """What writing a row did, or would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Write(Protocol):
    """What writes one row, by calling operations; an OperationError becomes a refusal of the row.

    It works in the database only: a preview calls it too, and rolls back.
    """

    def __call__(self, values: Mapping[str, Value], *, actor: User) -> Outcome: ...


class WholeSheet(ABC):
    """What writes the rows of a sheet together, where several of them speak of one thing."""

    @abstractmethod
    def write_rows(self, reading: Reading, *, actor: User | None) -> Applied:
        """Write the good rows, by calling operations; what is refused goes into `reading.refuse`.

        It works in the database only: a preview calls it too, and rolls back.
        """


@dataclass
class Applied:
    """What became of each row, by its number; `traces` say of a row what it would change, from what to what.

    What was previewed is what is written: a row whose trace is another by the time of the confirmation is shown again.
    """

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    traces: dict[int, str] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """How many rows ended so."""
        return sum(1 for each in self.outcomes.values() if each is outcome)

    @property
    def new(self) -> int:
        """How many rows make something new."""
        return self.count(Outcome.NEW)

    @property
    def changed(self) -> int:
        """How many rows change what is there."""
        return self.count(Outcome.CHANGED)

    @property
    def unchanged(self) -> int:
        """How many rows say what is there already."""
        return self.count(Outcome.UNCHANGED)

    @property
    def seen(self) -> str:
        """The traces, short enough for a page to send back."""
        short = {row: sha256(trace.encode()).hexdigest()[:8] for row, trace in self.traces.items()}
        return ",".join(f"{row}:{trace}" for row, trace in sorted(short.items()))

    def differing(self, seen: str) -> list[int]:
        """The rows that would change something else than when `seen` was shown."""
        then, now = (dict(pair.split(":", 1) for pair in said.split(",") if ":" in pair) for said in (seen, self.seen))
        rows = {row for row in then.keys() | now.keys() if then.get(row) != now.get(row)}
        return sorted(int(row) for row in rows if row.isdecimal())

    @property
    def written(self) -> int:
        """How many rows there is something to write of."""
        return self.new + self.changed


class ChangedSince(SheetRefused):
    """Between preview and confirmation, somebody changed what `rows` speak of."""

    def __init__(self, rows: list[int]) -> None:
        said = ngettext(
            "Somebody changed what row %(rows)s speaks of since your preview, so nothing was written. "
            "Look at what it would do now, and confirm again.",
            "Somebody changed what rows %(rows)s speak of since your preview, so nothing was written. "
            "Look at what they would do now, and confirm again.",
            len(rows),
        )
        listed = ", ".join(str(row) for row in rows[:LISTED]) + (", …" if len(rows) > LISTED else "")
        super().__init__(said % {"rows": listed}, code="changed_since")


def preview(reading: Reading, write: Write | WholeSheet, *, actor: User | None) -> Applied:
    """What applying would do: done in a transaction and undone. Refusals of `write` are added to the reading's."""
    with transaction.atomic():
        applied = _write_rows(reading, write, actor)
        transaction.set_rollback(True)
    return applied


def apply(
    reading: Reading,
    write: Write | WholeSheet,
    *,
    actor: User | None,
    leaving: Collection[int] = (),
    leave_refused: bool = False,
) -> Applied:
    """Write every row; raises SheetRefused, with nothing written, when any is refused (the reading says which).

    `leaving` are rows that somebody saw refused and leaves out: all others are written together. Raises ChangedSince,
    with nothing written, where not exactly those are refused by now. With `leave_refused`, whichever rows are refused
    are left out. Both of rows that are written one by one alone.
    """
    if reading.accepted or leaving or leave_refused:
        with transaction.atomic():
            applied = _write_rows(reading, write, actor)
            if _may_stand(reading, leaving, leave_refused=leave_refused):
                return applied
            transaction.set_rollback(True)
    if leaving:
        raise ChangedSince(sorted(reading.refused_rows ^ set(leaving)))
    count = len(reading.refused_rows) or reading.refusal_count
    raise SheetRefused(
        ngettext(
            "%(count)d row is refused, so nothing was written. Correct it in the file and send it again.",
            "%(count)d rows are refused, so nothing was written. Correct them in the file and send it again.",
            count,
        )
        % {"count": count},
        code="rows_refused",
        refusals=reading.refusals,
    )


def _may_stand(reading: Reading, leaving: Collection[int], *, leave_refused: bool) -> bool:
    """Whether what was written is all that was to be."""
    if leave_refused:
        return reading.refuses_rows_alone
    return reading.refused_rows == set(leaving) and reading.refuses_rows_alone


def _write_rows(reading: Reading, write: Write | WholeSheet, actor: User | None) -> Applied:
    if isinstance(write, WholeSheet):
        return write.write_rows(reading, actor=actor)
    if actor is None:
        raise TypeError("a row is written by somebody")
    applied = Applied()
    columns = {column.name: column for column in reading.sheet.columns}
    for row in reading.rows:
        try:
            with transaction.atomic():
                applied.outcomes[row.number] = write(row.values, actor=actor)
        except OperationError as error:
            column = columns.get(error.field or "")
            value = row.values.get(column.name) if column else None
            reading.refuse(row.number, column, value, str(error), _("Correct this row in the file and send it again."))
    return applied


def keep_upload(content: bytes, name: str, *, purpose: str, actor: User) -> SheetUpload:
    """Keep a file until `actor` confirms it; it takes the place of the one they sent before for the same `purpose`.

    `purpose` names the page and what it writes to ("events.organisations", "events.stops:12"): an upload made there
    is confirmed there and nowhere else.
    """
    with transaction.atomic():
        SheetUpload.objects.filter(owner=actor, purpose=purpose).delete()
        return SheetUpload.objects.create(owner=actor, purpose=purpose, name=name[:255], content=content)


def kept_upload(identifier: str, *, purpose: str, actor: User) -> SheetUpload:
    """The upload that `actor` made for that purpose; raises SheetRefused when it is gone or somebody else's."""
    try:
        return SheetUpload.objects.get(
            pk=uuid.UUID(identifier), owner=actor, purpose=purpose, created_at__gt=timezone.now() - KEPT_FOR
        )
    except (ValueError, SheetUpload.DoesNotExist) as error:
        raise SheetRefused(_("This file is no longer kept. Choose it again."), code="upload_gone") from error


def apply_upload(
    upload: SheetUpload,
    reading: Reading,
    write: Write | WholeSheet,
    *,
    actor: User,
    seen: str | None = None,
    leaving: Collection[int] = (),
) -> Applied:
    """Apply what was read from a kept upload and let go of it; raises SheetRefused, and then keeps it.

    `leaving` are the refused rows to leave out (`apply`). With `seen` (`Applied.seen` of the preview), raises
    ChangedSince where a row would change something else by now.
    """
    with transaction.atomic():
        if not SheetUpload.objects.filter(pk=upload.pk).delete()[0]:
            raise SheetRefused(_("This file was already written."), code="upload_gone")
        applied = apply(reading, write, actor=actor, leaving=leaving)
        if seen is not None and (rows := applied.differing(seen)):
            raise ChangedSince(rows)
        return applied


def purge_uploads(*, now: dt.datetime | None = None) -> int:
    """Delete the uploads nobody confirmed within a day; returns how many. For the worker's tick."""
    oldest = (now or timezone.now()) - KEPT_FOR
    return SheetUpload.objects.filter(created_at__lte=oldest).delete()[0]
