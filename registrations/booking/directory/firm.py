"""A firm as the directory has it, read from the JSON of the “recherche d’entreprises” API.

Source: its published description, version 1: `GET /search?q=…&per_page=…` answers
`{"results": [{"siren", "nom_complet", "siege": {"siret", "libelle_commune", "code_postal"}, "activite_principale" (NAF
revision 2), "tranche_effectif_salarie" (bands of the INSEE), "statut_diffusion"}]}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registrations.booking.sizes import size_of
from registrations.models import Trade

MOST = 5
_LONGEST_NAME, _LONGEST_TOWN = 200, 120
# Bands of the INSEE by the least headcount of each; “NN” and “00” say that nobody is employed, or not known.
_STAFF = {
    "01": 1, "02": 3, "03": 6, "11": 10, "12": 20, "21": 50, "22": 100, "31": 200, "32": 250, "41": 500, "42": 1000,
    "51": 2000, "52": 5000, "53": 10000,
}  # fmt: skip
# Divisions of the NAF, revision 2, by our own words.
_TRADES = {
    Trade.FARMING: range(1, 4), Trade.FOOD: range(10, 13), Trade.TEXTILES: range(13, 16), Trade.WOOD: (16, 17, 18, 31),
    Trade.CHEMICALS: range(19, 24), Trade.METAL: (24, 25, 28, 33), Trade.ELECTRONICS: (26, 27),
    Trade.VEHICLES: (29, 30), Trade.ENERGY: range(35, 40), Trade.BUILDING: (41, 42, 43),
    Trade.COMMERCE: (45, 46, 47, 95), Trade.TRANSPORT: range(49, 54), Trade.DIGITAL: (*range(58, 64), 73),
    Trade.HEALTH: (75, 86, 87, 88),
    Trade.SERVICES: (55, 56, 64, 65, 66, 68, 69, 70, 71, 72, 74, *range(77, 83), 85, 93, 94, 96),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DirectoryFirm:
    """What a form can be filled in with; empty for what is not known. `size` and `trade` are codes of ours."""

    siren: str
    name: str
    town: str = ""
    size: str = ""
    trade: str = ""


def firms_in(answer: Any) -> list[DirectoryFirm]:
    """The firms of an answer; what is no firm, or does not want to be shown, is passed over."""
    results = answer.get("results") if isinstance(answer, Mapping) else None
    rows = results if isinstance(results, list) else []
    return list(_firms(rows))[:MOST]


def _firms(rows: list[Any]) -> Iterator[DirectoryFirm]:
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        siren, name = _text(row, "siren"), _text(row, "nom_complet")[:_LONGEST_NAME]
        shown = row.get("statut_diffusion") in (None, "", "O") and "[ND]" not in name and "NON-DIFFUSIBLE" not in name
        if len(siren) == 9 and siren.isdigit() and name and shown:
            yield DirectoryFirm(siren, name, _town(row), _size(row), _trade(row))


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _town(row: Mapping[str, Any]) -> str:
    seat = row.get("siege")
    if not isinstance(seat, Mapping):
        return ""
    return f"{_text(seat, 'code_postal')} {_text(seat, 'libelle_commune').title()}".strip()[:_LONGEST_TOWN]


def _size(row: Mapping[str, Any]) -> str:
    size = size_of(_STAFF.get(_text(row, "tranche_effectif_salarie"), 0))
    return size.code if size and size.least > 1 else ""  # the owner may count beside one employee


def _trade(row: Mapping[str, Any]) -> str:
    division = _text(row, "activite_principale")[:2]
    if not division.isdigit():
        return ""
    return next((trade.value for trade, divisions in _TRADES.items() if int(division) in divisions), "")
