"""Somebody at a stop, with a seat in each of its sessions."""

import datetime

from events.models import Stop
from registrations.desk.operations import Noted, check_in
from registrations.models import Attendee
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)

NINE = datetime.datetime(2019, 6, 18, 7, tzinfo=datetime.UTC)  # nine o'clock at the stop


def seated(stop: Stop, name: str, *, here: bool = True, at: datetime.datetime = NINE, **person: object) -> Attendee:
    """Registered for every session of the stop; with `here`, noted at its door at that moment."""
    company = CompanyFactory()
    registration = RegistrationFactory(stop=stop, company=company)
    somebody = PersonFactory(name=name, search_key=name.lower(), company=company, **person)
    attendee = AttendeeFactory(registration=registration, person=somebody, email_key=somebody.email)
    for session in stop.sessions.all():
        SeatFactory(attendee=attendee, session=session)
    if here:
        check_in(attendee, Noted(at=at))
    return attendee
