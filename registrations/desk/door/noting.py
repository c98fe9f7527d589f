"""A telephone's facts are written: none is refused for being late, twice, or out of order."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Session
from registrations.desk.asked import attendee_of
from registrations.desk.devices.links import ended_at
from registrations.desk.door import asked
from registrations.desk.door.facts import NEW, Sent
from registrations.desk.newcomers import come_instead
from registrations.desk.operations import DeskError, Noted, keep, undo, undo_early, walk_in
from registrations.desk.rows import party_of
from registrations.desk.taking_back import restore_former
from registrations.models import Attendee, CheckIn, DeskDevice
from tournee.texts.languages import active_language

NOTED, KNOWN, LATER, REFUSED = "noted", "known", "later", "refused"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a fact: `done`, and where it was refused `why` (a word for the telephone).

    `said` is for the person behind it: why it was refused, or what could not be done beside.
    `just_asked`: the attendee has all that a row of the door shows.
    """

    done: str
    attendee: Attendee | None = None
    why: str = ""
    said: str = ""
    just_asked: bool = False


@dataclass(slots=True)
class Sending:
    """One sending of a telephone, whose clock is `offset` seconds ahead; `known` remembers whom it named."""

    device: DeskDevice
    now: datetime.datetime
    offset: int = 0
    known: dict[uuid.UUID, Attendee | None] = field(default_factory=dict)

    def at(self, sent: Sent) -> datetime.datetime:
        """When it happened: by our clock, not before the link was made nor in the time to come."""
        right = sent.at - datetime.timedelta(seconds=self.offset)
        return min(max(right, self.device.created_at), self.now)


def note(sending: Sending, sent: Sent) -> Done:
    """Write one fact, in a transaction of its own; the same fact again is known."""
    device, at = sending.device, sending.at(sent)
    if at > ended_at(device):
        return Done(REFUSED, why="ended", said=_("This link had ended when this was noted."))
    if sent.session is not None and not asked.is_session_of(device.stop, sent.session):
        return not_understood()
    noted = Noted(nonce=sent.nonce, at=at, how=sent.how, desk=device, clock_offset=sending.offset)
    session = Session(pk=sent.session, stop_id=device.stop_id) if sent.session is not None else None
    try:
        if sent.kind in NEW:
            return _note_somebody_new(sending, sent, noted, session)
        if sent.kind == "undo":
            with transaction.atomic():
                return _note_undo(sending, sent, noted, session)
        return _note_here(sending, sent, noted, session)
    except DeskError as error:
        return Done(REFUSED, why="closed" if error.code == "tour_archived" else error.code, said=str(error))


def not_understood() -> Done:
    """What is answered about a fact that says nothing."""
    return Done(REFUSED, why="malformed", said=_("This could not be understood. Note it again."))


def _note_here(sending: Sending, sent: Sent, noted: Noted, session: Session | None) -> Done:
    attendee = _whom(sending, sent)
    if attendee is None:
        return Done(REFUSED, why="unknown", said=_("Nobody at this stop answers to this code."))
    fact, new = keep(attendee, noted, session=session, direction=sent.kind)
    return _answered(sending, fact, new=new, attendee=attendee)


def _note_undo(sending: Sending, sent: Sent, noted: Noted, session: Session | None) -> Done:
    """Take back each fact named, with what it did beside: those not come yet too, if it is said whom they are about."""
    attendee, done = None, LATER
    facts = {fact.nonce: fact for fact in _facts_named(sending, sent.undoes)}
    for number, nonce in enumerate(sent.undoes):
        each = replace(noted, nonce=uuid.uuid5(sent.nonce, str(nonce)) if number else sent.nonce)
        if fact := facts.get(nonce):
            attendee, done = fact.attendee, NOTED
            undo(fact, each)
        elif early := _whom(sending, sent):
            attendee, done = early, NOTED
            undo_early(early, nonce, each, session=session)
    said = restore_former(attendee, facts.values(), noted) if attendee and attendee.instead_of_id and facts else ""
    return Done(done, attendee, said=said)


def _note_somebody_new(sending: Sending, sent: Sent, noted: Noted, session: Session | None) -> Done:
    """A walk-in, or somebody who comes instead of another."""
    if known := CheckIn.objects.filter(nonce=sent.nonce).select_related("attendee").first():
        return _answered(sending, known, new=False)
    former = _attendee_called(sending, sent.instead_of) if sent.kind == "instead" and sent.instead_of else None
    fact = come_instead(former, sent.person, noted, session=session) if former else None
    if fact is None:
        firm = sent.firm or (party_of(former.person) if former else "")
        fact = walk_in(
            sending.device.stop, sent.person, noted, firm_name=firm, language=active_language(), session=session
        )
    fact.attendee.stop = sending.device.stop
    sending.known[sent.nonce] = fact.attendee
    return Done(NOTED, fact.attendee)


def _whom(sending: Sending, sent: Sent) -> Attendee | None:
    """Whom a fact is about: by their id, by the nonce that brought them, or by the code of their ticket."""
    if sent.known_as:
        return _attendee_called(sending, sent.known_as)
    if not sent.code:
        return None
    found = Attendee.objects.filter(stop=sending.device.stop_id, code=sent.code, person__erased_at=None).first()
    return _attendee_called(sending, found.public_id) if found else None


def _attendee_called(sending: Sending, name: uuid.UUID) -> Attendee | None:
    """Somebody of this stop, by id or by the nonce of the fact that brought them."""
    if name not in sending.known:
        found = attendee_of(sending.device.stop, name)
        if found is None and (named := _facts_named(sending, [name])):
            found = attendee_of(sending.device.stop, named[0].attendee.public_id)
        sending.known[name] = found
    return sending.known[name]


def _facts_named(sending: Sending, nonces: tuple[uuid.UUID, ...] | list[uuid.UUID]) -> list[CheckIn]:
    """The facts of this stop with these nonces."""
    found = list(CheckIn.objects.filter(stop=sending.device.stop_id, nonce__in=nonces).select_related("attendee"))
    for fact in found:
        fact.attendee.stop = sending.device.stop
    return found


def _answered(sending: Sending, fact: CheckIn, *, new: bool, attendee: Attendee | None = None) -> Done:
    """A fact with this nonce is there: whom it is about is told where they are of this stop."""
    if new:
        return Done(NOTED, attendee, just_asked=attendee is not None and attendee.instead_of_id is None)
    return Done(KNOWN, fact.attendee if fact.stop_id == sending.device.stop_id else None)
