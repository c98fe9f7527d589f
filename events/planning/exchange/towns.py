"""Which commune a row means: by its name, and by a code or a département where several have that name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from events.models import Stop, Territory
from events.planning.exchange.columns import NO_COMMUNE
from events.planning.exchange.errors import CellRefused
from events.reference.errors import SeveralTowns, TownNotFound
from events.reference.queries import (
    Whereabouts,
    communes,
    industry_territories_of,
    town_label,
    town_named,
    towns_like,
    towns_matching,
)
from events.reference.vintages import VINTAGE
from tournee.texts.search import search_key

AT_A_TIME = 500
CANDIDATES = 6
SEARCHED = 25
"""How many unknown names are looked for among their like; a file with more is another list altogether."""
_FIVE = re.compile(r"\d{5}|2[AB]\d{3}")


class Towns:
    """The communes that the rows of one file name, each found once; those where the tour's stops are, known already.

    `vintage` is the wave of territoires d'industrie that counts for the tour.
    """

    def __init__(self, stops: Iterable[Stop], vintage: str) -> None:
        self._vintage = vintage
        self._lying_in: dict[int, Whereabouts] = {}
        self._found: dict[tuple[str, str], Territory | CellRefused | None] = {}
        self._called: dict[str, list[Territory]] = {}
        self._searched = 0
        for stop in stops:
            self._found[search_key(stop.place), stop.town.code if stop.town else NO_COMMUNE] = stop.town

    def learn(self, names: Iterable[str]) -> None:
        """Read the communes called so, a few hundred at a time: a file names each of its stops'."""
        keys = sorted({search_key(name) for name in names} - {name for name, _code in self._found})
        for start in range(0, len(keys), AT_A_TIME):
            # Scheme and vintage are compared here: asked about them, SQLite leaves the index on names aside.
            called = Territory.objects.filter(search_key__in=keys[start : start + AT_A_TIME])
            for town in called.select_related("parent__parent"):
                if (town.scheme, town.vintage) == (Territory.Scheme.COMMUNE, VINTAGE):
                    self._called.setdefault(town.search_key, []).append(town)
        self._place([town for towns in self._called.values() for town in towns])

    def _place(self, towns: list[Territory]) -> None:
        industry_of = industry_territories_of((town.pk for town in towns), self._vintage)
        territories = Territory.objects.in_bulk(set(industry_of.values()))
        for town in towns:
            region = town.parent.parent if town.parent else None
            industry = territories.get(industry_of.get(town.pk, 0))
            self._lying_in[town.pk] = Whereabouts(industry, None, town.parent, region)

    def lies_in(self, town: Territory) -> Whereabouts | None:
        """What a commune lies in, but for its EPCI; None where it was not read beforehand."""
        return self._lying_in.get(town.pk)

    def named(self, name: str, code: str) -> Territory | None:
        """The commune called `name` that `code` tells from others; None outside communes. Raises CellRefused."""
        at = (search_key(name), code)
        if at not in self._found:
            try:
                self._found[at] = None if code == NO_COMMUNE else self._looked_up(name, code)
            except CellRefused as refused:
                self._found[at] = refused
        found = self._found[at]
        if isinstance(found, CellRefused):
            raise found
        return found

    def _looked_up(self, name: str, code: str) -> Territory:
        called = [town for town in self._called.get(search_key(name), []) if code in {"", town.code}]
        if len(called) == 1:
            return called[0]
        try:
            if code and not _FIVE.fullmatch(code):
                return self._in_departement(name, code)
            return town_named(f"{name} ({code})" if code else name)
        except SeveralTowns as several:
            raise _several(name, several.candidates) from several
        except TownNotFound as unknown:
            raise self._unknown(name, code) from unknown

    def _in_departement(self, name: str, said: str) -> Territory:
        known = Q(parent__code__iexact=said) | Q(parent__search_key=search_key(said))
        found = list(towns_matching(name).filter(known)[: CANDIDATES + 1])
        exact = [town for town in found if town.search_key == search_key(name)] or found
        if not exact:
            raise TownNotFound(f"{name} ({said})")
        if len(exact) > 1:
            raise SeveralTowns("", exact)
        return exact[0]

    def _unknown(self, name: str, code: str) -> CellRefused:
        said = f"{name} ({code})" if code else name
        reason = _("No commune is called “%(text)s”.") % {"text": said}
        likely = self._like(name) if not code else self._despite(name, code)
        if likely:
            return CellRefused("town", reason, _("Did you mean %(towns)s?") % {"towns": _listed(likely)})
        remedy = _("Check the spelling. For a place that is no French commune, write “none” under the INSEE code.")
        return CellRefused("town", reason, remedy)

    def _despite(self, name: str, code: str) -> list[Territory]:
        """Who has the code, and who has the name: one of the two is wrong."""
        by_code = list(towns_matching(code)[:2]) if _FIVE.fullmatch(code) else []
        return [*by_code, *communes().filter(search_key=search_key(name)).order_by("code")[: CANDIDATES - len(by_code)]]

    def _like(self, name: str) -> list[Territory]:
        self._searched += 1
        return [] if self._searched > SEARCHED else towns_like(name, CANDIDATES)


def _several(name: str, candidates: list[Territory]) -> CellRefused:
    reason = _("Several communes answer to “%(text)s”.") % {"text": name}
    remedy = _("Write under “INSEE code or département” which one: %(towns)s.") % {"towns": _listed(candidates)}
    return CellRefused("town", reason, remedy)


def _listed(towns: list[Territory]) -> str:
    """Communes as a person tells them apart: name, département, INSEE code."""
    said = [f"{town.name} ({town.parent.name}, {town.code})" if town.parent else town_label(town) for town in towns]
    return ", ".join(said[:CANDIDATES]) + (", …" if len(said) > CANDIDATES else "")
