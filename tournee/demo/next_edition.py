"""The next edition: made up from end to end, and saying so. Real towns; invented hosts, speakers and subjects.

Dates are relative to the day of loading, so that there are always stops held, stops to come and stops in trouble.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import Organisation, Partnership, Speaker, Speaking, Stop, Theme, Tour, Vocabulary
from events.planning.operations import (
    add_partner,
    add_session,
    add_stop,
    cancel_stop,
    confirm_stop,
    contact_host,
    create_tour,
    postpone_stop,
    publish_stop,
    publish_tour,
    set_speakers,
)
from events.reference.queries import commune_with_code
from tournee.accounts.models import User
from tournee.demo.people import give_roles, manager
from tournee.demo.subjects import HOSTS, SPEAKERS, SUBJECTS, THEMES, TOWNS

SLUG = "prochaine"
HELD, TO_COME = 22, 10  # of the towns in order; the rest are still being prepared, or in trouble


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may be hosts and speakers, and what may be talked about."""

    hosts: list[Organisation]
    speakers: list[Speaker]
    themes: list[Theme]
    chance: random.Random


def load(today: datetime.date) -> str:
    """Add the made-up edition if it is not there; returns a line saying what it holds."""
    if Tour.objects.filter(slug=SLUG).exists():
        return "next edition: already there"
    actor = manager()
    days = _days(today)
    tour = _tour(days, actor)
    cast = _cast()
    tour.themes.set(cast.themes)
    give_roles(tour, cast.hosts[0])
    add_partner(tour, cast.hosts[1], {"role": Partnership.Role.ORGANISER}, actor=actor)
    add_partner(tour, cast.hosts[2], {"role": Partnership.Role.SUPPORTER, "position": 110}, actor=actor)
    publish_tour(tour, actor=actor)
    for index, code in enumerate(TOWNS):
        _stop(tour, index, code, day=days[index], cast=cast, actor=actor)
    return f"next edition: {len(TOWNS)} made-up stops in real towns, from {days[0]} to {days[-1]}"


def _tour(days: list[datetime.date], actor: User) -> Tour:
    return create_tour(
        {
            "slug": SLUG,
            "title_fr": "La tournée de l’innovation, prochaine édition",
            "title_en": "The innovation tour, next edition",
            "intro_fr": (
                "Une demi-journée près de chez vous pour dire comment vous innovez, avec qui, et ce qui vous manque. "
                "Ce que vous direz nourrit la synthèse remise au ministère."
            ),
            "intro_en": (
                "Half a day near you to say how you innovate, with whom, and what you lack. What you say feeds the "
                "synthesis handed to the ministry."
            ),
            "starts_on": days[0] - datetime.timedelta(days=2),
            "ends_on": days[-1] + datetime.timedelta(days=7),
            "territory_vintage": "2023-2027",
            "previous_edition": Tour.objects.filter(slug="2019").first(),
            "fictitious": True,
            "contact_name": "Équipe fictive de la tournée",
            "contact_email": "equipe@demo.example",
            "target_stops": 40,
            "target_companies": 1000,
            "target_participants": 1400,
            "target_organisations": 30,
            "target_questionnaires": 10000,
        },
        actor=actor,
    )


def _cast() -> Cast:
    vocabulary, _made = Vocabulary.objects.get_or_create(
        code="themes-de-demonstration",
        defaults={"name_fr": "Thèmes de la démonstration", "name_en": "Demonstration themes"},
    )
    themes = [
        Theme.objects.get_or_create(
            slug=slug, defaults={"vocabulary": vocabulary, "label_fr": fr, "label_en": en, "position": position}
        )[0]
        for position, (slug, fr, en) in enumerate(THEMES)
    ]
    hosts = [
        Organisation.objects.get_or_create(
            slug=slug, defaults={"kind": kind, "name_fr": fr, "name_en": en, "fictitious": True}
        )[0]
        for slug, kind, fr, en in HOSTS
    ]
    speakers = [
        Speaker.objects.get_or_create(
            name=name,
            fictitious=True,
            defaults={"position_fr": fr, "position_en": en, "organisation": hosts[index % len(hosts)]},
        )[0]
        for index, (name, fr, en) in enumerate(SPEAKERS)
    ]
    return Cast(hosts, speakers, themes, random.Random(2019))  # noqa: S311  (seeded on purpose: the same every time)


def _days(today: datetime.date) -> list[datetime.date]:
    """A working day for each town: the first `HELD` before today, the others after, two or three a week."""
    past = [_working_day(today, -4 * (HELD - index)) for index in range(HELD)]
    return past + [_working_day(today, 3 + 4 * index) for index in range(len(TOWNS) - HELD)]


def _working_day(today: datetime.date, distance: int) -> datetime.date:
    """The day at `distance` from today, the winter break not counted; away from a week-end, and from today."""
    step = datetime.timedelta(days=1 if distance > 0 else -1)
    day, left = today, abs(distance)
    while left or day.weekday() > 4 or _on_break(day):
        day += step
        if not _on_break(day):
            left = max(left - 1, 0)
    return day


def _on_break(day: datetime.date) -> bool:
    """From 20 December to 5 January, when nobody would come."""
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)


def _stop(tour: Tour, index: int, code: str, *, day: datetime.date, cast: Cast, actor: User) -> Stop:
    """One stop, taken as far as its place in the list says: held, to come, or still being prepared."""
    fr, en = SUBJECTS[index % len(SUBJECTS)]
    values: dict[str, object] = {
        "title_fr": fr, "title_en": en, "venue": "Espace fictif de l’Industrie",
        "address": f"{index + 1} rue de l’Exemple",
        "access_fr": "Parking sur place ; gare à dix minutes à pied.",
        "access_en": "Parking on site; ten minutes’ walk from the station.",
        "step_free": ["yes", "yes", "partly", ""][index % 4],
        "themes": cast.chance.sample(cast.themes, 2),
    }  # fmt: skip
    if code == "ashford":
        values |= {"place": "Ashford", "latitude": 51.1465, "longitude": 0.8719, "time_zone": "Europe/London"}
        values["address"] = f"{index + 1} Example Street"
    else:
        values |= {"town": commune_with_code(code), "time_zone": _ZONES.get(code[:3], "Europe/Paris")}
    prepared = index - HELD - TO_COME
    if prepared < 0 or prepared in (2, 3):
        values["starts_on"] = day
    elif prepared == 4:
        values["date_options"] = [(day, day), (day + datetime.timedelta(days=7), day + datetime.timedelta(days=7))]
    elif prepared == 5:
        values["month"] = day
    else:
        values["starts_on"] = day
    stop = add_stop(tour, values, actor=actor)
    host = cast.hosts[0] if index in (3, 20, 24, 33) else cast.hosts[3 + index % (len(cast.hosts) - 3)]
    add_partner(stop, host, {"role": Partnership.Role.CO_HOST}, actor=actor)
    if stop.starts_on:
        _programme(stop, index, cast, actor)
    _take_as_far(stop, prepared, actor)
    return stop


_ZONES = {"971": "America/Guadeloupe", "974": "Indian/Reunion"}


def _take_as_far(stop: Stop, prepared: int, actor: User) -> None:
    """`prepared` is negative for what is public, 0 and more for what is in trouble or still being prepared."""
    if prepared in (4, 5, 7):
        if prepared != 7:
            contact_host(stop, actor=actor)
        return
    confirm_stop(stop, actor=actor)
    if prepared in (2, 3, 6):
        return
    publish_stop(stop, actor=actor)
    if prepared == 0:
        postpone_stop(
            stop, reason_fr="La salle n’est plus disponible ce jour-là.",
            reason_en="The room is no longer available that day.", actor=actor,
        )  # fmt: skip
    elif prepared == 1:
        cancel_stop(
            stop, reason_fr="Le co-organisateur s’est retiré.", reason_en="The co-host has withdrawn.", actor=actor
        )


def _programme(stop: Stop, index: int, cast: Cast, actor: User) -> None:
    """An afternoon: opening, one or two workshops at the same time; every fourth stop has a technical day instead."""
    if stop.starts_on is None:
        return
    plan: list[tuple[str, str, str, tuple[int, int], tuple[int, int], int | None]]
    if index % 4 == 3:
        plan = [("technical_day", "Journée technique", "Technical day", (9, 0), (16, 30), 60)]
    else:
        plan = [
            ("plenary", "Accueil et tour de table", "Welcome and round table", (14, 0), (14, 45), None),
            ("workshop", "Atelier : avec qui innover ?", "Workshop: with whom to innovate?", (15, 0), (16, 30), 24),
            (
                "workshop",
                "Atelier : les compétences qui manquent",
                "Workshop: the missing skills",
                (15, 0),
                (16, 30),
                24,
            ),
        ][: 3 if index % 3 else 2]
    zone = ZoneInfo(stop.time_zone)
    chosen = cast.chance.sample(cast.speakers, 2 * len(plan))  # nobody speaks in two rooms at once
    for number, (kind, fr, en, start, end, capacity) in enumerate(plan):
        session = add_session(
            stop,
            {
                "kind": kind, "title_fr": fr, "title_en": en, "room": f"Salle {number + 1}", "capacity": capacity,
                "starts_at": datetime.datetime.combine(stop.starts_on, datetime.time(*start), zone),
                "ends_at": datetime.datetime.combine(stop.starts_on, datetime.time(*end), zone),
            },
            actor=actor,
        )  # fmt: skip
        roles = [Speaking.Role.FACILITATOR, Speaking.Role.SPEAKER]
        set_speakers(session, list(zip(chosen[2 * number :], roles, strict=False)), actor=actor)


def today() -> datetime.date:
    """The day the demonstration is loaded on, in the installation's zone."""
    return timezone.localdate()
