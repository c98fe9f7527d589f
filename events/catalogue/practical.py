"""The practical details beside a stop's programme: when, where, how to come, whom to ask."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events.calendars import links
from events.calendars.subscribing import following
from events.catalogue.said import said
from events.catalogue.whereabouts import Known, Point, known, point_of, whereabouts
from events.models import Stop, Territory
from tournee.texts.languages import active_language

Phase = Stop.Phase
_TO_COME = {Phase.UPCOMING, Phase.TODAY}  # both have a day; a postponed stop will have one, which its calendar tells


class Question(NamedTuple):
    """Whom to ask: lines that say who it is, an e-mail address, a telephone."""

    lines: tuple[str, ...]
    email: str
    phone: str


class Details(NamedTuple):
    """All that the section shows; the map is drawn, `slugs` are its tour's and its own."""

    phase: str
    when: str
    map: SafeString | None
    slugs: tuple[str, str]
    place: str
    venue: str
    address: str
    town: Known | None
    territory: Known | None
    point: Point | None
    access_fr: str
    access_en: str
    step_free: str
    question: Question | None
    source_url: str


def practical(stop: Stop, *, phase: str, when: str, position: SafeString | None) -> SafeString:
    """The section of `stop`, read in full, made once for the same details."""
    details = Details(
        phase=phase,
        when=when,
        map=position,
        slugs=(stop.tour.slug, stop.slug),
        place=stop.place,
        venue=stop.venue,
        address=stop.address,
        town=known(stop.town),
        territory=known(stop.territory),
        point=point_of(stop),
        access_fr=stop.access_fr,
        access_en=stop.access_en,
        step_free=stop.step_free,
        question=_question(stop),
        source_url=stop.source_url,
    )
    return _made(details, active_language())


@lru_cache(maxsize=256)
def _made(details: Details, _language: str) -> SafeString:
    followed = details.phase in {*_TO_COME, Phase.POSTPONED}
    place = {"venue": details.venue, "address": details.address, "place": details.place}
    context = {
        "details": details,
        "access": said(details, "access"),
        "step_free": Stop.StepFree(details.step_free).label if details.venue or details.step_free else "",
        "scheme": Territory.Scheme(details.territory.scheme).label if details.territory else "",
        "there": whereabouts(details.point, **place) if details.point else None,
        "follow": following(links.stop_calendar(*details.slugs), details.place) if followed else None,
        "file": links.stop_file(*details.slugs) if details.phase in _TO_COME else "",
    }
    return render_to_string("events/catalogue/_practical.html", context)


def _question(stop: Stop) -> Question | None:
    """The stop's own contact, or the tour's; None where there is neither."""
    if contact := stop.contact:
        called = f"{contact.name}, {contact.role}" if contact.role else contact.name
        return Question((called, contact.organisation.name), contact.email, contact.phone)
    tour = stop.tour
    return (
        Question((tour.contact_name,) if tour.contact_name else (), tour.contact_email, "")
        if tour.contact_email
        else None
    )
