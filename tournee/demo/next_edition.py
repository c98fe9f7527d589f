"""The next edition: made up from end to end, and saying so. Real towns; invented hosts, speakers and subjects.

Dates are relative to the day of loading, so that there are always stops held, stops to come and stops in trouble.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from django.utils import timezone

from events.models import Organisation, Partnership, Speaker, Stop, Theme, Tour, Vocabulary
from events.planning.listing.operations import add_option, choose_lead
from events.planning.operations import (
    add_partner,
    add_stop,
    cancel_stop,
    confirm_stop,
    contact_host,
    create_tour,
    postpone_stop,
    publish_stop,
    publish_tour,
)
from events.reference.queries import commune_with_code
from tournee.accounts.models import User
from tournee.demo import materials, partners, preparing, proposing
from tournee.demo.cases import (
    CANCELLED,
    IDEA,
    MONTH,
    NOT_PUBLIC,
    OPTIONS,
    POSTPONED,
    PROPOSALS,
    REPRESENTED,
    STEPS_UNKNOWN,
    WITHOUT_LEAD,
    WITHOUT_ROOM,
)
from tournee.demo.days import days_of
from tournee.demo.people import EDITOR, give_roles, manager
from tournee.demo.programme import write_programme
from tournee.demo.subjects import HOSTS, SPEAKERS, SUBJECTS, THEMES, TOWNS

SLUG = "prochaine"
ASHFORD = "ashford"
A_WEEK = datetime.timedelta(days=7)
MONTH_AHEAD = 45  # days: the month in which the stop without a day may take place has begun by then
_ZONES = {"971": "America/Guadeloupe", "974": "Indian/Reunion"}


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
    days = days_of(today)
    tour = _tour(days, actor)
    cast = _cast()
    tour.themes.set(cast.themes)
    give_roles(tour, cast.hosts[0])
    add_partner(tour, cast.hosts[1], {"role": Partnership.Role.ORGANISER}, actor=actor)
    add_partner(tour, cast.hosts[2], {"role": Partnership.Role.SUPPORTER, "position": 110}, actor=actor)
    publish_tour(tour, actor=actor)
    preparing.plan(tour, actor)
    stops = [_stop(tour, index, code, day=days[index], cast=cast, actor=actor) for index, code in enumerate(TOWNS)]
    _look_after(stops, actor)
    _follow_2019(tour)
    partners.follow(tour, stops, cast.hosts, today, actor)
    preparing.do_what_was_due(stops, today, actor)
    proposing.propose(stops[PROPOSALS])
    materials.hand_out(stops, actor)
    preparing.put_off(tour, today, actor)
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


def _stop(tour: Tour, index: int, code: str, *, day: datetime.date, cast: Cast, actor: User) -> Stop:
    """One stop with its co-host and programme, taken as far as its place in the list says."""
    stop = add_stop(tour, _values(index, code, day=day, cast=cast), actor=actor)
    if index == OPTIONS:
        add_option(stop, day, None, "jour de marché : parking difficile", actor=actor)
        add_option(stop, day + A_WEEK, None, "la salle est libre toute la journée", actor=actor)
    elif index == IDEA:
        for weeks in (3, 2, 1):
            add_option(stop, day - weeks * A_WEEK, None, actor=actor)
    host = cast.hosts[0] if index in REPRESENTED else cast.hosts[3 + index % (len(cast.hosts) - 3)]
    add_partner(stop, host, {"role": Partnership.Role.CO_HOST}, actor=actor)
    if index % 10 == 2:
        add_partner(stop, cast.hosts[1], {"role": Partnership.Role.SUPPORTER}, actor=actor)
    write_programme(stop, index, cast.speakers, cast.chance, actor)
    _take_as_far(stop, index, actor)
    return stop


def _values(index: int, code: str, *, day: datetime.date, cast: Cast) -> dict[str, object]:
    """What is known of a stop: where, when, the room and how to come to it, who in the team looks after it."""
    fr, en = SUBJECTS[index % len(SUBJECTS)]
    values: dict[str, object] = {"title_fr": fr, "title_en": en, "themes": cast.chance.sample(cast.themes, 2)}
    if index != WITHOUT_ROOM:
        values |= {
            "venue": "Espace fictif de l’Industrie",
            "address": f"{index + 1} Example Street" if code == ASHFORD else f"{index + 1} rue de l’Exemple",
            "access_fr": "Parking sur place ; gare à dix minutes à pied.",
            "access_en": "Parking on site; ten minutes’ walk from the station.",
            "step_free": "" if index == STEPS_UNKNOWN else ("yes", "yes", "partly")[index % 3],
            "safety_limit": (120, 80, None)[index % 3],
        }
    if code == ASHFORD:
        values |= {"place": "Ashford", "latitude": 51.1465, "longitude": 0.8719, "time_zone": "Europe/London"}
    else:
        values |= {"town": commune_with_code(code), "time_zone": _ZONES.get(code[:3], "Europe/Paris")}
    if index == MONTH:
        values["month"] = (timezone.localdate() + datetime.timedelta(days=MONTH_AHEAD)).replace(day=1)
    elif index not in (OPTIONS, IDEA):
        values["starts_on"] = day
    return values


def _take_as_far(stop: Stop, index: int, actor: User) -> None:
    """Give a stop its state: most are public, a few are still being prepared, one postponed, one cancelled."""
    if index in (OPTIONS, MONTH):
        contact_host(stop, actor=actor)
    if index in (OPTIONS, MONTH, IDEA):
        return
    confirm_stop(stop, actor=actor)
    if index in NOT_PUBLIC:
        return
    publish_stop(stop, actor=actor)
    if index == POSTPONED:
        postpone_stop(
            stop, reason_fr="La salle n’est plus disponible ce jour-là.",
            reason_en="The room is no longer available that day.", actor=actor,
        )  # fmt: skip
    elif index == CANCELLED:
        cancel_stop(
            stop, reason_fr="Le co-organisateur s’est retiré.", reason_en="The co-host has withdrawn.", actor=actor
        )


def _look_after(stops: list[Stop], actor: User) -> None:
    """Each stop has somebody of the team, but for a few: who plans, and who edits, region by region."""
    leads = (actor, User.objects.get(email=EDITOR))
    for index, stop in enumerate(stops):
        if index not in WITHOUT_LEAD:
            choose_lead(stop, leads[index // 6 % 2], expected_version=None, actor=actor)


def _follow_2019(tour: Tour) -> None:
    """Link each stop to the one that the edition before had in the same town."""
    before = Stop.objects.filter(tour=tour.previous_edition, town__isnull=False)
    for previous in before:
        tour.stops.filter(town=previous.town).update(previous=previous)
