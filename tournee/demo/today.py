"""A stop on the very day, to try the door at: a session is on or next whatever the hour, and people are expected.

On another day `manage.py demo` adds one of that day: what was noted at the one before stays as it was.
"""

from __future__ import annotations

import datetime
import random
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import Organisation, Partnership, Session, Speaker, Speaking, Stop, Tour
from events.planning.listing.operations import choose_lead
from events.planning.operations import add_partner, add_session, add_stop, confirm_stop, publish_stop, set_speakers
from events.reference.queries import commune_with_code
from registrations.booking.links import my_ticket
from registrations.desk.devices.links import door_address
from registrations.models import Attendee, Seat
from tournee.accounts.models import User
from tournee.demo import expecting, preparing
from tournee.demo.cast import Extras
from tournee.demo.next_edition import SLUG
from tournee.demo.people import manager
from tournee.demo.programme import AFTERNOON, Time

SEED = 22
TOWN, HOST = "18279", "chambre-modele"  # Vierzon, where no other stop is
_FIRST_NUMBER = 20_000  # of the people and firms drawn here: those drawn before have smaller ones
_ONE_DAY = datetime.timedelta(days=1)
_SEATS = (24, 24, expecting.FULL_AT)
Hours = tuple[Time, Time]


def load(_today: datetime.date) -> str:
    """Add the stop if there is none for this day, by its own clock; returns a line saying what it holds."""
    tour, now = Tour.objects.filter(slug=SLUG).first(), timezone.now()
    if tour is None or stop_of(now) is not None:
        return "today: already there"
    local = now.astimezone(ZoneInfo(tour.time_zone))
    if not tour.starts_on <= local.date() < tour.ends_on:
        return "today: left out, this demonstration was loaded too long ago"
    actor, extras = manager(), Extras(random.Random(SEED))  # noqa: S311  (seeded on purpose: the same every time)
    extras.drawn = _FIRST_NUMBER
    stop = _stop(tour, local, actor)
    expecting.open_door(stop, local.date(), actor)
    expecting.expect(stop, extras, now)
    expecting.arrive(stop, extras, local, actor)
    named = Attendee.objects.filter(stop=stop, cancelled_at=None).count()
    return f"today: a stop in {stop.place} to try the door at, {named} people"


def stop_of(now: datetime.datetime) -> Stop | None:
    """The stop to try the door at that is on at that moment, by its own clock."""
    lately = now.date() - 2 * _ONE_DAY
    made = Stop.objects.filter(tour__slug=SLUG, town__code=TOWN, starts_on__gte=lately).select_related("tour")
    return next((stop for stop in made.order_by("-pk") if stop.phase(now) == Stop.Phase.TODAY), None)


def addresses_to_try() -> tuple[str, str]:
    """Where a telephone opens the door of that stop, and a ticket of somebody expected; "" where there is none."""
    now = timezone.now()
    stop = stop_of(now)
    if stop is None:
        return "", ""
    day = now.astimezone(stop.zone).date()
    telephone = stop.desk_devices.filter(session=None, revoked_at=None, day=day).order_by("pk").first()
    coming = Attendee.objects.filter(stop=stop, cancelled_at=None, check_ins=None)
    somebody = coming.filter(seats__state=Seat.State.CONFIRMED).order_by("pk").first()
    return door_address(telephone) if telephone else "", my_ticket(somebody) if somebody else ""


def _stop(tour: Tour, now: datetime.datetime, actor: User) -> Stop:
    """Public, with its programme and all that was due done."""
    later = _hours_at(now)[2]
    values = {
        "title_fr": "La porte, à essayer le jour même", "title_en": "The door, to try on the day",
        "town": commune_with_code(TOWN), "venue": "Espace fictif de l’Industrie", "address": "1 rue de l’Exemple",
        "access_fr": "Parking sur place ; gare à dix minutes à pied.",
        "access_en": "Parking on site; ten minutes’ walk from the station.",
        "step_free": "yes", "safety_limit": _SEATS[0],
        "starts_on": now.date(), "ends_on": now.date() + later,
    }  # fmt: skip
    stop = add_stop(tour, values, actor=actor)
    host = Organisation.objects.get(slug=HOST)
    add_partner(stop, host, {"role": Partnership.Role.CO_HOST}, actor=actor)
    _write_programme(stop, now, actor)
    confirm_stop(stop, actor=actor)
    publish_stop(stop, actor=actor)
    choose_lead(stop, actor, expected_version=None, actor=actor)
    preparing.do_what_was_due([stop], now.date(), actor)
    return stop


def _hours_at(now: datetime.datetime) -> tuple[Hours, Hours, datetime.timedelta]:
    """When the first session is, when the workshops after it are, and how many days after it.

    From six in the evening they are the next day: something is still to come, and midnight ends nothing.
    """
    if now.hour < 13:
        return ((9, 0), (13, 0)), ((14, 0), (17, 30)), 0 * _ONE_DAY
    if now.hour < 18:
        return ((14, 0), (18, 0)), ((18, 30), (20, 30)), 0 * _ONE_DAY
    return ((18, 30), (23, 30)), ((9, 0), (12, 30)), _ONE_DAY


def _write_programme(stop: Stop, now: datetime.datetime, actor: User) -> None:
    """One session that is on or next, then two workshops at once, of which the last is full."""
    first, then, later = _hours_at(now)
    speakers = list(Speaker.objects.filter(fictitious=True).order_by("pk")[: 2 * len(_SEATS)])
    for number, (part, seats) in enumerate(zip(AFTERNOON, _SEATS, strict=True)):
        day, hours = (now.date() + later, then) if number else (now.date(), first)
        begins, ends = (datetime.datetime.combine(day, datetime.time(*time), stop.zone) for time in hours)
        session: Session = add_session(
            stop,
            {
                "kind": part.kind, "title_fr": part.fr, "title_en": part.en, "capacity": seats,
                "room": f"Salle {number + 1}", "starts_at": begins, "ends_at": ends,
            },
            actor=actor,
        )  # fmt: skip
        roles = (Speaking.Role.FACILITATOR, Speaking.Role.SPEAKER)
        set_speakers(session, list(zip(speakers[2 * number :], roles, strict=False)), actor=actor)
