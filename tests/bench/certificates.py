"""A thousand certificates: issued (numbered, signed, written), and drawn as one file to print."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from events.models import Session, Stop
from registrations.models import Attendee, Certificate, CheckIn, Company, Person, Registration, Seat
from tests.bench.timing import processor_seconds

PEOPLE = 1_000
AIM_ISSUE, AIM_PRINT = 2.0, 6.0  # seconds of the processor
AIM_BYTES = 6_000_000


def measure_certificates(tour: str, stop: str = "ville-9") -> Iterator[dict[str, object]]:
    """For a thousand people who came to that stop, of which the first session is put on the day before."""
    from registrations.attendance.certificates import operations, paper, queries

    at = Stop.objects.select_related("tour").get(tour__slug=tour, slug=stop)
    _everybody_came(at)
    issued = processor_seconds(lambda: operations.issue_all(at, actor=None))
    certificates = list(queries.valid_of(at))
    one = len(paper.pdf_of(at, certificates[:1], "fr"))  # fonts and modules are loaded
    took = min(processor_seconds(lambda: paper.pdf_of(at, certificates, "fr")) for _time in range(2))
    size = len(paper.pdf_of(at, certificates, "fr"))
    yield {
        "what": "certificates numbered, signed and written", "people": len(certificates), "seconds": round(issued, 2),
        "aim_seconds": AIM_ISSUE, "met": issued <= AIM_ISSUE,
    }  # fmt: skip
    yield {
        "what": "certificates as one PDF to print", "people": len(certificates), "seconds": round(took, 2),
        "bytes": size, "bytes_of_one": one, "aim_seconds": AIM_PRINT, "aim_bytes": AIM_BYTES,
        "met": took <= AIM_PRINT and size <= AIM_BYTES,
    }  # fmt: skip
    Certificate.objects.filter(tour=at.tour).delete()


def _everybody_came(stop: Stop) -> None:
    """A thousand people, each noted at a session that is over; the stop has no other."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    session = stop.sessions.all()[0]
    stop.sessions.exclude(pk=session.pk).update(state=Session.State.CANCELLED)
    stop.sessions.filter(pk=session.pk).update(starts_at=yesterday, ends_at=yesterday + datetime.timedelta(hours=3))
    companies = Company.objects.bulk_create(Company(name=f"Atelier attesté n° {n}") for n in range(PEOPLE))
    persons = Person.objects.bulk_create(
        Person(name=f"Prénom Nom-Attesté {n}", position="Responsable", company=company, search_key=f"prenom {n:04}")
        for n, company in enumerate(companies)
    )
    registrations = Registration.objects.bulk_create(
        Registration(stop=stop, party="firm", company=person.company, contact=person) for person in persons
    )
    attendees = Attendee.objects.bulk_create(
        Attendee(registration=registration, stop=stop, person=registration.contact) for registration in registrations
    )
    Seat.objects.bulk_create(Seat(attendee=one, session=session, state="confirmed") for one in attendees)
    CheckIn.objects.bulk_create(CheckIn(stop=stop, attendee=one, session=session, at=yesterday) for one in attendees)
