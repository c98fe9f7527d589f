"""Who carries a tour or a stop: partners by role, and whose money it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Funding, Partnership
from tournee.files.models import StoredFile

_HEADINGS = {
    Partnership.Role.ORGANISER: _("Organised by"),
    Partnership.Role.CO_HOST: _("Co-hosted by"),
    Partnership.Role.FACILITATOR: _("Facilitated by"),
    Partnership.Role.SUPPORTER: _("Supported by"),
    Partnership.Role.FUNDER: _("Funded by"),
}
_SHOWN = (
    "role",
    *(f"organisation__{name}" for name in ("name_fr", "name_en", "acronym", "website")),
    *(f"organisation__logo__{name}" for name in ("token", "name", "width", "height")),
)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture with its size in pixels."""

    url: str
    width: int | None
    height: int | None
    alt: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation as a page names it."""

    name: str
    website: str
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


def partners_of(about: Q) -> list[Partners]:
    """The partners of what `about` selects (a tour, a stop with its sessions), by role. One query."""
    found: dict[str, dict[int, Partner]] = {role: {} for role in _HEADINGS}
    rows = (
        Partnership.objects.filter(about).select_related("organisation__logo").order_by("position", "pk").only(*_SHOWN)
    )
    for partnership in rows:
        organisation = partnership.organisation
        name = organisation.name
        if organisation.acronym and organisation.acronym != name:
            name = f"{name} ({organisation.acronym})"
        found[partnership.role][organisation.pk] = Partner(name, organisation.website, _logo(organisation.logo, name))
    return [
        Partners(str(_HEADINGS[Partnership.Role(role)]), list(organisations.values()))
        for role, organisations in found.items()
        if organisations
    ]


def fundings_of(about: Q) -> list[Money]:
    """The fundings of what `about` selects, with their emblems. One query."""
    rows = Funding.objects.filter(about).select_related("emblem").order_by("pk")
    return [
        Money(funding.mention or funding.scheme, _logo(funding.emblem, funding.emblem.alt if funding.emblem else ""))
        for funding in rows
    ]


def _logo(file: StoredFile | None, alt: str) -> Logo | None:
    return Logo(file.url, file.width, file.height, alt) if file else None
