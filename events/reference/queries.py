"""Finding communes by what people write, and the territories a commune lies in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from math import asin, cos, radians, sin, sqrt

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import ngettext

from events.models import PostalCode, Territory, TerritoryMembership
from events.reference.errors import SeveralTowns, TownNotFound, unknown_code
from events.reference.vintages import VINTAGE
from tournee.texts.search import search_key

LIKELIEST = 12
MOST_BY_ONE_CODE = 60  # 46 communes share 51300: whoever writes it may choose among them all
# Paris, Lyon and Marseille are one commune each; their arrondissements' codes are used like communes' all the same.
_ARRONDISSEMENTS = {"751": "75056", "6938": "69123", "132": "13055"}
_CODE = re.compile(r"(?<!\w)(\d{5}|2[AB]\d{3})(?!\w)", re.IGNORECASE)
_FIRST_DIGITS = re.compile(r"\d{2,4}")
_ABBREVIATED = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a commune lies in. None where it lies in none: four islands have no EPCI, collectivities no region."""

    industry_territory: Territory | None
    epci: Territory | None
    departement: Territory | None
    region: Territory | None


def communes() -> QuerySet[Territory]:
    """Today's communes, each with its département (`parent`) and, in one more query, its postal codes."""
    return _with_places(Territory.objects.filter(scheme=Territory.Scheme.COMMUNE, vintage=VINTAGE))


def towns_matching(text: str) -> QuerySet[Territory]:
    """The communes that `text` may mean, the likeliest first; none when it says nothing.

    `text` is the beginning of a name or of a word in it ("saint die", "St-Dié", "vosges"), a postal code or its first
    two to four digits, an INSEE code, or a name and a code ("Albert (80300)").
    """
    name, code = _name_and_code(text)
    towns = communes()
    if _FIRST_DIGITS.fullmatch(name) and not code:
        return _ranked(towns.filter(_served_by(name, whole=False)), "")
    if not name and not code:
        return towns.none()
    if code:
        towns = towns.filter(_served_by(code) | Q(code=_city(code)))
    if name:
        towns = towns.filter(Q(search_key__startswith=name) | Q(search_key__contains=f" {name}"))
    return _ranked(towns, name, code)


def find_towns(text: str, limit: int = LIKELIEST) -> list[Territory]:
    """The first `limit` of `towns_matching`, in two queries."""
    return list(towns_matching(text)[:limit])


def town_named(text: str) -> Territory:
    """The one commune that `text` means: a whole name, else the only one it can be. A postal code before an INSEE code.

    Raises TownNotFound, or SeveralTowns with candidates.
    """
    name, code = _name_and_code(text)
    most = MOST_BY_ONE_CODE if code else LIKELIEST
    found = _named(name, code) if name else []
    named = bool(found)
    found = found or list(towns_matching(text)[: most + 1])
    if code:
        found = [town for town in found if any(postal.code == code for postal in town.postal_codes.all())] or found
    if not found:
        raise TownNotFound(text.strip())
    if len(found) > 1:
        raise _several(text.strip(), found, most, named=named)
    return found[0]


def towns_called(text: str) -> list[Territory]:
    """The communes whose whole name, postal code or INSEE code `text` is, the most populated first.

    None where it is only a part of a name: `towns_matching` finds those. At most three queries.
    """
    name, code = _name_and_code(text)
    if name or not code:
        return _named(name, code) if name else []
    # By its key first: asked for either code at once, SQLite reads every commune.
    served = PostalCode.objects.filter(code=code).values_list("commune", flat=True)
    by_postal_code = communes().filter(pk__in=list(served)).order_by(F("population").desc(nulls_last=True), "pk")
    return list(by_postal_code) or list(communes().filter(code=_city(code)))


def towns_like(text: str, limit: int = 6) -> list[Territory]:
    """The communes that have one of the three names nearest to `text`, the nearest first; none under three letters.

    Two queries. What begins with other letters is not looked through: that is where people are mistaken least.
    """
    key = search_key(text)
    if len(key) < 3:
        return []
    beginning_alike = communes().filter(search_key__startswith=key[:2])
    near = get_close_matches(key, set(beginning_alike.values_list("search_key", flat=True)), n=3, cutoff=0.75)
    found = communes().filter(search_key__in=near).order_by(F("population").desc(nulls_last=True), "pk")
    return sorted(found, key=lambda town: near.index(town.search_key))[:limit] if near else []


def town_label(town: Territory) -> str:
    """A commune as a field shows it and `town_named` reads it back: name and first postal code, "Albert (80300)"."""
    return f"{town.name} ({min((postal.code for postal in town.postal_codes.all()), default=town.code)})"


def commune_with_code(code: str) -> Territory:
    """The commune of INSEE `code` (an arrondissement's gives its city). Raises OperationError `unknown_insee_code`."""
    try:
        return communes().get(code=_city(code.strip().upper()))
    except Territory.DoesNotExist as error:
        raise unknown_code(code) from error


def territories_of(commune: Territory, vintage: str) -> Whereabouts:
    """What `commune` lies in; its territoire d'industrie is that of wave `vintage`: its own before its EPCI's."""
    departement = commune.parent
    epci = Territory.objects.filter(scheme="epci", members__part=commune).first()
    bodies = [commune.pk, *([epci.pk] if epci else [])]
    industry = (
        Territory.objects.filter(scheme="ti", vintage=vintage, members__part__in=bodies)
        .order_by(Case(When(members__part=commune, then=0), default=1))
        .first()
    )
    return Whereabouts(industry, epci, departement, departement.parent if departement else None)


def industry_territories_of(communes: Iterable[int], vintage: str) -> dict[int, int]:
    """The territoire d'industrie of wave `vintage` in which each commune lies, by its own membership before its EPCI's.

    Ids, by the commune's; a commune that lies in none is left out. Two queries, whatever their number.
    """
    wanted = set(communes)
    epci_of = dict(
        TerritoryMembership.objects.filter(part__in=wanted, whole__scheme="epci").values_list("part_id", "whole_id")
    )
    rows = TerritoryMembership.objects.filter(
        part__in={*wanted, *epci_of.values()}, whole__scheme="ti", whole__vintage=vintage
    )
    industry_of = dict(rows.values_list("part_id", "whole_id"))
    found = {commune: industry_of.get(commune, industry_of.get(epci_of.get(commune, 0))) for commune in wanted}
    return {commune: territory for commune, territory in found.items() if territory is not None}


def nearest(latitude: float, longitude: float) -> Territory | None:
    """The commune whose centre is nearest as the crow flies, within about 300 km; None at sea or abroad."""
    for reach in (0.1, 0.3, 1.0, 3.0):
        width = reach / max(cos(radians(latitude)), 0.01)
        around = communes().filter(
            latitude__range=(latitude - reach, latitude + reach),
            longitude__range=(longitude - width, longitude + width),
        )
        points = around.prefetch_related(None).select_related(None).values_list("pk", "latitude", "longitude")
        distances = [
            (distance_km(latitude, longitude, y, x), pk) for pk, y, x in points if y is not None and x is not None
        ]
        # A square's corner may be farther than something just outside its side.
        if distances and min(distances)[0] <= reach * 111:
            return communes().get(pk=min(distances)[1])
    return None


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points in degrees, in kilometres (haversine, on a sphere)."""
    one, other = radians(latitude), radians(other_latitude)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(half))


def _with_places(territories: QuerySet[Territory]) -> QuerySet[Territory]:
    return territories.select_related("parent__parent").prefetch_related("postal_codes")


def _name_and_code(text: str) -> tuple[str, str]:
    """The name in `text` as it is searched, and the five-character code in it; either may be ""."""
    found = _CODE.search(text)
    code = found[1].upper() if found else ""
    words = search_key(_CODE.sub(" ", text, count=1) if found else text).split()
    return " ".join(_ABBREVIATED.get(word, word) for word in words), code


def _named(name: str, code: str) -> list[Territory]:
    """The communes called exactly so, or [] if `code` is none of theirs; quick, for an import asks for every row."""
    # Scheme and vintage are compared here: asked about them, SQLite reads every commune instead of the index on names.
    territories = _with_places(Territory.objects.filter(search_key=name))
    towns = territories.order_by(F("population").desc(nulls_last=True), "pk")
    found = [town for town in towns if (town.scheme, town.vintage) == (Territory.Scheme.COMMUNE, VINTAGE)]
    city = _city(code)
    return [t for t in found if not code or t.code == city or any(p.code == code for p in t.postal_codes.all())]


def _city(code: str) -> str:
    """INSEE `code`, or that of the city whose arrondissement it is (75101 to 75120, 69381 to 69389, 13201 to 13216)."""
    return next((city for start, city in _ARRONDISSEMENTS.items() if code.startswith(start) and len(code) == 5), code)


def _served_by(code: str, *, whole: bool = True) -> Q:
    served = PostalCode.objects.filter(code=code) if whole else PostalCode.objects.filter(code__startswith=code)
    return Q(pk__in=served.values("commune"))


def _ranked(towns: QuerySet[Territory], name: str, code: str = "") -> QuerySet[Territory]:
    """By postal code before INSEE code, by whole name before its beginning before a word in it, then by population."""
    by_code = Case(When(_served_by(code), then=0), default=1) if code else Value(0, output_field=IntegerField())
    by_name = Case(When(search_key=name, then=0), When(search_key__startswith=name, then=1), default=2)
    return towns.order_by(by_code, by_name, F("population").desc(nulls_last=True), "search_key", "pk")


def _several(text: str, found: list[Territory], most: int, *, named: bool) -> SeveralTowns:
    count = min(len(found), most)
    if len(found) > most:
        message = ngettext(
            "More than %(count)d commune answers to “%(text)s”. Write more of the name, or the postal code.",
            "More than %(count)d communes answer to “%(text)s”. Write more of the name, or the postal code.",
            count,
        )
    elif named:
        message = ngettext(
            "%(count)d commune is called %(text)s. Choose it in the list.",
            "%(count)d communes are called %(text)s. Choose one in the list.",
            count,
        )
    else:
        message = ngettext(
            "%(count)d commune answers to “%(text)s”. Choose it in the list.",
            "%(count)d communes answer to “%(text)s”. Choose one in the list.",
            count,
        )
    return SeveralTowns(message % {"count": count, "text": text}, found[:most])
