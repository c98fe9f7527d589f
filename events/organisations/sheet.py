"""Organisations as a sheet: what a row says, what is written from it, and rows of what stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from events.models import Organisation
from events.models.identifiers import clean_identifier
from events.organisations.numbers import SEVERAL, cleaned_numbers, holder_of
from events.organisations.operations import create_organisation, edit_organisation
from events.organisations.queries import numbers_of
from events.reference.queries import town_named
from tournee.errors import OperationError
from tournee.sheets.columns import Choice, Code, Text, Value
from tournee.sheets.operations import Outcome
from tournee.sheets.sheet import Sheet
from tournee.texts.search import search_key

if TYPE_CHECKING:
    from tournee.accounts.models import User

NUMBERS = ("siren", "siret", "uai", "uk_company")
TEXTS = ("name_fr", "name_en", "kind", "acronym", "website")


def _number(scheme: str) -> Callable[[Value], object]:
    return lambda value: clean_identifier(scheme, str(value))


ORGANISATIONS = Sheet(
    fr="Organismes",
    en="Organisations",
    unique=tuple((scheme,) for scheme in NUMBERS),
    columns=(
        Text("name_fr", fr="Nom", en="Name (French)", aliases=("Raison sociale", "Name"), required=True,
             max_length=200),
        Text("name_en", fr="Nom anglais", en="Name (English)", max_length=200),
        Choice(
            "kind", fr="Nature", en="Kind", aliases=("Type", "Genre"), required=True, choices=Organisation.Kind.choices,
            synonyms={
                "université": "university", "école": "school", "pôle": "cluster", "chambre": "chamber",
                "collectivité": "local_authority", "collectivité territoriale": "local_authority",
                "ministère": "ministry", "fondation": "foundation", "association": "association",
                "réseau": "network", "autre": "other",
            },
        ),
        Text("acronym", fr="Sigle", en="Acronym", max_length=40),
        Code("siren", fr="SIREN", en="SIREN", length=9, digits=True, pad=True, check=_number("siren")),
        Code("siret", fr="SIRET", en="SIRET", length=14, digits=True, pad=True, check=_number("siret")),
        Code("uai", fr="UAI", en="UAI", aliases=("RNE",), length=8, pad=False, check=_number("uai")),
        Code("uk_company", fr="Numéro britannique", en="UK company number", length=8, pad=True,
             check=_number("uk_company")),
        Text("website", fr="Site web", en="Website", max_length=200, check=URLValidator(schemes=["http", "https"])),
        Code("postal_code", fr="Code postal", en="Postal code", aliases=("CP",), length=5, pad=True),
        Text("town", fr="Ville", en="Town", aliases=("Commune",), max_length=120),
    ),
)  # fmt: skip


def write_organisation(values: Mapping[str, Value], *, actor: User) -> Outcome:
    """Write one row: a new organisation, or what it says of one that is known by a number or else by its name.

    An empty cell leaves what stands. A SIRET or UAI is added to those known; a SIREN or UK number replaces the one
    known.
    """
    numbers = {scheme: [str(values[scheme])] for scheme in NUMBERS if values.get(scheme)}
    given = {name: values[name] for name in TEXTS if values.get(name)} | _town(values)
    known = _known(str(values["name_fr"]), cleaned_numbers(numbers))
    if known is None:
        create_organisation(given, numbers=numbers, actor=actor)
        return Outcome.NEW
    standing = numbers_of(known)
    kept = {scheme: standing[scheme] if scheme in SEVERAL else [] for scheme in numbers}
    merged = {scheme: [*kept[scheme], *found] for scheme, found in numbers.items()}
    changed = edit_organisation(known, given, numbers=merged, expected_version=None, actor=actor)
    return Outcome.CHANGED if changed else Outcome.UNCHANGED


def rows_of(organisations: Iterable[Organisation]) -> Iterator[dict[str, Value]]:
    """The rows that say what stands; read again, they change nothing. Of several numbers of a kind, the first."""
    for organisation in organisations:
        numbers = numbers_of(organisation)
        row: dict[str, Value] = {name: getattr(organisation, name) or None for name in TEXTS}
        row |= {scheme: numbers[scheme][0] if numbers[scheme] else None for scheme in NUMBERS}
        town = organisation.town
        codes = sorted(postal.code for postal in town.postal_codes.all()) if town else []
        yield {**row, "town": town.name if town else None, "postal_code": codes[0] if codes else None}


def _town(values: Mapping[str, Value]) -> dict[str, Any]:
    said = " ".join(str(values[name]) for name in ("town", "postal_code") if values.get(name))
    return {"town": town_named(said)} if said else {}


def _known(name: str, numbers: Mapping[str, list[str]]) -> Organisation | None:
    """Whom a row speaks of: the holder of one of its numbers, else the only one of that name with no other number."""
    holders = {h.pk: h for scheme, values in numbers.items() for value in values if (h := holder_of(scheme, value))}
    if len(holders) > 1:
        names = " / ".join(sorted(str(holder.name) for holder in holders.values()))
        message = _("The numbers of this row belong to different organisations: %(names)s.") % {"names": names}
        raise OperationError(message, code="numbers_disagree", field="siren")
    if holders:
        return next(iter(holders.values()))
    key = search_key(name)
    named = Organisation.objects.filter(search_key__startswith=key).prefetch_related("identifiers")
    same = [o for o in named if search_key(o.name_fr) == key and not _contradicts(numbers_of(o), numbers)]
    if len(same) > 1:
        message = _("Several organisations are called %(name)s. Give a SIREN, SIRET or UAI.") % {"name": name}
        raise OperationError(message, code="several_organisations", field="name_fr")
    return same[0] if same else None


def _contradicts(standing: Mapping[str, list[str]], given: Mapping[str, list[str]]) -> bool:
    return any(standing[scheme] and not set(standing[scheme]) & set(values) for scheme, values in given.items())
