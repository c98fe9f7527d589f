"""Loading the reference data shipped in `data/` into territories, their memberships and postal codes."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from events.models import PostalCode, Territory, TerritoryMembership
from events.reference.vintages import VINTAGE
from tournee.texts.search import search_key

DATA = Path(__file__).parent / "data"
BATCH = 2000
PARENT_SCHEME = {"commune": "departement", "departement": "region"}
LEVELS = (("region", "epci", "ti", "uk_county"), ("departement",), ("commune",))

Key = tuple[str, str, str]


class Record(NamedTuple):
    """A territory as it should stand; `parent` is the key of the unit it adds up into."""

    key: Key
    name: str
    parent: Key | None
    population: int | None
    latitude: float | None
    longitude: float | None


@dataclass(slots=True)
class Loaded:
    """What loading did. `territories` counts what the data hold by scheme; the rest counts what was written."""

    territories: Counter[str] = field(default_factory=Counter)
    written: int = 0
    memberships: int = 0
    postal_codes: int = 0
    withdrawn: int = 0
    gone: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was written at all."""
        return bool(self.written or self.memberships or self.postal_codes or self.withdrawn)


def load_territories(data: Path = DATA) -> Loaded:
    """Bring the database to what `data` says, in one transaction; loading twice changes nothing.

    Territories that the data no longer hold stay (stops may lie in them) and are named in `gone`; memberships and
    postal codes that they no longer hold are withdrawn.
    """
    communes = list(_rows(data / "communes.csv.gz"))
    records = [*_records(_rows(data / "territories.csv.gz")), *_records(_as_territories(communes))]
    loaded = Loaded(Counter(record.key[0] for record in records))
    with transaction.atomic():
        ids = _load_records(records, loaded)
        _load_memberships(communes, list(_rows(data / "industry_members.csv.gz")), ids, loaded)
        _load_postal_codes(communes, ids, loaded)
    return loaded


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _as_territories(communes: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in communes:
        yield {**row, "scheme": "commune", "vintage": VINTAGE, "parent": row["departement"]}


def _records(rows: Iterable[dict[str, str]]) -> Iterator[Record]:
    for row in rows:
        parent = (PARENT_SCHEME[row["scheme"]], row["vintage"], row["parent"]) if row["parent"] else None
        yield Record(
            key=(row["scheme"], row["vintage"], row["code"]),
            name=row["name"],
            parent=parent,
            population=int(row["population"]) if row["population"] else None,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
        )


def _load_records(records: list[Record], loaded: Loaded) -> dict[Key, int]:
    """Write what is new or differs, wholes before their parts; returns the database's id of every key."""
    vintages = {record.key[:2] for record in records}
    standing: dict[Key, Record] = {}
    ids: dict[Key, int] = {}
    for scheme, vintage in sorted(vintages):
        for pk, record in _standing(scheme, vintage):
            standing[record.key], ids[record.key] = record, pk
    for level in LEVELS:
        differing = [r for r in records if r.key[0] in level and standing.get(r.key) != r]
        _upsert(differing, ids)
        loaded.written += len(differing)
    loaded.gone = ["{0} {2} ({1})".format(*key) for key in sorted(standing.keys() - {r.key for r in records})]
    return ids


def _standing(scheme: str, vintage: str) -> Iterator[tuple[int, Record]]:
    columns = (
        "pk", "code", "name", "parent__scheme", "parent__vintage", "parent__code", "population", "latitude", "longitude"
    )  # fmt: skip
    rows = Territory.objects.filter(scheme=scheme, vintage=vintage).values_list(*columns)
    for pk, code, name, of_scheme, of_vintage, of_code, population, latitude, longitude in rows.iterator(BATCH):
        parent = (of_scheme, of_vintage, of_code) if of_scheme and of_vintage and of_code else None
        yield pk, Record((scheme, vintage, code), name, parent, population, latitude, longitude)


def _upsert(records: list[Record], ids: dict[Key, int]) -> None:
    written = Territory.objects.bulk_create(
        (
            Territory(
                scheme=record.key[0], vintage=record.key[1], code=record.key[2], name=record.name,
                search_key=search_key(record.name)[:200], parent_id=ids[record.parent] if record.parent else None,
                population=record.population, latitude=record.latitude, longitude=record.longitude,
            )
            for record in records
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["scheme", "vintage", "code"],
        update_fields=["name", "search_key", "parent", "population", "latitude", "longitude"],
    )  # fmt: skip
    ids.update({(territory.scheme, territory.vintage, territory.code): territory.pk for territory in written})


def _load_memberships(
    communes: list[dict[str, str]], members: list[dict[str, str]], ids: dict[Key, int], loaded: Loaded
) -> None:
    """Communes in their EPCI; EPCI and communes in their territoires d'industrie."""
    wanted = {
        (ids["commune", VINTAGE, row["code"]], ids["epci", VINTAGE, row["epci"]]) for row in communes if row["epci"]
    }
    wanted |= {(ids[row["scheme"], VINTAGE, row["code"]], ids["ti", row["vintage"], row["ti"]]) for row in members}
    known = set(ids.values())
    rows = TerritoryMembership.objects.values_list("pk", "part_id", "whole_id").iterator(BATCH)
    standing = {(part, whole): pk for pk, part, whole in rows if part in known and whole in known}
    missing = sorted(wanted - standing.keys())
    TerritoryMembership.objects.bulk_create(
        (TerritoryMembership(part_id=part, whole_id=whole) for part, whole in missing), batch_size=BATCH
    )
    loaded.memberships += len(missing)
    loaded.withdrawn += _withdraw(TerritoryMembership, [pk for pair, pk in standing.items() if pair not in wanted])


def _load_postal_codes(communes: list[dict[str, str]], ids: dict[Key, int], loaded: Loaded) -> None:
    wanted = {
        (ids["commune", VINTAGE, row["code"]], code)
        for row in communes
        for code in row["postal_codes"].split(";")
        if code
    }
    rows = PostalCode.objects.filter(commune__scheme="commune", commune__vintage=VINTAGE)
    standing = {
        (commune, code): pk for pk, commune, code in rows.values_list("pk", "commune_id", "code").iterator(BATCH)
    }
    missing = sorted(wanted - standing.keys())
    PostalCode.objects.bulk_create((PostalCode(commune_id=pk, code=code) for pk, code in missing), batch_size=BATCH)
    loaded.postal_codes += len(missing)
    loaded.withdrawn += _withdraw(PostalCode, [pk for pair, pk in standing.items() if pair not in wanted])


def _withdraw(model: type[TerritoryMembership] | type[PostalCode], pks: list[int]) -> int:
    for start in range(0, len(pks), BATCH):
        model._default_manager.filter(pk__in=pks[start : start + BATCH]).delete()
    return len(pks)
