"""Loading reference data: the shipped ones are only read here, never loaded."""

import csv
import gzip
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from events.models import PostalCode, Territory, TerritoryMembership
from events.reference import loading
from events.reference.loading import DATA, load_territories

TERRITORIES = """scheme,vintage,code,name,parent,population,latitude,longitude
region,2026,32,Hauts-de-France,,5980000,50.63,3.06
departement,2026,80,Somme,32,565000,49.9,2.3
departement,2026,975,Saint-Pierre-et-Miquelon,,5800,,
epci,2026,248000747,CC du Pays du Coquelicot,,27000,50.0,2.6
ti,2018-2022,ti-3206,Château-Thierry,,50000,49.0,3.4
ti,2023-2027,ti-3206,Grand Calais,,100000,50.9,1.9
uk_county,2010,UKJ42,Kent,,,51.2,0.7
"""
COMMUNES = """code,name,postal_codes,departement,epci,population,latitude,longitude
80016,Albert,80300,80,248000747,9521,50.004,2.649
80523,Méaulte,80300;80301,80,248000747,1200,49.98,2.66
97502,Saint-Pierre,97500,975,,5200,,
"""
MEMBERS = """vintage,ti,scheme,code
2018-2022,ti-3206,epci,248000747
2023-2027,ti-3206,commune,80016
"""


def write(folder: Path, *, territories: str = TERRITORIES, communes: str = COMMUNES, members: str = MEMBERS) -> Path:
    texts = {"territories": territories, "communes": communes, "industry_members": members}
    for name, text in texts.items():
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    return folder


def test_territories_add_up_along_commune_departement_and_region(db: None, tmp_path: Path) -> None:
    load_territories(write(tmp_path))
    albert = Territory.objects.get(code="80016")
    assert albert.search_key == "albert"
    assert albert.parent is not None
    assert albert.parent.parent == Territory.objects.get(scheme="region")
    assert Territory.objects.get(scheme="departement", code="975").parent is None


def test_one_code_is_two_territories_in_two_waves(db: None, tmp_path: Path) -> None:
    load_territories(write(tmp_path))
    members = {
        (whole, wave): part
        for whole, wave, part in TerritoryMembership.objects.filter(whole__scheme="ti").values_list(
            "whole__name", "whole__vintage", "part__name"
        )
    }
    assert members == {
        ("Château-Thierry", "2018-2022"): "CC du Pays du Coquelicot", ("Grand Calais", "2023-2027"): "Albert"
    }  # fmt: skip


def test_loading_twice_changes_nothing_and_says_so(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading.load_territories, "__defaults__", (write(tmp_path),))
    said = [StringIO(), StringIO()]
    call_command("load_territories", stdout=said[0])
    before = list(Territory.objects.order_by("pk").values())
    call_command("load_territories", stdout=said[1])
    assert "Written: 10 territories" in said[0].getvalue()
    assert "Nothing to change" in said[1].getvalue()
    assert list(Territory.objects.order_by("pk").values()) == before


def test_new_data_change_names_move_memberships_and_keep_the_rows(db: None, tmp_path: Path) -> None:
    load_territories(write(tmp_path))
    kept = Territory.objects.get(code="80016").pk
    loaded = load_territories(
        write(
            tmp_path,
            communes=COMMUNES.replace("Albert", "Albert-sur-Ancre").replace("80300;80301", "80300"),
            members=MEMBERS.replace("commune,80016", "commune,80523"),
        )
    )
    assert (loaded.written, loaded.memberships, loaded.postal_codes, loaded.withdrawn) == (1, 1, 0, 2)
    assert Territory.objects.get(pk=kept).search_key == "albert sur ancre"
    assert not PostalCode.objects.filter(code="80301").exists()


def test_a_territory_gone_from_the_data_stays_and_is_named(db: None, tmp_path: Path) -> None:
    load_territories(write(tmp_path))
    loaded = load_territories(
        write(tmp_path, territories=TERRITORIES.replace("uk_county,2010,UKJ42", "uk_county,2010,UKJ41"))
    )
    assert loaded.gone == ["uk_county UKJ42 (2010)"]
    assert Territory.objects.filter(code="UKJ42").exists()


def test_nothing_is_written_when_the_data_contradict_themselves(db: None, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        load_territories(write(tmp_path, members=MEMBERS + "2023-2027,ti-9999,commune,80016\n"))
    assert not Territory.objects.exists()


def _shipped(name: str) -> list[dict[str, str]]:
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_data_hold_what_was_published() -> None:
    held = Counter((row["scheme"], row["vintage"]) for row in _shipped("territories.csv.gz"))
    assert held == {
        ("region", "2026"): 18,
        ("departement", "2026"): 109,
        ("epci", "2026"): 1255,
        ("ti", "2018-2022"): 149,
        ("ti", "2023-2027"): 183,
        ("uk_county", "2010"): 33,
    }
    assert len(_shipped("communes.csv.gz")) == 34969


def test_every_shipped_territoire_dindustrie_has_members() -> None:
    shipped = {(row["vintage"], row["code"]) for row in _shipped("territories.csv.gz") if row["scheme"] == "ti"}
    assert {(row["vintage"], row["ti"]) for row in _shipped("industry_members.csv.gz")} == shipped


def test_no_member_lies_in_two_territoires_dindustrie_of_one_wave() -> None:
    members = Counter((row["vintage"], row["scheme"], row["code"]) for row in _shipped("industry_members.csv.gz"))
    assert set(members.values()) == {1}
