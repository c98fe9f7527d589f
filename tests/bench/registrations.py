"""Registering two people for two sessions with the messages written, beside a bare view that writes the same rows."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from events.models import Session, Stop
from registrations.models import (
    Attendee,
    CalendarInvitation,
    Company,
    CompanyFact,
    Consent,
    Person,
    Registration,
    Seat,
)
from tests.bench.posting import Sending, beside_its_floor
from tests.bench.serving import served
from tournee.history.operations import record
from tournee.mail.models import OutboxAbout, OutboxMessage, OutboxPart

REQUESTS = {1: 100, 8: 200}
AIM_SLOWEST = 4  # times the wait of half of them, for 95 of 100 of those sent at once, on PostgreSQL
FORM = "/tours/mesuree/ville-7/register/"
TOKEN = "a" * 32
_numbers = itertools.count(1)


def measure_registrations(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """At one and at eight clients; each request registers another firm."""
    stop = Stop.objects.get(tour__slug="mesuree", slug="ville-7")
    sessions = list(stop.sessions.order_by("pk").values_list("pk", flat=True)[:2])
    Session.objects.filter(pk__in=sessions).update(capacity=None)
    with served(environment, first_page="/healthz") as server:
        for clients, count in REQUESTS.items():
            figure = beside_its_floor(
                server.port,
                clients,
                lambda count=count: [_form(sessions) for _number in range(count)],
                lambda count=count: [_bare(stop, sessions) for _number in range(count)],
                what="a registration of two people for two sessions, with its messages",
                floor_is="bare view writing the same rows in one transaction",
            )
            yield figure
            if clients > 1:
                yield _slowest(figure)


def _slowest(figure: dict[str, Any]) -> dict[str, object]:
    """How much longer than half of them the slowest wait, of those sent at once."""
    times = figure["p95_ms"] / figure["p50_ms"]
    aim = {"aim": AIM_SLOWEST, "met": times <= AIM_SLOWEST} if connection.vendor == "postgresql" else {}
    named = {name: figure[name] for name in ("clients", "p50_ms", "p95_ms")}
    return {"what": "a registration, the wait of 95 of 100 in waits of half", **named, "ratio": round(times, 1), **aim}


def _form(sessions: list[int]) -> Sending:
    number = next(_numbers)
    data = {
        "csrfmiddlewaretoken": TOKEN, "submission": uuid.uuid4(), "party": "firm", "firm_name": f"Atelier {number}",
        "firm_town": "Albert", "firm_headcount": "2-9", "firm_trade": "metal", "contact_name": f"Personne {number}",
        "contact_email": f"bench{number}@example.org", "coming": "on", "person_1_name": f"Collègue {number}",
        "person_1_email": f"colleague{number}@example.org", "sessions": sessions, "all_or_none": "free",
    }  # fmt: skip
    return Sending(FORM, data, {"Cookie": f"csrftoken={TOKEN}"})


def _bare(stop: Stop, sessions: list[int]) -> Sending:
    number = next(_numbers)
    return Sending("/floor/register/", {"stop": stop.pk, "sessions": sessions, "number": number})


@csrf_exempt
def bare_register(request: HttpRequest) -> HttpResponse:
    """The rows that a registration leaves, written one after the other as anybody would: no message is rendered."""
    number, sessions = request.POST["number"], request.POST.getlist("sessions")
    with transaction.atomic():
        stop = Stop.objects.get(pk=request.POST["stop"])
        company = Company.objects.create(name=f"Atelier {number}", town_name="Albert")
        today = timezone.localdate()
        CompanyFact.objects.create(
            company=company, kind="headcount", headcount_from=8, headcount_to=8, on=today, source="x"
        )
        CompanyFact.objects.create(company=company, kind="activity", code="metal", on=today, source="x")
        people = [
            Person.objects.create(name=f"Personne {number}", email=f"{who}{number}@example.net", company=company)
            for who in ("bare", "colleague")
        ]
        registration = Registration.objects.create(stop=stop, party="firm", company=company, contact=people[0])
        Consent.objects.create(
            person=people[0], registration=registration, purpose="questionnaire", given=False, words="x"
        )
        for person in people:
            attendee = Attendee.objects.create(
                registration=registration, stop=stop, person=person, email_key=person.email
            )
            for session in sessions:
                Seat.objects.create(attendee=attendee, session_id=session, state="confirmed")
            CalendarInvitation.objects.create(attendee=attendee, day=0, sent="x")
            _message(person, [registration, stop])
        for session in sessions:
            Session.objects.filter(pk=session).update(seats_taken=len(people))
        record("registration.make", registration, actor=None)
    return HttpResponseRedirect("/")


def _message(person: Person, about: list[Registration | Stop]) -> None:
    message = OutboxMessage.objects.create(
        message_id=f"<{uuid.uuid4()}@localhost>", template="x", language="fr", purpose="x", to_address=person.email,
        subject="x", text="x" * 800, html="x" * 4000, headers={},
    )  # fmt: skip
    OutboxPart.objects.create(message=message, content_type="text/calendar", content=b"x" * 1500, alternative=True)
    for one in about:
        OutboxAbout.objects.create(
            message=message, content_type=ContentType.objects.get_for_model(one), object_id=one.pk
        )


floors = [path("floor/register/", bare_register)]
