"""The same filters on the list of one tour, on its page."""

import datetime
import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Tour
from tests.events.catalogue.finding.conftest import At
from tests.events.factories import SessionFactory, StopFactory, TerritoryFactory, ThemeFactory

pytestmark = pytest.mark.django_db
STATES = r'<div class="stop (\w+)">.*?<span class="where"><a href="[^"]+">([^<]+)</a>'


def page(client: Client, **asked: str) -> str:
    response = client.get("/en/tours/route/", asked)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def listed(text: str) -> list[str]:
    return [place for _state, place in re.findall(STATES, text)]


@pytest.fixture
def six(at: At) -> None:
    """Six stops: five months, two regions, a territory, a theme, one that is full, one cancelled, one postponed."""
    north, west = TerritoryFactory(region=True, code="32"), TerritoryFactory(region=True, code="53", name="Bretagne")
    valley, theme = TerritoryFactory(ti=True, code="ti-1", name="Vallée"), ThemeFactory(slug="eau", label_en="Water")
    SessionFactory(stop=at("Albert", region=north, territory=valley, starts_on=datetime.date(2031, 5, 3)))
    full = at("Lens", region=north, starts_on=datetime.date(2031, 5, 31), ends_on=datetime.date(2031, 6, 1))
    SessionFactory(stop=full, capacity=10, seats_taken=10).themes.add(theme)
    at("Redon", region=west, starts_on=datetime.date(2031, 7, 9)).themes.add(theme)
    at("Vitré", region=west, starts_on=datetime.date(2031, 8, 9), state="cancelled")
    at("Flers", starts_on=None, ends_on=None, state="postponed")
    at("Vernon", starts_on=datetime.date(2031, 3, 9))


@travel("2031-04-01 12:00", tick=False)
@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"month": "2031-05"}, ["Albert", "Lens"]),
        ({"month": "2031-06"}, ["Lens"]),
        ({"region": "53"}, ["Redon", "Vitré"]),
        ({"territory": "ti-2023-2027-ti-1"}, ["Albert"]),
        ({"theme": "eau"}, ["Lens", "Redon"]),
        ({"theme": "eau", "region": "53"}, ["Redon"]),
        ({"when": "open"}, ["Albert"]),
        ({"when": "past"}, ["Vernon"]),
        ({"when": "upcoming"}, ["Albert", "Lens", "Redon", "Flers"]),
        ({"when": "past", "region": "32"}, []),
        ({"month": "1999-01"}, ["Albert", "Lens", "Redon", "Vitré", "Flers", "Vernon"]),  # what is over comes last
    ],
)
def test_a_list_is_narrowed_by_month_region_territory_theme_and_time(
    client: Client, six: None, asked: dict[str, str], places: list[str]
) -> None:
    assert listed(page(client, **asked)) == places


@travel("2031-04-01 12:00", tick=False)
def test_what_is_cancelled_postponed_or_past_says_so_in_every_list(client: Client, six: None) -> None:
    states = {place: state for state, place in re.findall(STATES, page(client))}

    assert (states["Vitré"], states["Flers"], states["Vernon"]) == ("cancelled", "postponed", "held")


@travel("2031-04-01 12:00", tick=False)
def test_choices_stand_with_their_counts_and_those_on_can_be_taken_away(client: Client, six: None) -> None:
    text = page(client, region="32", when="upcoming")

    assert "To come <small>2</small>" in text
    assert "Open for registration <small>1</small>" in text
    assert '<option value="53">Bretagne (1)</option>' in text
    assert '<option value="eau">Water (1)</option>' in text
    assert 'href="?when=upcoming#stops" aria-label="Take away the filter Hauts-de-France"' in text
    assert '<input type="hidden" name="when" value="upcoming">' in text


def test_a_list_that_is_read_at_a_glance_has_no_filters(client: Client, at: At) -> None:
    at("Albert")

    assert "stop-filters" not in page(client)
    assert "A filter of this address is not known here" in page(client, theme="none")


@pytest.mark.parametrize("when", ["", "upcoming", "open", "past"])
def test_the_page_and_its_times_are_kept(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, when: str
) -> None:
    StopFactory.create_batch(6, published=True, tour=tour)
    asked = {"when": when} if when else {}
    page(client, **asked)
    with django_assert_num_queries(1):
        page(client, **asked)


def test_a_narrowed_list_asks_no_more_for_many_stops(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        for stop in StopFactory.create_batch(count, published=True, tour=tour):
            stop.themes.add(ThemeFactory(slug=f"theme-of-{stop.pk}"))
    page(client)
    with django_assert_num_queries(3):  # its address, the tour, seats
        page(client, month="2031-06")
