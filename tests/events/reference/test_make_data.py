"""Making the compact data from their sources."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from events.reference.make_data import GRAND_PARIS, main

COMMUNES = f"""insee_code,name,type,postal_codes,department_code,region_code,epci_siren,population,siren,lat,lon
92036,L'Île,COM,92230;92231,92,11,{GRAND_PARIS},100,219200367,48.93333,2.3
75056,Paris,COM,75001,75,11,{GRAND_PARIS},1000,217500016,48.85661,2.3428
75101,Paris 1er,ARM,75001,75,11,{GRAND_PARIS},10,,48.85661,2.3428
97502,Saint-Pierre,COM,97500,975,975,,5,219750024,,
"""
REGIONS = "code,name,prefecture_insee_code,zone\n11,Île-de-France,75056,metro\n975,Saint-Pierre,97502,com\n"
DEPARTEMENTS = """code,name,region_code,prefecture_insee_code
92,Hauts-de-Seine,11,92036
975,Saint-Pierre-et-Miquelon,975,97502
"""
WAVES = """wave,code,name,population,lat,lon
2018-2022,ti-1101,Nord,1,48.9,2.3
2023-2027,ti-1101,Boucle,1,48.9,2.3
"""
MEMBERS = """wave,ti_code,siren,member_type
2018-2022,ti-1101,217500016,COMMUNE
2023-2027,ti-1101,200057990,EPT
"""
SQUARE = [[2.2, 48.9], [2.4, 48.9], [2.4, 49.0], [2.2, 49.0], [2.2, 48.9]]


def features(**properties: str) -> str:
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    return json.dumps({"features": [{"properties": properties, "geometry": shape}]})


@pytest.fixture
def made(tmp_path: Path) -> Path:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    texts = {
        "communes.csv": COMMUNES,
        "regions.csv": REGIONS,
        "departments.csv": DEPARTEMENTS,
        "epci.csv": f"siren,name,population,lat,lon\n{GRAND_PARIS},Métropole du Grand Paris,1110,48.9,2.3\n",
        "territoires_industrie.csv": WAVES,
        "territoires_industrie_members.csv": MEMBERS,
        "fr_regions.geojson": features(code="11", nom="Île-de-France"),
        "fr_departements.geojson": features(code="92", nom="Hauts-de-Seine"),
        "uk_channel_nuts3.geojson": features(nuts3="UKJ42", name="Kent CC"),
        "territoires_industrie_2023_2027.geojson": features(code="ti-1101", name="Boucle"),
    }
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    main(source, target)
    return target


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_arrondissements_are_left_out_and_apostrophes_are_true(made: Path) -> None:
    assert [row["name"] for row in rows(made / "communes.csv.gz")] == ["L’Île", "Paris", "Saint-Pierre"]


def test_a_collectivity_stands_beside_the_departements_and_in_no_region(made: Path) -> None:
    found = {(row["scheme"], row["code"]): row["parent"] for row in rows(made / "territories.csv.gz")}
    assert found["departement", "975"] == ""
    assert found["departement", "92"] == "11"
    assert ("region", "975") not in found


def test_a_body_inside_greater_paris_becomes_the_communes_within_its_outline(made: Path) -> None:
    assert rows(made / "industry_members.csv.gz") == [
        {"vintage": "2018-2022", "ti": "ti-1101", "scheme": "commune", "code": "75056"},
        {"vintage": "2023-2027", "ti": "ti-1101", "scheme": "commune", "code": "92036"},
    ]


def test_a_county_has_its_name_and_the_middle_of_its_outline(made: Path) -> None:
    kent = next(row for row in rows(made / "territories.csv.gz") if row["scheme"] == "uk_county")
    assert (kent["name"], kent["latitude"], kent["longitude"]) == ("Kent", "48.950", "2.300")


def test_the_same_source_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    main(tmp_path / "source", again)
    assert {f.name: f.read_bytes() for f in made.iterdir()} == {f.name: f.read_bytes() for f in again.iterdir()}
