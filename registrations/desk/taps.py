"""What a tap on a button says: which person or fact, with a nonce of its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404, QueryDict

from events.models import Stop
from registrations.desk.asked import attendee_of, facts_about
from registrations.desk.operations import Noted, note_here, undo
from registrations.desk.queries import Door, since
from registrations.models import Attendee, CheckIn
from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class Tap:
    """Either somebody is here, or the fact that said so was a mistake."""

    attendee: Attendee
    undoes: CheckIn | None
    nonce: uuid.UUID

    def note(self, door: Door, actor: User) -> list[CheckIn]:
        """Append what the tap says (the same tap twice is one fact); the facts that stand then about this person."""
        noted = Noted(actor=actor, nonce=self.nonce)
        if self.undoes is None:
            return note_here(self.attendee, noted, session=door.session)[1]
        # Telephones without a network may each have noted the same person at this door: all of that is taken back.
        for fact in facts_about(self.attendee):
            here = fact.session_id == self.undoes.session_id and fact.at >= since(door.stop)
            if here and fact.pk != self.undoes.pk:
                undo(fact, Noted(actor=actor, nonce=uuid.uuid5(self.nonce, str(fact.nonce))))
        undo(self.undoes, noted)
        return facts_about(self.attendee)


def tap_of(sent: QueryDict, stop: Stop) -> Tap:
    """What the pressed button sent: `here` or `undo`, an id and a nonce. Raises Http404 for what is not the stop's."""
    name = "here" if "here" in sent else "undo"
    public_id, _separator, nonce = sent.get(name, "").partition(" ")
    if name == "here":
        found = attendee_of(stop, uuid_in(public_id))
        if found is None:
            raise Http404
        return Tap(found, None, uuid_in(nonce))
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
