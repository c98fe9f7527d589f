"""What a tap on a button says: which person or fact, with a nonce of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, QueryDict

from events.models import Stop
from events.models.timezones import day_bounds
from registrations.desk.asked import attendee_of, facts_about
from registrations.desk.newcomers import take_back_instead
from registrations.desk.operations import DeskError, Noted, keep, note_here, undo
from registrations.desk.queries import Door
from registrations.desk.taking_back import restore_former
from registrations.models import Attendee, CheckIn
from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class Tap:
    """Either somebody is here, or goes out, or the fact that said so was a mistake.

    With `restores` the mistake was that another comes instead of them.
    """

    attendee: Attendee
    undoes: CheckIn | None
    nonce: uuid.UUID
    out: bool = False
    restores: bool = False

    def note(self, door: Door, actor: User) -> list[CheckIn]:
        """Append what the tap says (the same tap twice is one fact); the facts that stand then about this person.

        Raises DeskError as the operations do, and where what was taken back had done more than can be undone.
        """
        noted = Noted(actor=actor, nonce=self.nonce)
        if self.out:
            keep(self.attendee, noted, session=door.session, direction=CheckIn.Direction.OUT)
            return facts_about(self.attendee)
        if self.restores:
            take_back_instead(self.attendee, noted)
            return facts_about(self.attendee)
        if self.undoes is None:
            return note_here(self.attendee, noted, session=door.session)[1]
        # Telephones without a network may each have noted the same person at this door: all of that day is taken back.
        began, over = day_bounds(self.undoes.at.astimezone(door.stop.zone).date(), door.stop.zone)
        with transaction.atomic():
            taken_back = [self.undoes]
            for fact in facts_about(self.attendee):
                here = fact.session_id == self.undoes.session_id and began <= fact.at < over
                if here and fact.pk != self.undoes.pk:
                    undo(fact, Noted(actor=actor, nonce=uuid.uuid5(self.nonce, str(fact.nonce))))
                    taken_back.append(fact)
            undo(self.undoes, noted)
            said = restore_former(self.attendee, taken_back, noted) if self.attendee.instead_of_id else ""
        if said:
            raise DeskError(said, code="not_restored")
        return facts_about(self.attendee)


def tap_of(sent: QueryDict, stop: Stop) -> Tap:
    """What the pressed button sent: its name, an id, a nonce. Raises Http404 for another stop's.

    The names are `here`, `out`, `restore` and `undo`.
    """
    name = next((button for button in ("here", "out", "restore") if button in sent), "undo")
    public_id, _separator, nonce = sent.get(name, "").partition(" ")
    if name != "undo":
        found = attendee_of(stop, uuid_in(public_id))
        if found is None:
            raise Http404
        return Tap(found, None, uuid_in(nonce), out=name == "out", restores=name == "restore")
    facts = CheckIn.objects.select_related("attendee__person__company", "attendee__registration")
    fact = facts.filter(stop=stop, nonce=uuid_in(public_id)).first()
    if fact is None:
        raise Http404
    fact.attendee.stop = stop
    return Tap(fact.attendee, fact, uuid_in(nonce))


def uuid_in(text: str) -> uuid.UUID:
    """The id that a button sent. Raises Http404 for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def ids_in(text: str) -> set[uuid.UUID]:
    """The ids that a button sent together. Raises Http404 for what is none."""
    return {uuid_in(one) for one in text.split()}
