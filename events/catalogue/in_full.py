"""A tour or a stop with everything its page shows of it."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from events.models import ContactPerson, Funding, Material, Organisation, SourcedFact, Stop, Territory, Tour
from tournee.database.asked import Asked, columns, instance, plain, under

_TOUR, _STOP = columns(Tour), columns(Stop)
_TERRITORY = ["id", "scheme", "vintage", "code", "name", "latitude", "longitude"]
_TERRITORIES = ("territory", "region", "town")
_CONTACT = ["id", "name", "role", "email", "phone"]
_HOUSE = ["id", "name_fr", "name_en"]

_OWN = OuterRef("pk")


class StopInFull(NamedTuple):
    """A stop with its tour, territories and contact, and which of its further parts there are to be asked for."""

    stop: Stop
    has_materials: bool = True
    has_facts: bool = True
    has_fundings: bool = True


_tours = Asked(plain, lambda pk: Tour.objects.filter(pk=pk).values_list(*_TOUR), int)
_stops = Asked(
    plain,
    lambda tour, slug: Stop.objects.filter(tour=tour, slug=slug, published_at__isnull=False).values_list(
        *_STOP,
        *under("tour", _TOUR),
        *(column for relation in _TERRITORIES for column in under(relation, _TERRITORY)),
        *under("contact", _CONTACT),
        *under("contact__organisation", _HOUSE),
        Exists(Material.objects.filter(stop=_OWN)),
        Exists(SourcedFact.objects.filter(stop=_OWN)),
        Exists(Funding.objects.filter(Q(tour=OuterRef("tour")) | Q(stop=_OWN) | Q(session__stop=_OWN))),
    ),
    *(int, str),
)


def tour_in_full(pk: int) -> Tour:
    """The tour; Http404 if it went since it was asked for. One query."""
    for row in _tours(pk):
        if tour := instance(Tour, _TOUR, row):
            return tour
    raise Http404


def stop_in_full(tour_id: int, slug: str) -> StopInFull | None:
    """The public stop of the tour now at `slug`; None if none. One query."""
    for row in _stops(tour_id, slug):
        parts = _parts(row, len(_STOP), len(_TOUR), *[len(_TERRITORY)] * 3, len(_CONTACT), len(_HOUSE))
        stop, tour = instance(Stop, _STOP, parts[0]), instance(Tour, _TOUR, parts[1])
        if stop and tour:
            stop.tour = tour
            stop.territory, stop.region, stop.town = (instance(Territory, _TERRITORY, part) for part in parts[2:5])
            stop.contact = instance(ContactPerson, _CONTACT, parts[5])
            if stop.contact and (house := instance(Organisation, _HOUSE, parts[6])):
                stop.contact.organisation = house
            return StopInFull(stop, *map(bool, row[-3:]))
    return None


def _parts(row: tuple[object, ...], *lengths: int) -> list[tuple[object, ...]]:
    """`row` cut into parts of these lengths."""
    parts, start = [], 0
    for length in lengths:
        parts.append(row[start : start + length])
        start += length
    return parts
