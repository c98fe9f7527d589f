"""What is noted at the door: facts are appended, and undone by further facts; none is ever refused for being late."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import KW_ONLY, dataclass
from functools import partial

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from events.planning.operations.public import readers_see_a_change
from registrations.booking.operations.parties import attendee_named, company_of, person_named
from registrations.booking.request import FirmRequest, PersonRequest
from registrations.models import Attendee, CheckIn, Person, Registration
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record


class DeskError(OperationError):
    """Something that cannot be noted."""


@dataclass(frozen=True, slots=True)
class Noted:
    """How and when something was noted: `nonce` is the device's own, so that a fact sent twice is one."""

    _: KW_ONLY
    actor: User | None = None
    nonce: uuid.UUID | None = None
    at: datetime.datetime | None = None
    how: str = CheckIn.How.SEARCH
    device: str = ""
    reason: str = ""

    def fields(self) -> dict[str, object]:
        """The columns of the fact."""
        return {
            "nonce": self.nonce or uuid.uuid4(),
            "at": self.at or timezone.now(),
            "how": self.how,
            "device": self.device,
            "reason": self.reason,
            "noted_by": self.actor,
        }


def is_on_a_day_of(stop: Stop, at: datetime.datetime) -> bool:
    """Whether a moment (aware) is on a day of the stop, by its clock; any moment is where it has no date."""
    if stop.starts_on is None:
        return True
    return stop.starts_on <= at.astimezone(stop.zone).date() <= (stop.ends_on or stop.starts_on)


def check_in(attendee: Attendee, noted: Noted, *, session: Session | None = None) -> CheckIn:
    """Note that the attendee is here, at the stop or in one of its sessions.

    The same nonce gives the fact that is there. Somebody noted before keeps the first hour: a second tap is no second
    fact. Raises DeskError for a session of another stop.
    """
    if session is not None and session.stop_id != attendee.stop_id:
        raise DeskError(_("This session belongs to another stop."), code="another_stop")
    with transaction.atomic():
        # Two devices that note one person at once agree on one fact: the attendee's row decides who comes first, or
        # where rows have no locks the one transaction that may write.
        if connection.features.has_select_for_update:
            Attendee.objects.select_for_update().values_list("pk").get(pk=attendee.pk)
        standing = CheckIn.objects.standing().filter(attendee=attendee, session=session, direction=CheckIn.Direction.IN)
        if known := standing.order_by("at").first():
            return known
        return _append(attendee, noted, session=session)


def undo(fact: CheckIn, noted: Noted) -> CheckIn:
    """Note that this fact was a mistake; returns the fact that says so. Undone twice, it is undone."""
    if known := _sent_before(noted) or CheckIn.objects.filter(undoes=fact).first():
        return known
    try:
        with transaction.atomic():
            return _append(fact.attendee, noted, session=fact.session, undoes=fact)
    except IntegrityError:
        return CheckIn.objects.get(undoes=fact)


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
    if known := _sent_before(noted):
        return known
    write = partial(
        _write_walk_in, stop, person, noted, firm_name=firm_name.strip(), language=language, session=session
    )
    try:
        return write()
    except IntegrityError:
        # Somebody was first: with this very form, which is one fact, or with this address, which is theirs then.
        return _sent_before(noted) or write()


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


def _sent_before(noted: Noted) -> CheckIn | None:
    return CheckIn.objects.filter(nonce=noted.nonce).first() if noted.nonce else None


def _append(
    attendee: Attendee, noted: Noted, *, session: Session | None = None, undoes: CheckIn | None = None
) -> CheckIn:
    try:
        with transaction.atomic():
            fact = CheckIn.objects.create(
                attendee=attendee, stop_id=attendee.stop_id, session=session, undoes=undoes, **noted.fields()
            )
            # The public page says who came once the stop is over: until then it is left alone.
            if attendee.stop.phase(timezone.now()) == Stop.Phase.HELD:
                readers_see_a_change(attendee.stop.tour_id)
            return fact
    except IntegrityError:
        if known := _sent_before(noted):
            return known
        raise
