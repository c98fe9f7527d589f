"""Bringing signed sheets back: kept by their code, and who signed noted as facts, which are undone by further facts."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.attendance.half_days import HalfDay, half_day_of
from registrations.attendance.queries import facts_of
from registrations.attendance.scans.errors import NamedAlike, ScanError
from registrations.attendance.scans.newcomers import alike
from registrations.attendance.scans.queries import UNKNOWN, pages_of_sheet
from registrations.attendance.scans.sheets import Box, Line, SignedSheet, half_key, lines_of, sheet_named_by, sheet_of
from registrations.attendance.states import day_has_come
from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, keep, undo
from registrations.desk.operations import walk_in as note_walk_in
from registrations.desk.rows import moment_in_words
from registrations.models import Attendee, CheckIn, ScannedSheet
from tournee.accounts.models import User
from tournee.files.kinds import accepting_kind
from tournee.files.operations import discard, keep_picture
from tournee.history.operations import record
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date

if TYPE_CHECKING:
    from registrations.attendance.scans.reading import PageRead
    from tournee.files.models import StoredFile
    from tournee.files.pictures import PreparedPicture

FILE = "scanned_sheet"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an upload: the pages kept, and how many are not: of other stops (`stops`), here already, blank."""

    scans: list[ScannedSheet]
    elsewhere: int = 0
    stops: tuple[Stop, ...] = ()
    again: int = 0
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a sheet through changed: how many signatures were noted, of which boxes, and how many taken back."""

    noted: int
    undone: int
    boxes: tuple[str, ...] = ()


def keep_sheets(stop: Stop, uploads: Sequence[UploadedFile], *, actor: User | None) -> Kept:
    """Keep every page of these files; each is attached by its code, one without waits for somebody to say what it is.

    A page whose very picture came before is not kept twice. Raises ScanError for what cannot be read, where every
    page is of another stop, and for a stop whose day has not come.
    """
    from registrations.attendance.scans.reading import read_pages  # lazily: Pillow and the reader of codes

    if stop.starts_on is None:
        raise ScanError(_("This stop has no date yet: nobody can have signed."), code="no_date", field="scans")
    if not day_has_come(stop, timezone.now()):
        said = _("Signed sheets are brought back from the day of the stop on: %(day)s.")
        raise ScanError(said % {"day": format_date(stop.starts_on)}, code="to_come", field="scans")
    read = read_pages(uploads, accepting_kind(FILE))
    ours = [page for page in read.pages if page.code is None or page.code.stop == stop.public_id]
    others = _stops_of(page for page in read.pages if page not in ours)
    if not ours:
        raise _of_others(others)
    kept = [scan for page in _new_at(stop, ours) if (scan := _keep_page(stop, stop.starts_on, page, actor))]
    return Kept(kept, len(read.pages) - len(ours), others, len(ours) - len(kept), read.blank)


def _stops_of(pages: Iterable[PageRead]) -> tuple[Stop, ...]:
    """The stops that their codes name."""
    named = {page.code.stop for page in pages if page.code}
    return tuple(Stop.objects.filter(public_id__in=named).select_related("tour").along_the_route()) if named else ()


def _of_others(stops: Sequence[Stop]) -> ScanError:
    said = str(_("These sheets are of another stop: their code says so. Bring them back there."))
    if stops:
        named = _("These sheets are of another stop (%(stops)s): their code says so. Bring them back there.")
        said = str(named) % {"stops": ", ".join(map(str, stops))}
    return ScanError(said, code="another_stop", field="scans")


def _new_at(stop: Stop, pages: Sequence[PageRead]) -> list[PageRead]:
    """Those whose picture is not kept at that stop yet, each once."""
    pictures: dict[str, PageRead] = {}
    for page in pages:
        pictures.setdefault(_digest(page), page)
    here = set(ScannedSheet.objects.filter(stop=stop, digest__in=pictures).values_list("digest", flat=True))
    return [page for digest, page in pictures.items() if digest not in here]


def _digest(page: PageRead) -> str:
    return hashlib.sha256(page.picture.content).hexdigest()


def _keep_page(stop: Stop, day: datetime.date, page: PageRead, actor: User | None) -> ScannedSheet | None:
    """A new scan of the sheet that its code names; where it names none it waits, on `day`, for somebody to say.

    None where somebody kept the same picture a moment before. Each page is a transaction of its own: two who bring the
    same pages wait for one of them at a time, never in a circle.
    """
    sheet = sheet_named_by(page.code, stop) if page.code else None
    scan = ScannedSheet(stop=stop, digest=_digest(page), added_by=actor, day=day, page=UNKNOWN)
    if sheet and page.code:
        scan.session, scan.day, scan.afternoon = sheet.session, sheet.day, sheet.afternoon
        scan.page = page.code.page
    try:
        with transaction.atomic():
            scan.file = keep_picture(page.picture, kind=FILE, actor=actor)
            scan.save()
            record("scan.keep", scan, actor=actor)
    except IntegrityError:
        if not ScannedSheet.objects.filter(stop=stop, digest=scan.digest).exists():
            raise
        return None
    return scan


def say_which(
    scan: ScannedSheet, sheet: SignedSheet, page: int, *, turned: int = 0, seen: str = "", actor: User | None
) -> ScannedSheet:
    """Say which sheet a scan is a page of, and by how many degrees (counterclockwise, square) its picture is turned.

    `seen` is the token of the picture that they saw lying so: where another has taken its place since, it was turned
    already. Without it the one that `scan` has. Raises ScanError once it was read through, or deleted.
    """
    with transaction.atomic():
        current = _held(scan)
        if current.noted_at is not None:
            raise ScanError(_("This sheet was read through already."), code="read_already")
        current.session, current.day, current.afternoon, current.page = sheet.session, sheet.day, sheet.afternoon, page
        lying = current.file
        turns = bool(turned) and lying.token == (seen or scan.file.token)
        if turns:
            current.file = keep_picture(_turned(lying, turned), kind=FILE, actor=actor)
        current.save(update_fields=["session", "day", "afternoon", "page", "file"])
        if turns:
            discard(lying, actor=actor)
        record("scan.say_which", current, actor=actor)
    return current


def _held(scan: ScannedSheet) -> ScannedSheet:
    """The scan as it is now, held until the transaction ends. Raises ScanError where it is there no more."""
    current = ScannedSheet.objects.select_for_update(no_key=True).filter(pk=scan.pk).order_by("pk").first()
    if current is None:
        raise _deleted()
    current.stop = scan.stop
    return current


def _turned(file: StoredFile, degrees: int) -> PreparedPicture:
    from registrations.attendance.scans.reading import turn  # lazily: Pillow

    with file.open() as kept:
        return turn(kept, degrees, file.name, accepting_kind(FILE))


def note_signatures(
    scan: ScannedSheet,
    signed: Collection[str],
    *,
    shown: Collection[str] = (),
    of: str = "",
    also: Collection[int] = (),
    actor: User,
) -> Read:
    """Note who signed the sheet that a scan is of: `signed` are the boxes (`sheets.Box.name`) that are ticked.

    `shown` are those that were ticked when the reader began. Only what they ticked is noted, and only what they
    unticked is taken back, so that two who read pages of one sheet do not undo each other; what the door noted stays.
    The same again changes nothing. `of` is the key of the sheet whose boxes these are; without it, of the one that the
    scan is of. `also` are the attendees (their keys) who stood on it when it was printed, whoever left since. Whoever
    was noted later in that half-day keeps that hour: the signature confirms it. Raises ScanError where the scan is of
    another one by now, or deleted, and for a half-day that did not begin.
    """
    with transaction.atomic():
        current = _held_with_its_sheet(scan)
        sheet = sheet_of(current)
        if of and of != sheet.key:
            raise _moved()
        changes = _changes(lines_of(sheet, also), sheet.half_days, signed, shown)
        _require_begun(sheet, [half_day for _line, box, half_day in changes if box.fact is None])
        people = {line.attendee.pk for line, _box, _half_day in changes}
        # Held before the tour is, which writing a fact changes: as at the door, so that nobody waits in a circle.
        list(Attendee.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
        arrivals = _arrivals(sheet, people)
        for line, box, half_day in changes:
            line.attendee.stop = sheet.stop
            if box.fact is None:
                noted_at = _noted(actor, sheet, half_day, arrivals.get((line.attendee.pk, half_day)))
                keep(line.attendee, noted_at, session=sheet.session)
            else:
                box.fact.attendee = line.attendee
                undo(box.fact, Noted(actor=actor, how=CheckIn.How.PAPER))
        noted = tuple(box.name for _line, box, _half_day in changes if box.fact is None)
        read = Read(len(noted), len(changes) - len(noted), noted)
        ScannedSheet.objects.filter(pk=current.pk).update(noted_at=timezone.now())
        counted = {"noted": read.noted, "undone": read.undone}
        changes_said = {name: (None, count) for name, count in counted.items() if count}
        record("scan.read", current, actor=actor, changes=changes_said)
    return read


def said_to_come(sheet: SignedSheet, half_days: Iterable[HalfDay]) -> str:
    """That these half-days of the sheet did not begin, and when the last does; "" of none."""
    begins = max(map(sheet.moment, half_days), default=None)
    if begins is None:
        return ""
    said = _("This moment is still to come. Signatures are noted once it has begun: %(hour)s.")
    return said % {"hour": moment_in_words(begins, sheet.stop)}


def _require_begun(sheet: SignedSheet, half_days: Iterable[HalfDay]) -> None:
    """Nobody has signed for what is still to come."""
    to_come = sheet.to_come(timezone.now())
    if said := said_to_come(sheet, [one for one in half_days if one in to_come]):
        raise ScanError(said, code="to_come")


def _arrivals(sheet: SignedSheet, people: Collection[int]) -> dict[tuple[int, HalfDay], datetime.datetime]:
    """When each of these attendees was first noted in each half-day otherwise than on paper; one query."""
    found: dict[tuple[int, HalfDay], datetime.datetime] = {}
    facts = facts_of(sheet.stop).filter(attendee__in=people).exclude(how=CheckIn.How.PAPER).order_by("at")
    for attendee, at in facts.values_list("attendee", "at"):
        found.setdefault((attendee, half_day_of(at, sheet.stop.zone)), at)
    return found


def _held_with_its_sheet(scan: ScannedSheet) -> ScannedSheet:
    """The scan as it is now, held, as is every page of its sheet: always in order of their keys, so that nobody waits
    in a circle. Raises ScanError where it is there no more, or became a page of another sheet while waiting."""
    now = ScannedSheet.objects.select_related("session").filter(pk=scan.pk).first()
    if now is None:
        raise _deleted()
    now.stop = scan.stop
    held = pages_of_sheet(now).select_for_update(no_key=True).order_by("pk")
    current = next((one for one in held if one.pk == scan.pk), None)
    if current is None:
        raise _moved() if ScannedSheet.objects.filter(pk=scan.pk).exists() else _deleted()
    current.stop, current.session = now.stop, now.session
    return current


def _changes(
    lines: Iterable[Line], half_days: Sequence[HalfDay], signed: Collection[str], shown: Collection[str]
) -> list[tuple[Line, Box, HalfDay]]:
    """The boxes that are to be noted, or taken back."""
    ticked, unticked = set(signed).difference(shown), set(shown).difference(signed)
    return [
        (line, box, half_day)
        for line in lines
        for box, half_day in zip(line.boxes, half_days, strict=True)
        if (box.name in unticked and box.on_paper if box.fact else box.name in ticked)
    ]


def note_walk_in_on_paper(
    scan: ScannedSheet,
    name: str,
    firm: str,
    *,
    half_days: Collection[str] = (),
    other_than: Collection[int] = (),
    actor: User,
) -> Attendee:
    """Somebody signed on a line without a name, for these half-days (`sheets.half_key`) of its sheet: they came without
    registering. None said: for the first.

    Raises DeskError without a name, ScanError for a half-day that did not begin, and NamedAlike where the stop has
    somebody of a similar name who is none of `other_than` (attendees' keys).
    """
    with transaction.atomic():
        sheet = sheet_of(_held(scan))
        signed = [one for one in sheet.half_days if half_key(one) in half_days] or sheet.half_days[:1]
        _require_begun(sheet, signed)
        known = alike(sheet.stop, name)
        if any(one.pk not in other_than for one in known):
            raise NamedAlike(known)
        fact = note_walk_in(
            sheet.stop, PersonRequest(name), _noted(actor, sheet, signed[0]), firm_name=firm,
            language=active_language(), session=sheet.session,
        )  # fmt: skip
        for half_day in signed[1:]:
            keep(fact.attendee, _noted(actor, sheet, half_day), session=sheet.session)
    return fact.attendee


def remove_scan(scan: ScannedSheet, *, actor: User | None) -> None:
    """Delete the picture of a sheet; the facts that were noted from it stay. Raises ScanError where that was done."""
    with transaction.atomic():
        current = _held(scan)
        record("scan.remove", current.stop, actor=actor)  # as nothing else is left to say it of
        current.delete()
        discard(current.file, actor=actor)


def _noted(
    actor: User | None, sheet: SignedSheet, half_day: HalfDay, arrived: datetime.datetime | None = None
) -> Noted:
    """Since its beginning; since they arrived, where that was noted for later, and before the session was over."""
    at = sheet.moment(half_day)
    if arrived and at < arrived and (sheet.session is None or arrived < sheet.session.ends_at):
        at = arrived
    return Noted(actor=actor, how=CheckIn.How.PAPER, at=at)


def _deleted() -> ScanError:
    return ScanError(
        _("This scan was deleted meanwhile. Bring the sheet back again if it was a mistake."), code="deleted"
    )


def _moved() -> ScanError:
    said = _("Somebody said meanwhile that this is another sheet. Nothing was noted: look at the names again.")
    return ScanError(said, code="another_sheet")
