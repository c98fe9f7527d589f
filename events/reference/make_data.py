"""Make the compact reference data shipped in `data/` from the open data it comes from.

Run as `python -m events.reference.make_data SOURCE_DIR`; `data/README.md` says which files SOURCE_DIR holds, where they
come from and what is done to them. The same source gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from events.reference.outlines import STEPS_PER_DEGREE
from events.reference.simplify import Ring, area, centre, simplified, within
from events.reference.vintages import UK_VINTAGE, VINTAGE

DATA = Path(__file__).parent / "data"
GRAND_PARIS = "200054781"
Row = dict[str, str]


class Feature(NamedTuple):
    code: str
    name: str
    rings: list[Ring]


def main(source: Path, target: Path = DATA) -> None:
    """Write the four files of `data/` into `target` from those in `source`."""
    communes = [row for row in _rows(source / "communes.csv") if row["type"] == "COM"]
    _write_csv(target / "communes.csv.gz", COMMUNE_COLUMNS, map(_commune, communes))
    _write_csv(target / "territories.csv.gz", TERRITORY_COLUMNS, _territories(source, communes))
    _write_csv(target / "industry_members.csv.gz", MEMBER_COLUMNS, sorted(_industry_members(source, communes)))
    _write_outlines(source, target / "outlines.json.gz")


COMMUNE_COLUMNS = ["code", "name", "postal_codes", "departement", "epci", "population", "latitude", "longitude"]
TERRITORY_COLUMNS = ["scheme", "vintage", "code", "name", "parent", "population", "latitude", "longitude"]
MEMBER_COLUMNS = ["vintage", "ti", "scheme", "code"]


def _commune(row: Row) -> list[str]:
    return [
        row["insee_code"], _apostrophe(row["name"]), row["postal_codes"], row["department_code"], row["epci_siren"],
        row["population"], *_place(row["lat"], row["lon"]),
    ]  # fmt: skip


def _territories(source: Path, communes: list[Row]) -> Iterable[list[str]]:
    """Regions first, then what lies in them. Overseas collectivities stand beside the départements, in no region."""
    point = {row["insee_code"]: _place(row["lat"], row["lon"]) for row in communes}
    people = _population(communes)
    real = {row["code"] for row in _rows(source / "regions.csv") if row["zone"] != "com"}
    for row in _rows(source / "regions.csv"):
        if row["code"] in real:
            yield ["region", VINTAGE, row["code"], _apostrophe(row["name"]), "",
                   str(people["region", row["code"]]), *point[row["prefecture_insee_code"]]]  # fmt: skip
    for row in _rows(source / "departments.csv"):
        parent = row["region_code"] if row["region_code"] in real else ""
        place = point.get(row["prefecture_insee_code"], ["", ""])
        yield ["departement", VINTAGE, row["code"], _apostrophe(row["name"]), parent,
               str(people["departement", row["code"]]), *place]  # fmt: skip
    for row in _rows(source / "epci.csv"):
        yield ["epci", VINTAGE, row["siren"], _apostrophe(row["name"]), "", row["population"],
               *_place(row["lat"], row["lon"])]  # fmt: skip
    for row in _rows(source / "territoires_industrie.csv"):
        yield ["ti", row["wave"], row["code"], _apostrophe(row["name"]), "", row["population"],
               *_place(row["lat"], row["lon"])]  # fmt: skip
    for feature in _features(source / "uk_channel_nuts3.geojson", "nuts3", "name"):
        longitude, latitude = centre(max(feature.rings, key=area))
        yield ["uk_county", UK_VINTAGE, feature.code, feature.name.removesuffix(" CC"), "", "",
               *_place(str(latitude), str(longitude))]  # fmt: skip


def _population(communes: list[Row]) -> Counter[tuple[str, str]]:
    people: Counter[tuple[str, str]] = Counter()
    for row in communes:
        people["departement", row["department_code"]] += int(row["population"] or 0)
        people["region", row["region_code"]] += int(row["population"] or 0)
    return people


def _industry_members(source: Path, communes: list[Row]) -> Iterable[list[str]]:
    """One row a member. The territorial bodies inside Greater Paris (EPT) become their communes, in both waves."""
    code = {row["siren"]: row["insee_code"] for row in communes}
    members = list(_rows(source / "territoires_industrie_members.csv"))
    shapes = {f.code: f.rings for f in _features(source / "territoires_industrie_2023_2027.geojson", "code", "name")}
    bodies = {
        row["siren"]: [
            commune["insee_code"]
            for commune in communes
            if commune["epci_siren"] == GRAND_PARIS
            and within((float(commune["lon"]), float(commune["lat"])), shapes[row["ti_code"]])
        ]
        for row in members
        if row["member_type"] == "EPT" and row["wave"] == "2023-2027"
    }
    for row in members:
        if row["member_type"] == "EPCI":
            yield [row["wave"], row["ti_code"], "epci", row["siren"]]
        elif row["member_type"] == "COMMUNE":
            yield [row["wave"], row["ti_code"], "commune", code[row["siren"]]]
        else:
            yield from ([row["wave"], row["ti_code"], "commune", commune] for commune in bodies[row["siren"]])


def _write_outlines(source: Path, target: Path) -> None:
    layers = {
        "regions": _features(source / "fr_regions.geojson", "code", "nom"),
        "departements": _features(source / "fr_departements.geojson", "code", "nom"),
        "uk": _features(source / "uk_channel_nuts3.geojson", "nuts3", "name"),
    }
    stored = {layer: sorted(_thinned(features)) for layer, features in layers.items()}
    text = json.dumps(stored, separators=(",", ":"), ensure_ascii=False)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _thinned(features: list[Feature]) -> list[tuple[str, str, list[list[int]]]]:
    """Neighbours together, half a pixel on a map 600 px wide; overseas regions each to the size of its inset."""
    near = [feature for feature in features if feature.rings[0][0][1] > 40]
    shapes = simplified([feature.rings for feature in near], tolerance=0.012, smallest=0.002)
    for feature in (feature for feature in features if feature not in near):
        height = max(y for ring in feature.rings for _x, y in ring) - min(y for ring in feature.rings for _x, y in ring)
        shapes += simplified([feature.rings], tolerance=height / 150, smallest=(height / 40) ** 2)
        near.append(feature)
    return [
        (f.code, _apostrophe(f.name), [_steps(ring) for ring in rings]) for f, rings in zip(near, shapes, strict=True)
    ]


def _steps(ring: Ring) -> list[int]:
    steps: list[int] = []
    last = (0, 0)
    for longitude, latitude in ring:
        point = (round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE))
        if point != last:
            steps += [point[0] - last[0], point[1] - last[1]]
        last = point
    return steps


def _features(path: Path, code: str, name: str) -> list[Feature]:
    found = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]
        found.append(Feature(feature["properties"][code], feature["properties"][name], rings))
    return found


def _rows(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _place(latitude: str, longitude: str) -> list[str]:
    """Thousandths of a degree: about a hundred metres, and a commune's centre is not its town hall anyway."""
    return [f"{float(latitude):.3f}", f"{float(longitude):.3f}"] if latitude and longitude else ["", ""]


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")


def _write_csv(target: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    target.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
