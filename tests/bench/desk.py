"""The door: noting people as here, beside a bare view that writes the same row; the papers of a thousand people."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt

from events.models import Stop
from registrations.desk.devices.links import token_of
from registrations.models import Attendee, CheckIn, Company, DeskDevice, Person, Registration, Seat
from tests.bench.posting import Sending, beside_its_floor
from tests.bench.serving import served
from tests.bench.timing import best
from tournee.models import User

REQUESTS = {1: 300, 8: 600}
PEOPLE = 1_000
AIM_TELEPHONE = 0.50  # of the bare view
AIM_SHEET = 0.5  # seconds
AIM_BADGES, AIM_BADGES_BYTES = 3.0, 3_000_000
TOKEN = "a" * 32
DESK = "/workspace/tours/mesuree/stops/ville-11/desk/"


def measure_desk(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """At one and at eight clients: the floor and the product, by turns; each tap notes another person."""
    stop = Stop.objects.select_related("tour").get(tour__slug="mesuree", slug="ville-11")
    people, cookie = _people(stop), _cookie()
    device = _telephone(stop)
    with served(environment, first_page="/healthz") as server:
        for clients, count in REQUESTS.items():
            some = people[:count]
            yield beside_its_floor(
                server.port,
                clients,
                lambda some=some: _facts(device, f"/desk/{token_of(device)}/facts.json", some),
                lambda some=some: _facts(device, "/floor/fact/", some),
                what="check-in by a telephone’s link, answered with the person",
                floor_is="bare view writing the same row, without asking who may",
                aim=AIM_TELEPHONE,
            )
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
    yield from _badges(stop)


def bare_check_in(request: HttpRequest) -> HttpResponse:
    """What anybody would write first."""
    public_id, _separator, nonce = request.POST["here"].partition(" ")
    attendee = Attendee.objects.get(public_id=public_id)
    CheckIn.objects.create(attendee=attendee, stop_id=attendee.stop_id, nonce=nonce, noted_by_id=request.user.pk)
    return HttpResponseRedirect(request.path)


@csrf_exempt
def bare_fact(request: HttpRequest) -> HttpResponse:
    """The same for a telephone: it asks neither whose link that is, nor what else is known of whom it notes."""
    sent = json.loads(request.body)
    [fact] = sent["facts"]
    attendee = Attendee.objects.get(public_id=fact["person"])
    CheckIn.objects.create(
        attendee=attendee, stop_id=attendee.stop_id, nonce=fact["nonce"], how=fact["how"],
        at=parse_datetime(fact["at"]), desk_id=sent["desk"],
    )  # fmt: skip
    return JsonResponse({"nonce": fact["nonce"], "done": "noted"})


floors = [path("floor/check-in/", bare_check_in), path("floor/fact/", bare_fact)]


def _telephone(stop: Stop) -> DeskDevice:
    """A link to the door of the stop’s one day, open now."""
    now = timezone.now()
    return DeskDevice.objects.create(
        stop=stop, name="Mesure", day=stop.starts_on, created_at=now - datetime.timedelta(days=1),
        expires_at=now + datetime.timedelta(days=1),
    )  # fmt: skip


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


def _badges(stop: Stop) -> Iterator[dict[str, object]]:
    from registrations.attendance.papers.files import BADGES, Paper

    paper = Paper(stop, BADGES, "pdf", "fr")
    size = len(paper.content())
    took = best(paper.content, times=2)
    yield {
        "what": "badges with the code of each ticket, PDF, read from the database and drawn",
        "people": PEOPLE,
        "seconds": round(took, 2),
        "bytes": size,
        "aim_seconds": AIM_BADGES,
        "aim_bytes": AIM_BADGES_BYTES,
        "met": took <= AIM_BADGES and size <= AIM_BADGES_BYTES,
    }


def _facts(device: DeskDevice, address: str, people: list[uuid.UUID]) -> list[Sending]:
    """One fact for each person; nobody of whom is here."""
    CheckIn.objects.filter(stop=device.stop).delete()
    now, headers = timezone.now().isoformat(), {"Content-Type": "application/json"}
    facts = [
        {"nonce": str(uuid.uuid4()), "kind": "in", "person": str(one), "at": now, "how": "search"} for one in people
    ]
    return [
        Sending(address, {}, headers, 200, json.dumps({"device_now": now, "desk": device.pk, "facts": [fact]}))
        for fact in facts
    ]


def _taps(stop: Stop, address: str, people: list[uuid.UUID], headers: dict[str, str]) -> list[Sending]:
    """One tap for each person; nobody of whom is here."""
    CheckIn.objects.filter(stop=stop).delete()
    status = 200 if "HX-Request" in headers else 302
    return [
        Sending(address, {"csrfmiddlewaretoken": TOKEN, "here": f"{one} {uuid.uuid4()}"}, headers, status)
        for one in people
    ]
