"""Who agreed to be called back by a co-host, about what: for that co-host, and the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from events.models import Organisation, Stop, Tour
from registrations.dossiers.queries import latest_consents
from registrations.models import CallBackSubject, Consent
from tournee.sheets.columns import Date, Text, Value
from tournee.sheets.sheet import Sheet

CALL_BACKS = Sheet(
    fr="À rappeler",
    en="To call back",
    columns=(
        Text("name", fr="Nom", en="Name"),
        Text("firm", fr="Entreprise ou organisme", en="Company or organisation"),
        Text("town", fr="Ville", en="Town"),
        Text("email", fr="Adresse e-mail", en="E-mail address"),
        Text("phone", fr="Téléphone", en="Telephone"),
        Text("about", fr="Sujets", en="About"),
        Text("stop", fr="Étape", en="Stop"),
        Date("agreed", fr="Accord donné le", en="Agreed on"),
    ),
)


def agreed_with(organisation: Organisation, stops: QuerySet[Stop]) -> list[Consent]:
    """What stands of who agreed to be called back by the organisation, at those stops; by stop, then by name."""
    consents = Consent.objects.filter(
        purpose=Consent.Purpose.CALL_BACK, organisation=organisation, registration__stop__in=stops
    ).select_related("registration__company")
    found = latest_consents(consents)
    return sorted(found, key=lambda one: (_day(one), one.person.search_key))


def by_co_host(tour: Tour) -> list[tuple[Organisation, int]]:
    """How many people agreed to be called back by each co-host of the tour, by its name; one query."""
    consents = Consent.objects.filter(purpose=Consent.Purpose.CALL_BACK, registration__stop__tour=tour)
    counted = Counter(one.organisation for one in latest_consents(consents) if one.organisation)
    return sorted(counted.items(), key=lambda one: one[0].search_key)


def _day(consent: Consent) -> str:
    stop = consent.registration.stop if consent.registration else None
    return stop.starts_on.isoformat() if stop and stop.starts_on else ""


def subjects_in_words(consent: Consent) -> str:
    """What about, in the active language; empty where nothing was said."""
    known = [CallBackSubject(one).label for one in consent.subjects if one in CallBackSubject.values]
    return ", ".join(str(label) for label in known)


def rows_of(consents: Iterable[Consent]) -> Iterator[dict[str, Value]]:
    """One row a person."""
    for consent in consents:
        registration = consent.registration
        if registration is None:
            continue
        stop = registration.stop
        yield {
            "name": consent.person.name,
            "firm": registration.organisation_name or str(registration.company or ""),
            "town": registration.company.town_name if registration.company else "",
            "email": consent.person.email,
            "phone": consent.person.phone,
            "about": subjects_in_words(consent),
            "stop": str(stop),
            "agreed": consent.at.astimezone(stop.zone).date(),
        }
