"""Finding a commune by what somebody writes, and what it lies in."""

import pytest

from events.models import Territory, TerritoryMembership
from events.reference.errors import SeveralTowns, TownNotFound
from events.reference.queries import (
    commune_with_code,
    distance_km,
    find_towns,
    nearest,
    territories_of,
    town_label,
    town_named,
)
from tests.events.factories import TerritoryFactory
from tournee.errors import OperationError

Towns = dict[str, Territory]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("albert", "Albert"),
        ("ALB", "Albertville"),
        ("éclaron", "Éclaron"),
        ("Eclaron", "Éclaron"),
        ("St-Dié", "Saint-Dié"),
        ("st die", "Saint-Dié"),
        ("vosges", "Saint-Dié"),
        ("Ste Colombe", "Colombe 69"),
        ("73400", "Albertville"),
        ("80016", "Albert"),
        ("803", "Albert"),
        ("Méaulte (80300)", "Méaulte"),
        ("80300 Méaulte", "Méaulte"),
        ("13205", "Marseille"),
    ],
)
def test_a_commune_is_found_by_name_word_postal_code_or_insee_code(towns: Towns, text: str, first: str) -> None:
    assert find_towns(text)[0] == towns[first]


@pytest.mark.parametrize("text", ["", "   ", "()", "zzz", "99999", "%", "_", "\x00", "’"])
def test_what_means_no_commune_finds_none(towns: Towns, text: str) -> None:
    assert find_towns(text) == []


def test_the_whole_name_comes_before_longer_ones_and_larger_towns_before_smaller(towns: Towns) -> None:
    assert find_towns("albert") == [towns["Albert"], towns["Albertville"]]
    assert find_towns("80300") == [towns["Albert"], towns["Méaulte"]]


def test_no_more_are_found_than_asked_for(towns: Towns) -> None:
    assert len(find_towns("80300", limit=1)) == 1


def test_finding_takes_two_queries_however_many_are_found(towns: Towns, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        assert [(town_label(t), t.parent) for t in find_towns("saint die")]
    with django_assert_num_queries(2):
        assert len([(town_label(t), t.parent) for t in find_towns("sainte")]) == 4


@pytest.mark.parametrize("text", ["Albert", "albert ", "80016", "Albert (80300)", "albert 80300"])
def test_a_name_means_the_commune_that_bears_it_whole(towns: Towns, text: str) -> None:
    assert town_named(text) == towns["Albert"]


def test_every_label_means_its_own_commune(towns: Towns) -> None:
    assert {name: town_named(town_label(town)) for name, town in towns.items()} == towns


def test_a_name_that_three_communes_bear_asks_which(towns: Towns) -> None:
    with pytest.raises(SeveralTowns) as refusal:
        town_named("Sainte-Colombe")
    assert refusal.value.candidates == [towns["Colombe 69"], towns["Colombe 77"], towns["Colombe 40"]]
    assert "3" in str(refusal.value)


def test_a_postal_code_of_two_communes_asks_which_and_an_insee_code_does_not(towns: Towns) -> None:
    with pytest.raises(SeveralTowns):
        town_named("80300")
    assert town_named("80523") == towns["Méaulte"]


def test_a_postal_code_wins_over_the_insee_code_that_looks_like_it(towns: Towns) -> None:
    TerritoryFactory(name="Fransu", code="73200")
    assert town_named("73200") == towns["Albertville"]


def test_what_means_nothing_is_refused_with_what_was_written(towns: Towns) -> None:
    with pytest.raises(TownNotFound, match="Atlantis"):
        town_named("Atlantis")


def test_an_unknown_insee_code_is_refused_in_a_sentence(towns: Towns) -> None:
    with pytest.raises(OperationError) as refusal:
        commune_with_code("80999")
    assert refusal.value.code == "unknown_insee_code"
    assert "80999" in str(refusal.value)


def test_an_arrondissement_is_its_city(towns: Towns) -> None:
    assert commune_with_code("13205") == towns["Marseille"]


def test_a_wave_says_which_territoire_dindustrie_a_commune_lies_in(albert: Territory) -> None:
    first, second = (territories_of(albert, wave) for wave in ("2018-2022", "2023-2027"))
    assert str(first.industry_territory) == "Amiens - Albert-Méaulte"
    assert str(second.industry_territory) == "Albert – Amiens"
    assert [str(t) for t in (first.epci, first.departement, first.region)] == [
        "CC du Pays du Coquelicot", "Somme", "Hauts-de-France"
    ]  # fmt: skip


def test_a_communes_own_membership_counts_before_its_epcis(albert: Territory) -> None:
    own = TerritoryFactory(ti=True, vintage="2018-2022", name="À part")
    TerritoryMembership.objects.create(part=albert, whole=own)
    assert territories_of(albert, "2018-2022").industry_territory == own


def test_an_island_lies_in_no_epci_and_a_collectivity_in_no_region(db: None) -> None:
    island = TerritoryFactory(name="Île-de-Sein", parent=None)
    found = territories_of(island, "2023-2027")
    assert (found.industry_territory, found.epci, found.departement, found.region) == (None, None, None, None)


def test_the_nearest_commune_is_measured_on_the_ground(towns: Towns) -> None:
    assert nearest(50.0, 2.6515) == towns["Albert"]
    assert nearest(49.97, 2.66) == towns["Méaulte"]


def test_nothing_is_near_in_the_ocean(towns: Towns) -> None:
    assert nearest(0.0, 0.0) is None


def test_paris_and_london_are_344_km_apart() -> None:
    assert distance_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(344, abs=1)
