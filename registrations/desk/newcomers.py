"""Whoever comes and is not on the list: asked about where the list has their name, alone or instead of another."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from events.catalogue.words import Word
from events.models import Session, Stop
from registrations.booking import seats
from registrations.booking.acting_codes import DOOR
from registrations.booking.request import PersonRequest
from registrations.desk import asked
from registrations.desk.operations import DeskError, Noted, keep, require_open_door, sent_before, undo, walk_in
from registrations.models import Attendee, CheckIn, Registration
from tournee.errors import OperationError
from tournee.history.acting import acting_as
from tournee.texts.search import search_key


class Why(models.TextChoices):
    """Why somebody else comes: a code that names nobody, for history."""

    PREVENTED = "prevented", _("they cannot come")
    SENT = "sent", _("their firm sends somebody else")
    MISTAKEN = "mistaken", _("the list named the wrong person")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the name that was typed, as a page asks about them: no more than that, on a telephone too."""

    public_id: uuid.UUID
    name: str
    firm: str
    word: Word
    here: bool


class SameName(Exception):
    """The stop has these `people` of that name: whoever adds one more is to say that it is none of them."""

    def __init__(self, people: list[Attendee]) -> None:
        super().__init__()
        self.people = people


def namesakes(stop: Stop, name: str, *, but: Attendee | None = None) -> list[Attendee]:
    """Who at the stop has that name, whichever part of it comes first and whatever the firm. One query.

    A firm is written in too many ways to tell people apart by it; whoever adds one more is asked. The
    rule of telephones (`known` of static/desk/newcomer.js). Whoever walked in and was taken back is nobody.
    """
    words = search_key(name).split()
    if not words:
        return []
    came = Exists(CheckIn.objects.standing().filter(attendee=OuterRef("pk")))
    people = Attendee.objects.filter(
        ~Q(registration__origin=Registration.Origin.WALK_IN) | came, stop=stop, person__erased_at=None
    )
    for word in words:
        people = people.filter(person__search_key__contains=word)
    found = people.select_related("person__company", "registration").order_by("person__search_key", "pk")
    for one in found:
        one.stop = stop
    return [one for one in found if one != but and sorted(search_key(one.person.name).split()) == sorted(words)]


def require_asked(
    stop: Stop,
    name: str,
    noted: Noted,
    *,
    instead_of: Attendee | None = None,
    other_than: Collection[uuid.UUID] = (),
) -> None:
    """Raise SameName where the stop has somebody of that name who is none of `other_than` (attendees' public ids).

    Of those it was said that this is somebody else. A form that is sent again is not asked about whom it added. The
    stop is held until the caller's transaction ends: of two pages that add one name at once, the later one is asked.
    """
    seats.locked_at(stop.pk)  # before the stop's row, as everywhere: whoever comes instead moves seats
    Stop.objects.select_for_update(no_key=True).filter(pk=stop.pk).values_list("pk").first()
    if sent_before(noted):
        return
    found = namesakes(stop, name, but=instead_of)
    if any(one.public_id not in other_than for one in found):
        raise SameName(found)


def note_newcomer(
    stop: Stop,
    person: PersonRequest,
    noted: Noted,
    *,
    firm_name: str = "",
    language: str = "fr",
    session: Session | None = None,
    instead_of: Attendee | None = None,
    reason: str = "",
    other_than: Collection[uuid.UUID] = (),
) -> CheckIn:
    """Note as here whoever is not on the list, instead of another where one is named; the same nonce again is one fact.

    Raises SameName as `require_asked` does, DeskError as `walk_in` does.
    """
    require_open_door(stop, noted)
    with transaction.atomic():
        require_asked(stop, person.name, noted, instead_of=instead_of, other_than=other_than)
        if known := sent_before(noted):
            return known
        fact = come_instead(instead_of, person, noted, session=session, reason=reason) if instead_of else None
        return fact or walk_in(stop, person, noted, firm_name=firm_name, language=language, session=session)


def come_instead(
    former: Attendee, person: PersonRequest, noted: Noted, *, session: Session | None = None, reason: str = ""
) -> CheckIn | None:
    """The newcomer has the seats of `former`, whose party is told; None where that cannot be any more.

    It cannot where the stop is over, or `former` is here or was cancelled. `reason`: one of `Why`, or nothing.
    """
    from registrations.booking.operations.changing import replace_attendee  # lazily: few taps need to book

    if not person.name.strip() or CheckIn.objects.standing().filter(attendee=former).exists():
        return None
    try:
        with transaction.atomic():
            whole = _whole(former)
            with acting_as(DOOR, whole.registration):
                newcomer = replace_attendee(whole, person, actor=noted.actor, reason=reason)
            newcomer.stop = former.stop
            return keep(newcomer, noted, session=session)[0]
    except DeskError:
        raise
    except OperationError:
        return None


def take_back_instead(former: Attendee, noted: Noted) -> None:
    """Nobody came instead of `former` after all, who is expected again; all that was noted of the other is undone.

    Where nobody does, nothing is done: the same tap twice is one. Raises DeskError where it cannot be any more.
    """
    from registrations.booking.operations.changing import take_back_replacement  # lazily: few taps need to book

    newcomer = _replacing(former)
    if newcomer is None:
        return
    try:
        with transaction.atomic():
            for fact in asked.facts_about(newcomer):
                undo(fact, replace(noted, nonce=uuid.uuid5(noted.nonce or uuid.uuid4(), str(fact.nonce))))
            take_back_replacement(newcomer, actor=noted.actor)
    except DeskError:
        raise
    except OperationError as error:
        raise DeskError(error.message, code=error.code) from error


def _replacing(former: Attendee) -> Attendee | None:
    """Who comes instead, with all that booking reads of them."""
    found = _all_of_them().filter(instead_of=former, cancelled_at=None).select_related("instead_of").first()
    if found:
        found.stop = former.stop
    return found


def _whole(attendee: Attendee) -> Attendee:
    """The same with all that booking reads of them."""
    return _all_of_them().get(pk=attendee.pk)


def _all_of_them() -> models.QuerySet[Attendee]:
    return Attendee.objects.select_related(
        "person__company", "registration__stop__tour", "registration__contact", "registration__company"
    )
