"""A tour's public page."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import FormerTourSlug, Funding, SourcedFact, Stop, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    TourFactory,
)
from tests.tournee.web.assertions import assert_house_page
from tournee.models import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.page]
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road", intro_fr="Venez.")


def page(client: Client, address: str = "/tours/route/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(html: str) -> list[str]:
    """The places of the list, in its order."""
    return re.findall(r'<span class="where"><a href="[^"]+">([^<]+)</a>', html)


def state(html: str) -> str:
    """The tone and the class of the only stop."""
    found = re.search(r'<div class="stop (\w+)">.*?<span class="badge (\w+)">', html)
    assert found
    return f"{found[1]} {found[2]}"


def test_a_tour_without_a_stop_says_that_they_are_being_prepared(client: Client, tour: Tour) -> None:
    response = client.get("/tours/route/")

    assert_house_page(response)
    assert 'class="empty"' in response.content.decode()
    assert "route-map" not in response.content.decode()


def test_stops_are_listed_in_order_of_date_with_the_undated_last(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="Vitré", starts_on=datetime.date(2031, 9, 1))
    StopFactory(published=True, tour=tour, place="Flers", state="postponed", starts_on=None, ends_on=None)
    StopFactory(published=True, tour=tour, place="Redon", starts_on=datetime.date(2031, 4, 1))
    html = page(client)

    assert listed(html) == ["Redon", "Vitré", "Flers"]
    assert_house_page(client.get("/tours/route/"))


def test_drafts_are_found_by_nobody(client: Client, tour: Tour) -> None:
    StopFactory(confirmed=True, tour=tour, place="Secretville")
    TourFactory(slug="brouillon")

    assert "Secretville" not in page(client)
    assert client.get("/tours/brouillon/").status_code == 404


def test_a_former_address_leads_to_the_present_one_for_ever(client: Client, tour: Tour) -> None:
    FormerTourSlug.objects.create(tour=tour, slug="ancienne")

    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/tours/ancienne/")
        assert (response.status_code, response["Location"]) == (301, f"{prefix}/tours/route/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for stop in StopFactory.create_batch(count, published=True, tour=tour, region=TerritoryFactory(region=True)):
        SessionFactory.create_batch(2, stop=stop)
        PartnershipFactory(stop=None, tour=tour)
    with django_assert_num_queries(9):  # its address, the tour, stops, seats, themes, windows, facts, partners, funding
        client.get("/tours/route/")
    with django_assert_num_queries(1):
        client.get("/tours/route/")


@travel("2031-06-18 06:00", tick=False)
@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"starts_on": datetime.date(2031, 6, 17)}, "held done"),
        ({"starts_on": datetime.date(2031, 6, 18)}, "today ok"),
        ({"starts_on": datetime.date(2031, 6, 17), "ends_on": datetime.date(2031, 6, 18)}, "today ok"),
        ({"starts_on": datetime.date(2031, 6, 19)}, "upcoming open"),
        ({"state": "postponed"}, "postponed warn"),
        ({"state": "cancelled"}, "cancelled danger"),
        ({"state": "recorded", "number": None, "starts_on": None, "ends_on": None}, "held done"),
    ],
)
def test_a_stop_is_spoken_of_by_its_phase(client: Client, tour: Tour, values: dict[str, object], told: str) -> None:
    StopFactory(published=True, tour=tour, **values)

    assert state(page(client)) == told


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Paris", "2031-06-17 21:59", "2031-06-17 22:01"),
        ("Europe/London", "2031-06-17 22:59", "2031-06-17 23:01"),
        ("America/Guadeloupe", "2031-06-18 03:59", "2031-06-18 04:01"),
    ],
)
def test_the_kept_page_changes_its_word_at_midnight_by_the_stops_own_clock(
    client: Client, tour: Tour, zone: str, before: str, after: str
) -> None:
    StopFactory(published=True, tour=tour, starts_on=datetime.date(2031, 6, 18), time_zone=zone)
    with travel(before, tick=False):
        assert state(page(client)).startswith("upcoming")
    with travel(after, tick=False):
        assert state(page(client)).startswith("today")


@pytest.mark.parametrize(("taken", "tone"), [(0, "ok"), (28, "warn"), (30, "warn")])
def test_seats_are_told_in_words_and_never_counted(client: Client, tour: Tour, taken: int, tone: str) -> None:
    stop = StopFactory(published=True, tour=tour)
    SessionFactory(stop=stop, capacity=30, seats_taken=taken)
    html = page(client)

    assert state(html) == f"upcoming {tone}"
    assert f">{30 - taken} " not in html


def test_a_cancelled_session_offers_no_seats(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(published=True, tour=tour), state="cancelled", capacity=30)

    assert state(page(client)) == "upcoming open"


def test_a_change_that_readers_see_renews_the_kept_page(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour, place="Vernon")
    page(client)
    Stop.objects.filter(pk=stop.pk).update(place="Vernon-sur-Seine")
    assert "Vernon-sur-Seine" not in page(client)
    readers_see_a_change(tour.pk)
    assert "Vernon-sur-Seine" in page(client)


def test_the_list_narrows_to_a_region_and_to_what_is_to_come(client: Client, tour: Tour) -> None:
    north, west = TerritoryFactory(region=True, code="32"), TerritoryFactory(region=True, code="53", name="Bretagne")
    StopFactory(published=True, tour=tour, place="Albert", region=north)
    StopFactory(published=True, tour=tour, place="Redon", region=west)
    StopFactory(published=True, held=True, tour=tour, place="Vitré", region=west)

    assert listed(page(client, "/tours/route/?region=53")) == ["Redon", "Vitré"]
    assert listed(page(client, "/tours/route/?when=upcoming&region=53")) == ["Redon"]


@pytest.mark.parametrize("query", ["region=99", "when=yesterday", "region=%3Cscript%3E", "region=53&region=32", "x=1"])
def test_a_filter_of_nothing_we_have_is_no_error_and_keeps_no_page(client: Client, tour: Tour, query: str) -> None:
    StopFactory(published=True, tour=tour)
    html = page(client, f"/tours/route/?{query}")

    assert "<script>" not in html


def test_a_stop_without_a_place_on_earth_is_listed_and_not_drawn(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, latitude=None, longitude=None, place="Nulle-Part")
    html = page(client)

    assert listed(html) == ["Nulle-Part"]
    assert "route-map" not in html


def test_every_stop_of_the_list_is_a_link_on_the_map(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, slug="vernon")
    html = page(client)

    assert html.count('<a href="/tours/route/vernon/" class="route-point upcoming"') == 2  # wide and narrow


def test_sources_that_disagree_both_stand_with_their_names(client: Client, tour: Tour) -> None:
    for value, source in [("40", "UTC"), ("36", "Gazette"), ("plus de 10 000", "Normandinamik")]:
        SourcedFact.objects.create(
            tour=tour, value=value, text_fr="étapes", source=source, source_url="https://example.org/"
        )
    html = page(client)

    assert re.search(r">40</dd>.*?UTC.*?>36</dd>.*?Gazette", html, re.DOTALL)
    assert '<span class="of">plus de</span> 10\u202f000' in html
    assert 'class="disagree"' in html


def test_partners_stand_by_role_and_in_their_order(client: Client, tour: Tour) -> None:
    for role, position, name in [
        ("funder", 1, "Banque"),
        ("organiser", 2, "Fondation B"),
        ("organiser", 1, "Fondation A"),
    ]:
        PartnershipFactory(
            stop=None, tour=tour, role=role, position=position, organisation=OrganisationFactory(name_fr=name)
        )
    html = page(client)

    assert html.index("Fondation A") < html.index("Fondation B") < html.index("Banque")


def test_the_mention_of_a_funding_is_carried(client: Client, tour: Tour) -> None:
    Funding.objects.create(tour=tour, scheme="FEDER", mention_fr="Cofinancé par l’Union européenne")

    assert "Cofinancé par l’Union européenne" in page(client)


def test_a_made_up_tour_says_so_on_every_page(client: Client) -> None:
    made_up = TourFactory(published=True, slug="fictive", fictitious=True)
    StopFactory(published=True, tour=made_up, slug="albert")

    for address in ("/", "/tours/fictive/", "/tours/fictive/albert/"):
        assert 'class="fictitious"' in page(client, address)


def test_both_languages_are_whole_and_know_each_other(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, title_fr="Usine", title_en="Factory")
    response = client.get("/en/tours/route/")
    html = response.content.decode()

    assert_house_page(response, language="en")
    assert "The road" in html
    assert "Factory" in html
    assert "18 June" in html.replace("\u00a0", " ")
    assert '<link rel="canonical" href="http://localhost:8000/en/tours/route/">' in html
    assert '<link rel="alternate" hreflang="fr" href="http://localhost:8000/tours/route/">' in html


def test_a_text_missing_in_english_is_marked_as_french(client: Client, tour: Tour) -> None:
    assert '<div class="intro" lang="fr"><p>Venez.</p></div>' in page(client, "/en/tours/route/")
    assert '<div class="intro"><p>Venez.</p></div>' in page(client)


def test_hostile_text_is_text(client: Client) -> None:
    tour = TourFactory(
        published=True, slug="route", title_fr=HOSTILE, title_en="", intro_fr=HOSTILE, contact_name=HOSTILE
    )
    StopFactory(
        published=True,
        tour=tour,
        place=HOSTILE,
        title_fr=HOSTILE,
        title_en="",
        region=TerritoryFactory(region=True, name=HOSTILE),
    )
    SourcedFact.objects.create(tour=tour, value=HOSTILE, text_fr=HOSTILE, source=HOSTILE)
    PartnershipFactory(stop=None, tour=tour, organisation=OrganisationFactory(name_fr=HOSTILE))
    Funding.objects.create(tour=tour, scheme=HOSTILE)

    for address in ("/tours/route/", "/en/tours/route/", "/"):
        response = client.get(address)
        assert_house_page(response, language="en" if address.startswith("/en") else "fr")
        assert "<script>alert" not in response.content.decode()


def test_a_programme_without_a_route_has_no_map(client: Client) -> None:
    tour = TourFactory(published=True, slug="route", kind="programme")
    StopFactory(published=True, tour=tour)

    assert "route-map" not in page(client)


def test_the_calendar_can_be_subscribed_to(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour)
    html = page(client)

    assert 'href="webcal://localhost:8000/calendars/tours/route.ics"' in html
    assert 'href="http://localhost:8000/calendars/tours/route.ics"' in html


def test_a_tour_that_is_over_offers_its_dates_and_no_subscription(client: Client, tour: Tour) -> None:
    StopFactory(held=True, tour=tour)
    html = page(client)

    assert "webcal://" not in html
    assert "/calendars/tours/route.ics" in html


def test_logos_have_their_size_and_their_names(client: Client, tour: Tour) -> None:
    logo = StoredFile.objects.create(
        kind="logo",
        name="fa.png",
        content_type="image/png",
        size=1,
        sha256="0" * 64,
        width=300,
        height=100,
        path="fa.png",
    )
    fondation = OrganisationFactory(name_fr="Fondation A", acronym="FA", logo=logo)
    PartnershipFactory(stop=None, tour=tour, organisation=fondation)

    assert f'<img src="{logo.url}" width="300" height="100" alt="Fondation A (FA)"' in page(client)
    assert_house_page(client.get("/tours/route/"))


def test_a_region_nobody_knows_filters_nothing(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="Vitré")

    assert listed(page(client, "/tours/route/?region=%3Cscript%3E")) == ["Vitré"]


def test_the_year_is_said_once_in_the_list(client: Client, tour: Tour) -> None:
    for day in (datetime.date(2031, 9, 1), datetime.date(2031, 9, 8), datetime.date(2032, 1, 9)):
        StopFactory(published=True, tour=tour, starts_on=day)
    dates = re.findall(r'<span class="when(?: range)?">([^<]+)</span>', page(client))

    assert [date.replace("\u00a0", " ") for date in dates] == ["1er septembre 2031", "8 septembre", "9 janvier 2032"]


def test_recorded_stops_are_those_documented_here(client: Client, tour: Tour) -> None:
    for number in (1, 2):
        StopFactory(
            published=True, tour=tour, state="recorded", number=number, starts_on=datetime.date(2019, 9, number)
        )
    html = page(client, "/en/tours/route/")

    assert "2 stops documented here" in html
    assert "The stops we could trace." in html


def test_a_stop_across_the_channel_is_in_the_united_kingdom_and_in_no_region(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="Ashford", region=None, time_zone="Europe/London")

    assert "<small>United Kingdom</small>" in page(client, "/en/tours/route/")


def test_the_map_can_be_skipped(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour)
    html = page(client)

    assert 'href="#after-map"' in html
    assert html.count('id="after-map"') == 1


def test_a_remark_that_sources_disagree_needs_no_source(client: Client, tour: Tour) -> None:
    SourcedFact.objects.create(tour=tour, text_fr="Les sources divergent.")
    html = page(client)

    assert '<p class="disagree">Les sources divergent.</p>' in html
    assert 'class="told"' not in html


@travel("2031-06-18 12:00", tick=False)
def test_the_list_opens_on_what_comes_next_and_keeps_what_is_over_after_it(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="Vitré", starts_on=datetime.date(2031, 4, 1))
    StopFactory(published=True, tour=tour, place="Redon", starts_on=datetime.date(2031, 9, 1))
    StopFactory(published=True, tour=tour, place="Flers", state="cancelled", starts_on=datetime.date(2031, 5, 1))
    StopFactory(published=True, tour=tour, place="Dinan", state="cancelled", starts_on=datetime.date(2031, 7, 1))
    coming, folded, past = page(client, "/en/tours/route/").partition("<details><summary>2 past stops</summary>")

    assert folded
    assert listed(coming) == ["Dinan", "Redon"]
    assert listed(past) == ["Vitré", "Flers"]
    assert "<details><summary>" not in page(client, "/tours/route/?when=past")


def test_once_all_is_over_the_list_is_one_again(client: Client, tour: Tour) -> None:
    StopFactory(published=True, held=True, tour=tour, place="Vitré")
    StopFactory(published=True, tour=tour, place="Redon", state="cancelled")
    html = page(client)

    assert "<details><summary>" not in html
    assert sorted(listed(html)) == ["Redon", "Vitré"]


def test_a_cancelled_stop_is_past_from_the_midnight_after_its_day(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="Redon", starts_on=datetime.date(2031, 9, 1))
    StopFactory(published=True, tour=tour, place="Flers", state="cancelled", starts_on=datetime.date(2031, 6, 18))
    with travel("2031-06-18 21:59", tick=False):
        assert listed(page(client)) == ["Flers", "Redon"]
    with travel("2031-06-18 22:01", tick=False):
        assert listed(page(client)) == ["Redon", "Flers"]
