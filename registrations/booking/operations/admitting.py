"""Whom the terms of a stop let in: those with a code where one is needed, and so many people of one firm."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations.booking.errors import BookingError
from registrations.booking.terms.codes import require_code
from registrations.booking.terms.queries import terms_of
from registrations.models import Attendee, CompanyIdentifier, Registration


def require_admitted(registration: Registration) -> None:
    """Raise BookingError where the terms of its stop ask for a code that it lacks, or its code is no good.

    The team may enter whom it likes. Called with the stop's sessions locked; its `stop` is as it is now.
    """
    if registration.access_code_id is not None or registration.origin == Registration.Origin.WEB:
        require_code(registration.stop, registration.access_code)


def require_room_for_firm(registration: Registration, coming: int) -> None:
    """Raise BookingError where `coming` more people are more than the stop takes of one firm.

    They are counted over all live registrations of the stop, by company, and by name and town where one of the two is
    known by no number. Called with the stop's sessions locked, so that two who add at once are counted in turn. One
    query, none without a maximum.
    """
    company, most = registration.company, terms_of(registration.stop).maximum_per_firm
    if most is None or company is None:
        return
    numbers = CompanyIdentifier.objects.filter(company=OuterRef("registration__company"))
    unknown = ~Exists(numbers) | ~Exists(CompanyIdentifier.objects.filter(company=company))
    theirs = Q(registration__company=company) | (Q(registration__company__search_key=company.search_key) & unknown)
    live = Attendee.objects.filter(theirs, stop=registration.stop_id, cancelled_at=None)
    there = live.filter(registration__state=Registration.State.LIVE).count()
    if there + coming > most:
        said = ngettext(
            "At most %(count)s person of one firm comes to this stop, over all its registrations.",
            "At most %(count)s people of one firm come to this stop, over all its registrations.",
            most,
        ) % {"count": most}
        more = _("Name fewer people, or ask the organisers.")
        error = BookingError(f"{said} {more}", code="firm_full", field="attendees")
        raise error.about(max(most - there, 0)) if there < most else error
