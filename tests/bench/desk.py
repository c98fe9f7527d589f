"""The door: noting people as here, beside a bare view that writes the same row; and a sheet of a thousand people."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from events.models import Stop
from registrations.models import Attendee, CheckIn, Company, Person, Registration, Seat
from tests.bench.posting import Sending, beside_its_floor
from tests.bench.serving import served
from tests.bench.timing import best
from tournee.models import User

REQUESTS = {1: 300, 8: 600}
PEOPLE = 1_000
AIM_SHEET = 0.5  # seconds
TOKEN = "a" * 32
DESK = "/workspace/tours/mesuree/stops/ville-7/desk/"


def measure_desk(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """At one and at eight clients: the floor, the product, the floor again; each tap notes another person."""
    stop = Stop.objects.select_related("tour").get(tour__slug="mesuree", slug="ville-7")
    people, cookie = _people(stop), _cookie()
    with served(environment, first_page="/healthz") as server:
        for clients, count in REQUESTS.items():
            for what, more in (("led back to the list", {}), ("line and counts by htmx", {"HX-Request": "true"})):
                headers, some = {**cookie, **more}, people[:count]
                yield beside_its_floor(
                    server.port,
                    clients,
                    lambda headers=headers, some=some: _taps(stop, DESK, some, headers),
                    lambda some=some: _taps(stop, "/floor/check-in/", some, cookie),
                    what=f"check-in at the door, {what}",
                    floor_is="bare view writing the same row, then a redirect",
                )
    yield from _sheet(stop)


def bare_check_in(request: HttpRequest) -> HttpResponse:
    """What anybody would write first."""
    public_id, _separator, nonce = request.POST["here"].partition(" ")
    attendee = Attendee.objects.get(public_id=public_id)
    CheckIn.objects.create(attendee=attendee, stop_id=attendee.stop_id, nonce=nonce, noted_by_id=request.user.pk)
    return HttpResponseRedirect(request.path)


floors = [path("floor/check-in/", bare_check_in)]


def _people(stop: Stop) -> list[uuid.UUID]:
    """A thousand people of as many firms, each with a seat in the first session."""
    companies = Company.objects.bulk_create(
        Company(name=f"Atelier mesuré n° {n}", search_key=f"atelier mesure {n}") for n in range(PEOPLE)
    )
    persons = Person.objects.bulk_create(
        Person(name=f"Prénom Nom-Mesuré {n}", position="Responsable", company=company, search_key=f"prenom {n:04}")
        for n, company in enumerate(companies)
    )
    registrations = Registration.objects.bulk_create(
        Registration(stop=stop, party="firm", company=person.company, contact=person) for person in persons
    )
    attendees = Attendee.objects.bulk_create(
        Attendee(registration=registration, stop=stop, person=registration.contact) for registration in registrations
    )
    session = stop.sessions.all()[0]
    Seat.objects.bulk_create(Seat(attendee=attendee, session=session, state="confirmed") for attendee in attendees)
    return [attendee.public_id for attendee in attendees]


def _cookie() -> dict[str, str]:
    """The headers of an administrator who is signed in."""
    user = User.objects.create(email="bench-door@example.org", is_administrator=True)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    return {"Cookie": cookies}


def _sheet(stop: Stop) -> Iterator[dict[str, object]]:
    from registrations.attendance.downloads import SHEET, Download

    download = Download(stop, SHEET, "pdf")
    size = len(download.content("fr"))  # fonts and modules are loaded
    took = best(lambda: download.content("fr"), times=3)
    yield {
        "what": "attendance sheet, PDF, read from the database and drawn",
        "people": PEOPLE,
        "seconds": round(took, 2),
        "bytes": size,
        "aim_seconds": AIM_SHEET,
        "met": took <= AIM_SHEET,
    }


def _taps(stop: Stop, address: str, people: list[uuid.UUID], headers: dict[str, str]) -> list[Sending]:
    """One tap for each person; nobody of whom is here."""
    CheckIn.objects.filter(stop=stop).delete()
    status = 200 if "HX-Request" in headers else 302
    return [
        Sending(address, {"csrfmiddlewaretoken": TOKEN, "here": f"{one} {uuid.uuid4()}"}, headers, status)
        for one in people
    ]
