"""What is noted at the door: facts are appended, and undone by further facts; none is ever refused for being late."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import KW_ONLY, dataclass, replace
from functools import partial

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Session, Stop, Tour
from events.models.timezones import day_bounds
from events.planning.operations.public import readers_see_a_change
from registrations.booking.operations.parties import attendee_named, company_of, person_named
from registrations.booking.request import FirmRequest, PersonRequest
from registrations.desk import asked
from registrations.models import Attendee, CheckIn, DeskDevice, Person, Registration
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry
from tournee.history.operations import record

_FIRST = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)
_LAST = datetime.datetime(9999, 12, 30, tzinfo=datetime.UTC)


class DeskError(OperationError):
    """Something that cannot be noted."""


@dataclass(frozen=True, slots=True)
class Noted:
    """How and when something was noted: `nonce` is the device's own, so that a fact sent twice is one.

    `desk` is the telephone's link it came by; `at` was set right by `clock_offset` seconds.
    """

    _: KW_ONLY
    actor: User | None = None
    nonce: uuid.UUID | None = None
    at: datetime.datetime | None = None
    how: str = CheckIn.How.SEARCH
    device: str = ""
    desk: DeskDevice | None = None
    clock_offset: int | None = None
    reason: str = ""

    def fields(self) -> dict[str, object]:
        """The columns of the fact."""
        return {
            "nonce": self.nonce or uuid.uuid4(),
            "at": self.at or timezone.now(),
            "how": self.how,
            "device": self.device,
            "desk": self.desk,
            "clock_offset": self.clock_offset,
            "reason": self.reason,
            "noted_by": self.actor,
        }


def is_closed(stop: Stop) -> bool:
    """Whether the door takes nobody any more: its tour is archived."""
    return stop.tour.state == Tour.State.ARCHIVED


def require_open_door(stop: Stop, noted: Noted) -> None:
    """Raise DeskError for what happened after the stop's tour was archived.

    What happened before and comes late, from a telephone that was without a network, is kept: it says what was. So is
    a correction, which says why.
    """
    if not is_closed(stop) or noted.how == CheckIn.How.CORRECTION or sent_before(noted):
        return
    archived = HistoryEntry.objects.about(stop.tour).filter(action="tour.archive").first()
    if noted.at is None or archived is None or noted.at > archived.at:
        raise DeskError(closed_in_words(), code="tour_archived")


def closed_in_words() -> str:
    """Why a door is closed, and what to do."""
    return _(
        "This tour is archived, so its door is closed. Whoever was missed is added on the attendance page; a manager "
        "can reopen the tour."
    )


def is_on_a_day_of(stop: Stop, at: datetime.datetime) -> bool:
    """Whether a moment (aware) is on a day of the stop, by its clock; any moment is where it has no date."""
    if stop.starts_on is None:
        return True
    return stop.starts_on <= at.astimezone(stop.zone).date() <= (stop.ends_on or stop.starts_on)


def bounds_of_day(stop: Stop, at: datetime.datetime) -> tuple[datetime.datetime, datetime.datetime]:
    """From when until when a moment's day (aware) lasts, by the stop's clock; all time where the stop is not on it.

    Whoever was here on one day of the stop is to be noted again on the next.
    """
    if not is_on_a_day_of(stop, at):
        return _FIRST, _LAST
    return day_bounds(at.astimezone(stop.zone).date(), stop.zone)


def check_in(attendee: Attendee, noted: Noted, *, session: Session | None = None) -> CheckIn:
    """Note that the attendee is here, at the stop or in one of its sessions.

    The same nonce gives the fact that is there. Somebody noted before on that day keeps the first hour: a second tap is
    no second fact. Raises DeskError for a session of another stop.
    """
    return note_here(attendee, noted, session=session)[0]


def note_here(attendee: Attendee, noted: Noted, *, session: Session | None = None) -> tuple[CheckIn, list[CheckIn]]:
    """As `check_in`; beside the fact, all those that stand about the attendee then, the earliest first."""
    if session is not None and session.stop_id != attendee.stop_id:
        raise DeskError(_("This session belongs to another stop."), code="another_stop")
    require_open_door(attendee.stop, noted)
    here = session.pk if session else None
    began, over = bounds_of_day(attendee.stop, noted.at or timezone.now())
    try:
        with transaction.atomic():
            # Two devices that note one person at once agree on one fact: the attendee's row decides who comes first, or
            # where rows have no locks the one transaction that may write.
            if connection.features.has_select_for_update:
                asked.hold(attendee)
            facts = asked.facts_about(attendee)
            of_the_day = [fact for fact in facts if began <= fact.at < over]
            if first := _already_here(of_the_day, here, noted.at or timezone.now()):
                return first, facts
            fact = _append(attendee, noted, session=session)
            return fact, sorted([*facts, fact], key=lambda fact: fact.at)
    except IntegrityError:
        if sent := sent_before(noted):
            return sent, asked.facts_about(attendee)
        raise


def _already_here(facts: Sequence[CheckIn], session: int | None, at: datetime.datetime) -> CheckIn | None:
    """The fact that says so at this door, among facts in order of time; None where they went out before `at`."""
    found = None
    for fact in facts:
        if fact.direction == CheckIn.Direction.OUT:
            found = None if fact.session_id in {None, session} and fact.at <= at else found
        elif fact.session_id == session:
            found = found or fact
    return found


def keep(
    attendee: Attendee, noted: Noted, *, session: Session | None = None, direction: str = CheckIn.Direction.IN
) -> tuple[CheckIn, bool]:
    """Append what a telephone noted, also where others noted the same; whether it is new beside the fact.

    A telephone that was without a network knew nothing of the others: each one's fact stands for itself, so that
    what one of them takes back leaves what the other saw, in whichever order they come.
    """
    require_open_door(attendee.stop, noted)
    try:
        with _briefly(attendee.stop):
            return _append(attendee, noted, session=session, direction=direction), True
    except IntegrityError:
        if sent := sent_before(noted):
            return sent, False
        raise


def _briefly(stop: Stop) -> AbstractContextManager[None]:
    """A transaction where more than the one row is written, or one is open; SQLite is held no longer than it must.

    While people queue at the door nothing but the row is: until the stop is over, its public page says nothing of it.
    """
    alone = stop.phase(timezone.now()) != Stop.Phase.HELD and not connection.in_atomic_block
    return nullcontext() if alone else transaction.atomic()


def undo_early(attendee: Attendee, undone: uuid.UUID, noted: Noted, *, session: Session | None = None) -> CheckIn:
    """Note that the fact `undone`, which has not come yet, was a mistake; returns the fact that says so.

    Both are written, so that the late one is known when it comes, and undone. Raises DeskError for a fact of another
    stop.
    """
    require_open_door(attendee.stop, noted)
    try:
        with transaction.atomic():
            fact = _append(attendee, replace(noted, nonce=undone), session=session)
            return _append(attendee, noted, session=session, undoes=fact)
    except IntegrityError:
        late = CheckIn.objects.filter(nonce=undone, stop=attendee.stop_id).first()
        if late is None:
            raise DeskError(
                _("This id belongs to another check-in. Make a new one for each."), code="id_used"
            ) from None
        return undo(late, noted)


def note_for_desk(attendee: Attendee, note: str, *, actor: User | None) -> None:
    """Keep what the desk should know when the attendee arrives; "" for nothing. History never says what it was."""
    with transaction.atomic():
        if Attendee.objects.filter(pk=attendee.pk).exclude(desk_note=note).update(desk_note=note):
            record("desk.note", attendee.registration, actor=actor, changes={"desk_note": None})
    attendee.desk_note = note


def undo(fact: CheckIn, noted: Noted) -> CheckIn:
    """Note that this fact was a mistake; returns the fact that says so. Undone twice, it is undone."""
    require_open_door(fact.attendee.stop, noted)
    if known := sent_before(noted) or CheckIn.objects.filter(undoes=fact).first():
        return known
    try:
        with transaction.atomic():
            return _append(fact.attendee, noted, session=fact.session, undoes=fact)
    except IntegrityError:
        return sent_before(noted) or CheckIn.objects.get(undoes=fact)


def walk_in(
    stop: Stop,
    person: PersonRequest,
    noted: Noted,
    *,
    firm_name: str = "",
    language: str = "fr",
    session: Session | None = None,
) -> CheckIn:
    """Somebody came without registering: they are named, noted as here (in `session` if given), and take no seat.

    The room's safety limit is the desk's to watch: a full room is said, never a reason to note less than what is.
    Raises DeskError without a name.
    """
    if not person.name.strip():
        raise DeskError(_("Write who came: a name at least."), code="no_name", field="name")
    require_open_door(stop, noted)
    if known := sent_before(noted):
        return known
    write = partial(
        _write_walk_in, stop, person, noted, firm_name=firm_name.strip(), language=language, session=session
    )
    try:
        return write()
    except IntegrityError:
        # Somebody was first: with this very form, which is one fact, or with this address, which is theirs then.
        return sent_before(noted) or write()


def _write_walk_in(
    stop: Stop, person: PersonRequest, noted: Noted, *, firm_name: str, language: str, session: Session | None
) -> CheckIn:
    with transaction.atomic():
        firm = FirmRequest(firm_name) if firm_name else None
        company = company_of(firm, fictitious=stop.tour.fictitious) if firm else None
        kind = Person.Kind.FIRM if firm else Person.Kind.OTHER
        somebody = person_named(
            person, {"kind": kind, "company": company, "language": language, "fictitious": stop.tour.fictitious}
        )
        somebody.save()
        registration = Registration.objects.create(
            stop=stop,
            party=Registration.Party.FIRM if firm else Registration.Party.PERSON,
            company=company,
            contact=somebody,
            language=language,
            origin=Registration.Origin.WALK_IN,
            submission=noted.nonce or uuid.uuid4(),
        )
        attendee = attendee_named(registration, somebody, person)
        attendee.email_key = _free_key(attendee)
        attendee.save()
        record("registration.walk_in", registration, actor=noted.actor)
        return _append(attendee, noted, session=session)


def _free_key(attendee: Attendee) -> str:
    """The address as a key, unless somebody with it is registered: the door never turns away for that."""
    taken = Attendee.objects.filter(stop_id=attendee.stop_id, cancelled_at=None, email_key=attendee.email_key)
    return "" if attendee.email_key and taken.exists() else attendee.email_key


def sent_before(noted: Noted) -> CheckIn | None:
    """The fact that came with this nonce, if one did."""
    return CheckIn.objects.filter(nonce=noted.nonce).first() if noted.nonce else None


def _append(
    attendee: Attendee,
    noted: Noted,
    *,
    session: Session | None = None,
    undoes: CheckIn | None = None,
    direction: str = CheckIn.Direction.IN,
) -> CheckIn:
    """The fact, written in the transaction of the caller, who expects an IntegrityError where the nonce is known."""
    fact = CheckIn.objects.create(
        attendee=attendee,
        stop_id=attendee.stop_id,
        session=session,
        undoes=undoes,
        direction=direction,
        **noted.fields(),
    )
    # The public page says who came once the stop is over: until then it is left alone.
    if attendee.stop.phase(timezone.now()) == Stop.Phase.HELD:
        readers_see_a_change(attendee.stop.tour_id)
    return fact
