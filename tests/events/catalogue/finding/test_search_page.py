"""The page on which a stop is found: by town, postal code or word, and by its filters."""

import datetime
import html
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.catalogue.finding.conftest import At, Town
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def page(client: Client, prefix: str = "", **asked: str) -> str:
    response = client.get(f"{prefix}/search/", asked)
    assert response.status_code == 200
    return html.unescape(response.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def found(text: str) -> list[str]:
    return re.findall(r'<span class="where"><a href="[^"]+">([^<]+)</a>', text)


def distances(text: str) -> list[str]:
    return re.findall(r"<small><b>([^<]+)</b>", text)


def heading(text: str) -> str:
    return "".join(re.findall(r'id="found-title">([^<]+)<', text))


def count_of(text: str, label: str) -> str:
    """What stands beside a choice of time."""
    (number,) = re.findall(rf">{label} <small>(\d+)</small>", text)
    return str(number)


def test_near_a_town_the_nearest_comes_first_with_its_distance(client: Client, at: At, town: Town) -> None:
    town("Albert")
    for place, degrees in [("Lille", 0.9), ("Amiens", 0.1), ("Albert", 0.0), ("Pau", 6.0)]:
        at(place, degrees)
    text = page(client, "/en", q="ALBERT")

    assert heading(text) == "From the nearest to Albert"
    assert found(text) == ["Albert", "Amiens", "Lille", "Pau"]
    assert distances(text) == ["less than 1 km", "about 11 km", "about 100 km", "about 667 km"]
    assert "as the crow flies" in text


def test_distances_are_read_as_french_is(client: Client, at: At, town: Town) -> None:
    town("Albert")
    at("Saint-Paul", -71.0, longitude=55.3)

    assert re.fullmatch(r".+ \d \d{3} km", distances(page(client, q="Albert"))[0])


def test_a_stop_that_is_nowhere_on_earth_comes_last_without_a_distance(client: Client, at: At, town: Town) -> None:
    town("Albert")
    at("Nulle-Part", latitude=None, longitude=None)
    at("Pau", 6.0)
    text = page(client, q="Albert")

    assert (found(text), len(distances(text))) == (["Pau", "Nulle-Part"], 1)


@pytest.mark.parametrize("text", ["St-Dié", "saint die", "SAINT DIÉ", " Saint-Dié  ", "Saint-Dié (88100)", "88100"])
def test_a_town_is_known_however_it_is_written(client: Client, at: At, town: Town, text: str) -> None:
    town("Saint-Dié", "88100")
    at("Épinal")

    assert heading(page(client, "/en", q=text)) == "From the nearest to Saint-Dié"


def test_of_a_postal_code_the_largest_commune_is_meant_and_the_others_are_offered(
    client: Client, at: At, town: Town
) -> None:
    town("Albert", population=9_000)
    town("Authuille", population=170)
    at("Lille")
    text = page(client, "/en", q="80300")

    assert heading(text) == "From the nearest to Albert"
    assert "80300 is also the code of 1 other commune" in text
    assert f'href="?{urlencode({"q": "Authuille (80300)"})}"' in text


def test_of_two_large_towns_of_one_name_none_is_chosen_for_the_reader(client: Client, at: At, town: Town) -> None:
    town("Saint-Denis", "97400", population=155_000)
    town("Saint-Denis", "93200", population=150_000, parent=TerritoryFactory(departement=True, name="Seine"))
    at("Lille")
    text = page(client, "/en", q="saint denis")

    assert heading(text) == "Which saint denis?"
    assert found(text) == []
    assert "Saint-Denis (97400)" in text
    assert "Saint-Denis (93200), Seine" in text
    assert heading(page(client, "/en", q="Saint-Denis (93200)")) == "From the nearest to Saint-Denis (Seine)"


def test_a_stop_in_a_town_of_many_namesakes_is_found_while_one_chooses(client: Client, at: At, town: Town) -> None:
    for code in ("97400", "93200"):
        town("Saint-Denis", code, population=150_000)
    at("Saint-Denis")
    text = page(client, q="Saint-Denis")

    assert found(text) == ["Saint-Denis"]
    assert "Saint-Denis (97400)" in text


def test_a_hamlet_of_a_large_towns_name_is_not_asked_about(client: Client, at: At, town: Town) -> None:
    town("Valence", "26000", population=64_000)
    town("Valence", "16460", population=200)
    at("Avignon")
    text = page(client, "/en", q="Valence")

    assert heading(text) == "From the nearest to Valence"
    assert "Other communes of that name:" in text


def test_what_is_no_town_is_words_that_must_all_be_found(client: Client, at: At) -> None:
    at("Lens", title_fr="L’usine décarbonée", title_en="")
    at("Lille", title_fr="L’usine", title_en="")
    SessionFactory(stop=at("Arras", title_fr="", title_en=""), title_fr="Décarboner son usine")
    text = page(client, "/en", q="usine DECARBON")

    assert sorted(found(text)) == ["Arras", "Lens"]
    assert heading(text) == "With the words “usine DECARBON”"
    assert distances(text) == []


def test_both_readings_are_shown_where_a_town_is_a_word_too(client: Client, at: At, town: Town) -> None:
    town("Lens", "62300")
    at("Lens")
    at("Pau", 6.0)
    text = page(client, "/en", q="Lens")

    assert found(text) == ["Lens", "Pau"]
    assert "Look for the word “Lens” instead: 1 stop" in text
    assert found(page(client, "/en", q='"Lens"')) == ["Lens"]
    assert found(page(client, q="« Lens »")) == ["Lens"]


def test_a_town_that_is_mistyped_is_guessed(client: Client, at: At, town: Town) -> None:
    town("Abbeville", "80100")
    at("Lille")
    text = page(client, "/en", q="abeville")

    assert found(text) == []
    assert "Did you mean one of these communes?" in text
    assert "Abbeville (80100)" in text


@travel("2031-04-01 12:00", tick=False)
def test_what_is_to_come_is_shown_unless_another_time_is_asked_for(client: Client, at: At) -> None:
    at("Passé", starts_on=datetime.date(2031, 3, 3))
    full = at("Complet", starts_on=datetime.date(2031, 5, 3))
    SessionFactory(stop=full, capacity=10, seats_taken=10)
    SessionFactory(stop=at("Ouvert", starts_on=datetime.date(2031, 5, 1)), capacity=10)
    at("Annulé", starts_on=datetime.date(2031, 5, 2), state="cancelled")
    at("Reporté", starts_on=None, ends_on=None, state="postponed")
    text = page(client, "/en")

    assert found(text) == ["Ouvert", "Complet", "Reporté"]
    assert [count_of(text, label) for label in ("All", "To come", "Open for registration", "Past")] == list("5311")
    assert found(page(client, when="open")) == ["Ouvert"]
    assert found(page(client, when="past")) == ["Passé"]
    assert found(page(client, when="all")) == ["Ouvert", "Complet", "Reporté", "Annulé", "Passé"]
    assert "badge danger" in page(client, when="all")


@travel("2032-04-01 12:00", tick=False)
def test_where_nothing_is_to_come_what_was_is_shown(client: Client, at: At) -> None:
    at("Albert")

    assert found(page(client)) == ["Albert"]
    assert found(page(client, when="upcoming")) == []


def test_filters_narrow_and_count_each_other_and_can_be_taken_away(client: Client, at: At) -> None:
    north, west = TerritoryFactory(region=True, code="32"), TerritoryFactory(region=True, code="53", name="Bretagne")
    valley = TerritoryFactory(ti=True, code="ti-1", name="Vallée")
    energy = ThemeFactory(slug="energie", label_fr="Énergie", label_en="Energy")
    at("Albert", region=north, territory=valley, starts_on=datetime.date(2031, 5, 3)).themes.add(energy)
    at("Redon", region=west, starts_on=datetime.date(2031, 5, 9))
    SessionFactory(stop=at("Vitré", region=west, starts_on=datetime.date(2031, 6, 9))).themes.add(energy)
    text = page(client, "/en", month="2031-05", region="53")

    assert found(text) == ["Redon"]
    assert '<option value="53" selected>Bretagne (1)</option>' in text
    assert '<option value="32">Hauts-de-France (1)</option>' in text
    assert '<option value="2031-06">June 2031 (1)</option>' in text
    assert 'aria-label="Take away the filter Bretagne"' in text
    assert 'href="?when=upcoming&month=2031-05#found"' in text
    assert found(page(client, theme="energie")) == ["Albert", "Vitré"]
    assert found(page(client, territory="ti-2023-2027-ti-1")) == ["Albert"]
    assert '/en/territories/region-2026-53/"' in text


def test_filters_that_leave_nothing_say_so_and_are_cleared_at_once(client: Client, at: At) -> None:
    at("Albert", region=TerritoryFactory(region=True, code="32"))
    at("Redon", region=TerritoryFactory(region=True, code="53"), starts_on=datetime.date(2031, 8, 1))
    text = page(client, "/en", region="32", month="2031-08", q="a")

    assert found(text) == []
    assert "Take one of them away." in text
    assert 'href="?q=a#found"' in text


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "99"}, {"month": "2031-13"}, {"month": "' OR 1=1"}, {"theme": "<script>alert(1)</script>"},
        {"territory": "%"}, {"when": "yesterday"}, {"region": "x" * 5000},
    ],
)  # fmt: skip
def test_a_forged_filter_is_left_out_and_said_to_be(client: Client, at: At, asked: dict[str, str]) -> None:
    at("Albert")
    text = page(client, "/en", **asked)

    assert found(text) == ["Albert"]
    assert "A filter of this address is not known here" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("text", ["%", "_", "%%__", "🚂🚂", "«»", '""', "?!"])
def test_what_holds_nothing_to_look_for_finds_nothing_and_says_so(client: Client, at: At, text: str) -> None:
    at("Albert")
    answer = page(client, "/en", q=text)

    assert found(answer) == []
    assert heading(answer) == "There is nothing to look for in that"


@pytest.mark.parametrize("text", ["\x00\x07\x1b", "\u202e", "   "])
def test_what_cannot_be_seen_was_not_written(client: Client, at: At, text: str) -> None:
    at("Albert")

    assert found(page(client, q=text)) == ["Albert"]
    assert found(page(client, q=f"{text}lille")) == []


@pytest.mark.parametrize("text", ["x" * 10_000, "albert " * 2_000, "é" * 9_999, "<b>" * 3_000])
def test_a_text_without_end_is_looked_for_by_its_beginning(client: Client, at: At, text: str) -> None:
    at("Albert")
    answer = page(client, "/en", q=text)
    (shown,) = re.findall(r'id="q" name="q" value="([^"]*)"', answer)

    assert (len(shown) <= 120, text.startswith(shown)) == (True, True)
    assert "Only the beginning was looked for" in answer


def test_markup_is_text(client: Client, at: At) -> None:
    at("<i>Albert</i>", title_fr="<script>alert('x')</script>", title_en="")
    response = client.get("/en/search/", {"q": "<script>alert('x')</script>"})

    assert_house_page(response, language="en")
    assert "<script>alert" not in response.content.decode()
    assert "&lt;i&gt;Albert" in response.content.decode()


@pytest.mark.parametrize(("number", "shown"), [("1", 25), ("2", 5), ("99", 5), ("-1", 5), ("x", 25), ("9" * 400, 5)])
def test_a_page_that_is_not_there_is_the_last_one(client: Client, tour: Tour, number: str, shown: int) -> None:
    StopFactory.create_batch(30, published=True, tour=tour)
    text = page(client, "/en", page=number, when="upcoming")

    assert len(found(text)) == shown
    assert ("1 to 25 of 30" if shown == 25 else "26 to 30 of 30") in text
    assert ('href="?when=upcoming&page=2#found"' in text) == (shown == 25)


def test_only_what_is_public_is_found(client: Client, tour: Tour) -> None:
    StopFactory(confirmed=True, tour=tour, place="Secretville")
    StopFactory(published=True, tour=TourFactory(), place="Brouillon")

    assert found(page(client, when="all")) == []


def test_with_nothing_published_it_says_that_stops_will_come(client: Client, db: None) -> None:
    response = client.get("/search/", {"q": "Albert"})

    assert_house_page(response)
    assert 'class="empty"' in response.content.decode()


def test_each_stop_tells_its_tour_and_whether_that_is_made_up(client: Client, at: At) -> None:
    at("Albert")
    StopFactory(published=True, tour=TourFactory(published=True, title_en="Made-up road", fictitious=True))
    text = page(client, "/en")

    assert "<small>The road</small>" in text
    assert "<small>Made-up road · made-up tour</small>" in text


def test_what_readers_see_change_is_found_at_once(client: Client, at: At, tour: Tour) -> None:
    stop = at("Albert")
    page(client)
    stop.place = "Lille"
    stop.save()
    readers_see_a_change(tour.pk)

    assert found(page(client)) == ["Lille"]


def test_a_stop_is_past_once_its_day_is_over_where_it_is(client: Client, at: At) -> None:
    at("Les Abymes", starts_on=datetime.date(2031, 6, 18), time_zone="America/Guadeloupe")
    with travel("2031-06-19 03:00", tick=False):
        assert count_of(page(client, "/en", when="upcoming"), "To come") == "1"
    with travel("2031-06-19 05:00", tick=False):
        assert count_of(page(client, "/en", when="past"), "Past") == "1"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("asked", [{}, {"q": "Albert"}, {"q": "usine"}])
def test_queries_do_not_grow_with_what_is_found(
    client: Client, town: Town, django_assert_num_queries: DjangoAssertNumQueries, count: int, asked: dict[str, str]
) -> None:
    for number in range(count):
        town("Albert", f"8030{number}", population=10**number)
        stop = StopFactory(published=True, title_fr="Usine", region=TerritoryFactory(region=True))
        stop.themes.add(ThemeFactory())
        SessionFactory(stop=stop)
    meant = {"Albert": 2, "usine": 1}.get(asked.get("q", ""), 0)  # the commune of that name and its codes
    with django_assert_num_queries(6 + meant):  # tours, stops, themes, sessions, who carries them, windows
        client.get("/search/", asked)
    with django_assert_num_queries(1 + meant):
        client.get("/search/", asked)


def test_searches_are_not_for_search_engines_but_the_page_is(client: Client, tour: Tour) -> None:
    assert client.get("/search/", {"q": "x"}).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/search/").headers


def test_both_languages_are_whole_and_it_can_only_be_read(client: Client, at: At, town: Town) -> None:
    town("Albert")
    at("Albert")

    assert_house_page(client.get("/search/?q=Albert"))
    assert_house_page(client.get("/en/search/?q=Albert"), language="en")
    assert client.post("/search/").status_code == 405


def test_the_header_of_other_pages_holds_the_box(client: Client, at: At) -> None:
    stop = at("Albert")

    assert 'action="/search/"' in client.get(f"/tours/route/{stop.slug}/").content.decode()
    assert client.get("/search/").content.decode().count("<form") == 1


def test_a_stop_is_found_by_the_name_of_who_carries_it_which_says_why(client: Client, at: At) -> None:
    host = OrganisationFactory(name_fr="Hôte & fils", name_en="", acronym="HF", slug="hote")
    PartnershipFactory(stop=at("Albert"), organisation=host)
    PartnershipFactory(stop=None, session=SessionFactory(stop=at("Redon")), organisation=host, role="facilitator")
    at("Vitré")
    text = page(client, "/en", q="hote")

    assert sorted(found(text)) == ["Albert", "Redon"]
    assert '<small>Co-host: <a href="/en/organisations/hote/">Hôte & fils (HF)</a></small>' in text
    assert "<small>Facilitator: <a" in text
    assert "Co-host:" not in page(client, "/en", q="albert")
