"""What a party types into the form, and one that is registered."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse
from django.utils import translation

from events.models import Session, Stop
from registrations.booking import links
from registrations.booking.operations import register
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Registration

HOSTILE = "<script>alert('x')</script>"


def typed(*sessions: Session, **more: Any) -> dict[str, Any]:
    """A firm of eight that sends its owner to those sessions; `more` changes or adds fields, None takes one out."""
    data: dict[str, Any] = {
        "party": "firm",
        "firm_name": "Atelier fictif",
        "firm_town": "Albert",
        "firm_headcount": "2-9",
        "firm_trade": "metal",
        "contact_name": "Ana Exemple",
        "contact_email": "ana@example.org",
        "coming": "on",
        "sessions": [str(session.pk) for session in sessions],
        "submission": str(uuid.uuid4()),
        **more,
    }
    return {name: value for name, value in data.items() if value is not None}


def form_of(stop: Stop) -> str:
    """The address of the stop's form, in French."""
    with translation.override("fr"):
        return reverse("register", args=[stop.tour.slug, stop.slug])


def registered(*sessions: Session, people: int = 1, email: str = "ana@example.org", **more: Any) -> Registration:
    """A firm that is registered, its contact being the first of its people."""
    chosen = frozenset(session.pk for session in sessions)
    names = ["Ana Exemple", *(f"Personne {number}" for number in range(2, people + 1))]
    persons = [PersonRequest(name, email if not place else "", "", chosen) for place, name in enumerate(names)]
    more.setdefault("firm", FirmRequest("Atelier fictif"))
    request = RegistrationRequest(Registration.Party.FIRM, names[0], email, persons, **more)
    return register(Stop.objects.select_related("tour").get(pk=sessions[0].stop_id), request)


def mine(registration: Registration, name: str = "", *args: Any) -> str:
    """The address of the party's own page, or of what is called `name` there."""
    with translation.override("fr"):
        return reverse(f"my_registration{name and '_'}{name}", args=[links.token_of(registration), *args])
