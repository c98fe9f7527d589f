"""The sheets that a stop's people sign: of which session and day, and who stands on them, in order."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Session, Stop
from registrations.attendance.half_days import NOON, HalfDay, half_day_of, half_days_of
from registrations.attendance.papers.codes import SheetCode
from registrations.attendance.queries import facts_of
from registrations.desk.rows import moment_in_words, party_of
from registrations.models import Attendee, CheckIn, Registration, ScannedSheet, Seat
from tournee.texts.typography import format_date

_MORNING = datetime.time(8)  # when a signature is noted that no session's start dates


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """What people sign at one time: a session's sheet of a day (the stop's where it is of none), for a half-day or
    for all of it."""

    stop: Stop
    session: Session | None
    day: datetime.date
    afternoon: bool | None

    @property
    def half_days(self) -> list[HalfDay]:
        """The half-days signed for on it, each in a column of its own."""
        if self.afternoon is not None:
            return [HalfDay(self.day, self.afternoon)]
        if self.session is None:
            return [HalfDay(self.day, afternoon=False), HalfDay(self.day, afternoon=True)]
        spent = half_days_of(self.session.starts_at, self.session.ends_at, self.stop.zone)
        return [one for one in spent if one.day == self.day] or [HalfDay(self.day, afternoon=False)]

    @property
    def title(self) -> str:
        """“Innover avec qui ?, mardi 18 juin 2019, matin”."""
        words = [self.session.title if self.session else _("The whole stop"), format_date(self.day)]
        if self.afternoon is not None:
            words.append(str(HalfDay(self.day, self.afternoon).label).lower())
        return ", ".join(words)

    @property
    def key(self) -> str:
        """What a form calls it."""
        half = "" if self.afternoon is None else "pm" if self.afternoon else "am"
        return f"{self.session.pk if self.session else ''}:{self.day:%Y%m%d}:{half}"

    def to_come(self, now: datetime.datetime) -> list[HalfDay]:
        """Its half-days that did not begin: nobody has signed for them."""
        return [one for one in self.half_days if self.moment(one) > now]

    def moment(self, half_day: HalfDay) -> datetime.datetime:
        """When somebody who signed for that half-day is noted to have been here: its beginning, by the stop's clock."""
        if self.session and half_day_of(self.session.starts_at, self.stop.zone) == half_day:
            return self.session.starts_at
        hour = NOON if half_day.afternoon else _MORNING
        return datetime.datetime.combine(half_day.day, hour, self.stop.zone).astimezone(datetime.UTC)


@dataclass(frozen=True, slots=True)
class Box:
    """One person's box for one half-day: `fact` says that they are noted, `on_paper` that their signature did; `kept`
    why it cannot be unticked here, else "". `to_come`: nobody has signed there, as its half-day did not begin."""

    name: str
    label: str
    fact: CheckIn | None
    kept: str = ""
    to_come: bool = False

    @property
    def on_paper(self) -> bool:
        """It was noted from a sheet, so that it is taken back here too."""
        return self.fact is not None and self.fact.how == CheckIn.How.PAPER


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: who, and their boxes. `number` is as printed, None for who was not on it.

    `left` says that they have no seat any more.
    """

    number: int | None
    attendee: Attendee
    party: str
    boxes: tuple[Box, ...]
    left: bool = False


def half_key(half_day: HalfDay) -> str:
    """What a form calls a half-day of a sheet's day."""
    return "pm" if half_day.afternoon else "am"


def sheets_of(stop: Stop) -> Iterator[SignedSheet]:
    """Every sheet that a stop may have, in order, as they are printed: of each session's days, else of the stop's.

    What lasts a whole day is signed twice on one sheet.
    """
    sessions = list(stop.sessions.planned().order_by("starts_at", "pk"))
    for session in sessions:
        session.stop = stop
        spent = half_days_of(session.starts_at, session.ends_at, stop.zone)
        for day in dict.fromkeys(half_day.day for half_day in spent):
            halves = [half_day.afternoon for half_day in spent if half_day.day == day]
            yield SignedSheet(stop, session, day, halves[0] if len(halves) == 1 else None)
    if not sessions and stop.starts_on:
        days = ((stop.ends_on or stop.starts_on) - stop.starts_on).days + 1
        for number in range(days):
            yield SignedSheet(stop, None, stop.starts_on + datetime.timedelta(days=number), None)


def sheet_of(scan: ScannedSheet) -> SignedSheet:
    """The sheet that a scan is a page of."""
    if scan.session:
        scan.session.stop = scan.stop
    return SignedSheet(scan.stop, scan.session, scan.day, scan.afternoon)


def sheet_named_by(code: SheetCode, stop: Stop) -> SignedSheet | None:
    """The sheet that a code names; None where it is not of this stop, or of a session that is not there any more."""
    if code.stop != stop.public_id:
        return None
    session = stop.sessions.filter(public_id=code.session).first() if code.session else None
    if code.session and session is None:
        return None
    return SignedSheet(stop, session, code.day, code.afternoon)


def lines_of(sheet: SignedSheet, also: Collection[int] = ()) -> list[Line]:
    """Who stands on a sheet, in its order, then whoever else was noted there, and those of that stop whose keys are in
    `also`: they stood on it when it was printed. Four queries at most.
    """
    stop = sheet.stop
    facts: dict[int, list[CheckIn]] = {}
    for fact in facts_of(stop).filter(session=sheet.session).order_by("at", "pk"):
        facts.setdefault(fact.attendee_id, []).append(fact)
    seated = Exists(Seat.objects.filter(attendee=OuterRef("pk"), session=sheet.session, state__in=Seat.TAKING))
    printed = Q(printed=True) if sheet.session else Q(cancelled_at=None) & ~Q(
        registration__origin=Registration.Origin.WALK_IN
    )  # fmt: skip
    people = Attendee.objects.filter(stop=stop, person__erased_at=None).select_related("person__company")
    people = people.annotate(printed=seated).order_by("person__search_key", "pk")
    registered = list(people.filter(printed, cancelled_at=None))
    known = {one.pk for one in registered}
    others = [one for one in people.filter(pk__in={*facts, *also}) if one.pk not in known]
    numbered = [*enumerate(registered, start=1), *((None, one) for one in others)]
    return [_line(sheet, number, one, facts.get(one.pk, [])) for number, one in numbered]


def _line(sheet: SignedSheet, number: int | None, attendee: Attendee, facts: list[CheckIn]) -> Line:
    zone, to_come = sheet.stop.zone, sheet.to_come(timezone.now())
    boxes = []
    for half_day in sheet.half_days:
        there = [fact for fact in facts if half_day_of(fact.at, zone) == half_day]
        paper = next((fact for fact in there if fact.how == CheckIn.How.PAPER), None)
        fact = paper or next(iter(there), None)
        name = f"{attendee.pk}:{half_key(half_day)}"
        kept = _noted_elsewhere(fact, sheet.stop) if fact and not paper else ""
        boxes.append(Box(name, str(half_day.label), fact, kept, to_come=fact is None and half_day in to_come))
    return Line(number, attendee, party_of(attendee.person), tuple(boxes))


def _noted_elsewhere(fact: CheckIn, stop: Stop) -> str:
    """“noted at the door, 9 h 12”: paper does not take that back."""
    how = {CheckIn.How.SELF: _("signed in themselves"), CheckIn.How.CORRECTION: _("corrected afterwards")}
    said = how.get(CheckIn.How(fact.how)) or _("noted at the door")
    return f"{said}, {moment_in_words(fact.at, stop)}"
