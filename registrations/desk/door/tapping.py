"""What a tap on a page of the door says, noted as a telephone's facts are."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction
from django.http import Http404, QueryDict
from django.utils import timezone

from registrations.booking.request import PersonRequest
from registrations.desk.asked import attendee_of
from registrations.desk.door.facts import Sent
from registrations.desk.door.noting import REFUSED, Done, Sending, note
from registrations.desk.door.people import day_of, people_of
from registrations.desk.door.standing import Shown
from registrations.desk.forms import NewcomerForm
from registrations.desk.newcomers import namesakes, require_asked
from registrations.desk.operations import DeskError, Noted
from registrations.desk.rows import party_of
from registrations.desk.taps import uuid_in
from registrations.models import Attendee, CheckIn, DeskDevice

BUTTONS = {"here": "in", "out": "out", "undo": "undo"}


def tap(device: DeskDevice, sent: QueryDict, *, scanned: bool = False) -> str:
    """Note the pressed button, which says a person's id and a nonce; the code of whom it is about.

    Undo takes back all that this door noted of them and stands. Raises Http404 for what is not the stop's.
    """
    name = next((button for button in BUTTONS if button in sent), "")
    public_id, _blank, nonce = sent.get(name, "").partition(" ")
    attendee = attendee_of(device.stop, uuid_in(public_id))
    if attendee is None:
        raise Http404
    undoes: tuple[uuid.UUID, ...] = ()
    if name == "undo":
        day = day_of(device)
        shown = [Shown(who, day) for who in people_of(day, {attendee.pk})]
        undoes = tuple(fact.nonce for one in shown for fact in one.can_be_taken_back)
        if not undoes:
            return attendee.code
    sent_now = _sent(device, BUTTONS[name], uuid_in(nonce), known_as=attendee.public_id, undoes=undoes, scanned=scanned)
    _noted(device, sent_now, attendee)
    return attendee.code


def note_newcomer(
    device: DeskDevice, form: NewcomerForm, instead_of: Attendee | None, *, other_than: Collection[uuid.UUID] = ()
) -> str:
    """Note whoever the form names as here, perhaps instead of another; their code.

    Raises DeskError, and SameName where the stop has somebody of that name who is none of `other_than`.
    """
    firm = _firm(form, instead_of)
    sent = _sent(
        device, "instead" if instead_of else "walk_in", form.mark, person=form.person, firm=firm,
        instead_of=instead_of.public_id if instead_of else None,
    )  # fmt: skip
    with transaction.atomic():
        noted = Noted(nonce=form.mark)
        require_asked(device.stop, form.person.name, noted, instead_of=instead_of, other_than=other_than)
        done = _noted(device, sent)
    return done.attendee.code if done.attendee else ""


def note_same(device: DeskDevice, form: NewcomerForm, instead_of: Attendee | None, public_id: uuid.UUID) -> str:
    """Note as here whom the form turned out to name, unless this door did already; their code.

    "" where the form has another name by now. Raises DeskError.
    """
    found = namesakes(device.stop, form.person.name, but=instead_of)
    attendee = next((one for one in found if one.public_id == public_id), None)
    if attendee is None:
        return ""
    day = day_of(device)
    if not any(Shown(who, day).here_since for who in people_of(day, {attendee.pk})):
        _noted(device, _sent(device, "in", form.mark, known_as=public_id), attendee)
    return attendee.code


def _firm(form: NewcomerForm, instead_of: Attendee | None) -> str:
    """The firm of whoever comes: that of the person they come instead of, or what was typed."""
    return party_of(instead_of.person) if instead_of else form.cleaned_data["firm"]


def _noted(device: DeskDevice, sent: Sent, about: Attendee | None = None) -> Done:
    known: dict[uuid.UUID, Attendee | None] = {about.public_id: about} if about else {}
    done = note(Sending(device, timezone.now(), known=known), sent)
    if done.done == REFUSED:
        raise DeskError(done.said, code=done.why)
    return done


def _sent(
    device: DeskDevice,
    kind: str,
    nonce: uuid.UUID,
    *,
    known_as: uuid.UUID | None = None,
    undoes: tuple[uuid.UUID, ...] = (),
    scanned: bool = False,
    person: PersonRequest | None = None,
    firm: str = "",
    instead_of: uuid.UUID | None = None,
) -> Sent:
    """The same as a telephone's script would send now."""
    return Sent(
        nonce=nonce, kind=kind, at=timezone.now(), how=CheckIn.How.SCAN if scanned else CheckIn.How.SEARCH,
        known_as=known_as, code="", session=device.session_id, undoes=undoes, person=person or PersonRequest(""),
        firm=firm, instead_of=instead_of,
    )  # fmt: skip
