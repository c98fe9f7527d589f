"""Who carries a tour or a stop: partners by role, and whose money it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.catalogue.said import text_of
from events.models import Funding, Partnership
from tournee.database.asked import Asked
from tournee.files.models import StoredFile
from tournee.texts.languages import active_language

ORGANISER = Partnership.Role.ORGANISER
_HEADINGS = {
    Partnership.Role.ORGANISER: _("Organised by"),
    Partnership.Role.CO_HOST: _("Co-hosted by"),
    Partnership.Role.FACILITATOR: _("Facilitated by"),
    Partnership.Role.SUPPORTER: _("Supported by"),
    Partnership.Role.FUNDER: _("Funded by"),
}


class StoredPartner(NamedTuple):
    """The columns of a partnership that a page shows."""

    role: str
    tour_id: int | None
    organisation_id: int
    organisation__slug: str
    organisation__name_fr: str
    organisation__name_en: str
    organisation__acronym: str
    organisation__website: str
    organisation__logo__token: str | None
    organisation__logo__kind: str | None
    organisation__logo__name: str | None
    organisation__logo__width: int | None
    organisation__logo__height: int | None


class StoredFunding(NamedTuple):
    """The columns of a funding that a page shows."""

    scheme: str
    mention_fr: str
    mention_en: str
    emblem__token: str | None
    emblem__kind: str | None
    emblem__name: str | None
    emblem__width: int | None
    emblem__height: int | None
    emblem__alt_fr: str | None
    emblem__alt_en: str | None


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture with its size in pixels."""

    url: str
    width: int | None
    height: int | None
    alt: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation as a page names it, and the slug of its own page."""

    name: str
    slug: str
    logo: Logo | None


@dataclass(frozen=True, slots=True)
class Partners:
    """The organisations in one role, in the order given to their logos."""

    heading: str
    organisations: list[Partner]


@dataclass(frozen=True, slots=True)
class Money:
    """The mention a funding asks for, with its emblem."""

    mention: str
    emblem: Logo | None


def _partnerships(about: Q) -> QuerySet[Partnership, tuple[object, ...]]:
    return Partnership.objects.filter(about).order_by("position", "pk").values_list(*StoredPartner.__annotations__)


def _fundings(about: Q) -> QuerySet[Funding, tuple[object, ...]]:
    return Funding.objects.filter(about).order_by("pk").values_list(*StoredFunding.__annotations__)


_tour_partners = Asked(StoredPartner, lambda tour: _partnerships(Q(tour=tour)), int)
_stop_partners = Asked(
    StoredPartner,
    lambda tour, stop: _partnerships(Q(stop=stop) | Q(session__stop=stop) | Q(tour=tour, role=ORGANISER)),
    *(int, int),
)
_tour_fundings = Asked(StoredFunding, lambda tour: _fundings(Q(tour=tour)), int)
_stop_fundings = Asked(
    StoredFunding,
    lambda tour, stop: _fundings(Q(tour=tour) | Q(stop=stop) | Q(session__stop=stop)),
    *(int, int),
)


class Section(SafeString):
    """The section as HTML; `organisers` are the names and websites of those in that role, of a stop or of its tour."""

    organisers: tuple[tuple[str, str], ...] = ()


def tour_partners(tour: int) -> Section:
    """Who carries the tour, by role, and whose money it is. Two queries."""
    partnerships = tuple(_tour_partners(tour))
    return _section(partnerships, partnerships, tuple(_tour_fundings(tour)), active_language())


def stop_partners(tour: int, stop: int, *, funded: bool) -> Section:
    """Who carries the stop and its sessions, by role, and whose money that and the tour's is, if any is.

    One query, and one where it is `funded`.
    """
    found = tuple(_stop_partners(tour, stop))
    own = tuple(row for row in found if row.tour_id is None)
    fundings = tuple(_stop_fundings(tour, stop)) if funded else ()
    return _section(own, found, fundings, active_language())


@lru_cache(maxsize=128)
def _section(
    partnerships: tuple[StoredPartner, ...],
    known_to_organise: tuple[StoredPartner, ...],
    fundings: tuple[StoredFunding, ...],
    _language: str,
) -> Section:
    """The section, made once for the same partners; "" where there are none."""
    known = {"partners": _partners(partnerships), "fundings": [_money(funding) for funding in fundings]}
    section = Section(render_to_string("events/catalogue/_partners.html", known))
    organising = [row for row in known_to_organise if row.role == ORGANISER]
    nearest = [row for row in organising if row.tour_id is None] or organising
    section.organisers = tuple((text_of(row, "organisation__name"), row.organisation__website) for row in nearest)
    return section


def _partners(rows: Iterable[StoredPartner]) -> list[Partners]:
    found: dict[str, dict[int, Partner]] = {role: {} for role in _HEADINGS}
    for row in rows:
        name = in_full(text_of(row, "organisation__name"), row.organisation__acronym)
        logo = _logo(row, "organisation__logo", name)
        found[row.role][row.organisation_id] = Partner(name, row.organisation__slug, logo)
    return [
        Partners(str(_HEADINGS[Partnership.Role(role)]), list(organisations.values()))
        for role, organisations in found.items()
        if organisations
    ]


def in_full(name: str, acronym: str) -> str:
    """An organisation as a page names it: “Chambre de commerce et d’industrie (CCI)”."""
    return f"{name} ({acronym})" if acronym and acronym != name else name


def _money(row: StoredFunding) -> Money:
    return Money(text_of(row, "mention") or row.scheme, _logo(row, "emblem", text_of(row, "emblem__alt")))


def _logo(row: StoredPartner | StoredFunding, relation: str, alt: str) -> Logo | None:
    """The picture across `relation`, if there is one."""
    token, kind, name, width, height = (
        getattr(row, f"{relation}__{column}") for column in ("token", "kind", "name", "width", "height")
    )
    return Logo(StoredFile(token=token, kind=kind, name=name).url, width, height, alt) if token else None
