"""A party comes to another stop of the tour: the same registration, its tickets and its link, with seats there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.booking import notices
from registrations.booking.errors import BookingError
from registrations.booking.operations.deadlocks import tried_again
from registrations.booking.operations.freeing import free
from registrations.booking.operations.open_stop import check_sessions, require_not_over, require_open
from registrations.booking.operations.registering import registered_meanwhile
from registrations.booking.operations.seating import seat
from registrations.booking.operations.waiting import promote
from registrations.models import Attendee, CheckIn, Registration, Seat
from tournee.accounts.models import User
from tournee.history.operations import record


@tried_again
def move_registration(
    registration: Registration, stop: Stop, sessions: Iterable[int], *, actor: User | None
) -> Registration:
    """Let everybody of the registration come to `stop` instead, to these sessions (ids) of it.

    Seats there are taken by the same rule, or waited for; those here go to whoever waits. Tickets, links and calendar
    entries stay the same ones. Code and relay were of the stop one leaves; what the team moves is approved. Raises
    BookingError: cancelled, a stop of another tour or one that is over, a session that cannot be chosen, somebody who
    is registered there already.
    """
    left, wanted = registration.stop, frozenset(sessions)
    _require_another(left, stop)
    require_not_over(left)
    check_sessions(stop, set(wanted))
    try:
        with transaction.atomic():
            held = {one.pk: one for one in _sessions_of_both(left, stop)}
            people = _require_movable(registration, left, stop)
            free(registration, Seat.objects.all())
            Attendee.objects.filter(registration=registration).update(stop=stop)
            registration.stop = require_open(stop.pk, by_team=True)
            registration.access_code = registration.relay = registration.invitee = None
            registration.approved_at = registration.approved_at or timezone.now()
            registration.save(update_fields=["stop", "access_code", "relay", "invitee", "approved_at"])
            for person in people:
                person.stop, person.registration = registration.stop, registration
            there = {pk: one for pk, one in held.items() if one.stop_id == stop.pk}
            seat(registration, [(person, wanted) for person in people], there, all_or_none=False)
            changes = {"stop": (str(left), str(registration.stop))}
            record("registration.move", registration, actor=actor, changes=changes)
            notices.changed(registration)
            promote(left)
    except IntegrityError as error:
        raise registered_meanwhile() from error
    return registration


def _require_another(left: Stop, stop: Stop) -> None:
    if left.pk == stop.pk or left.tour_id != stop.tour_id:
        raise BookingError(_("Choose another stop of the same tour."), code="not_another_stop", field="stop")


def _sessions_of_both(left: Stop, stop: Stop) -> list[Session]:
    """The sessions of two stops, locked in the order of their ids as everywhere, until the transaction ends."""
    found = Session.objects.select_for_update(no_key=True).filter(stop__in=[left.pk, stop.pk])
    return list(found.order_by("pk"))


def _require_movable(registration: Registration, left: Stop, stop: Stop) -> list[Attendee]:
    """Whoever comes, once nothing forbids that they move. Called with the sessions locked."""
    if not Registration.objects.filter(pk=registration.pk, stop=left, state=Registration.State.LIVE).exists():
        raise BookingError(_("This registration is cancelled or was moved: reload its page."), code="cancelled")
    if CheckIn.objects.standing().filter(attendee__registration=registration).exists():
        raise BookingError(
            _("Somebody of this registration has been checked in already: undo that first."), code="checked_in"
        )
    people = list(registration.attendees.filter(cancelled_at=None).select_related("person"))
    keys = [person.email_key for person in people if person.email_key]
    there = Attendee.objects.filter(stop=stop, cancelled_at=None, email_key__in=keys).select_related("person")
    if known := list(there):
        said = _("Registered there already: %(names)s. Cancel one of the two registrations first.")
        names = ", ".join(str(one.person) for one in known)
        raise BookingError(said % {"names": names}, code="registered_already", field="stop")
    return people
