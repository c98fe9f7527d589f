"""The structured data (schema.org) of a tour's and a stop's page."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from events.models import Partnership, Stop, Tour
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    TourFactory,
)
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"'"
TOUR, STOP = "/tours/route/", "/tours/route/albert/"
TYPES = {"Event", "EventSeries", "Place", "PostalAddress", "GeoCoordinates", "Organization", "Offer", "VirtualLocation"}


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


def data(client: Client, address: str = STOP) -> Any:
    """The only structured data of the page, whose types are all schema.org's."""
    response = client.get(address)
    assert_house_page(response, language="en" if address.startswith("/en/") else "fr")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    told = json.loads(found)
    assert told["@context"] == "https://schema.org/"
    assert set(re.findall(r'"@type": "(\w+)"', json.dumps(told))) <= TYPES
    return told


def stop(tour: Tour, **values: Any) -> Stop:
    return StopFactory(**{"published": True, "tour": tour, "slug": "albert", **values})


def test_a_stop_says_what_its_page_says(client: Client, tour: Tour) -> None:
    SessionFactory(stop=stop(tour, region=TerritoryFactory(region=True)), title_fr="Atelier matières")
    told = data(client)

    assert (told["@type"], told["name"], told["inLanguage"]) == ("Event", "Usine du futur", "fr")
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert (told["startDate"], told["endDate"]) == ("2031-06-18T09:00+02:00", "2031-06-18T11:00+02:00")
    assert told["location"]["name"] == "Lycée Lamarck"
    assert told["location"]["address"] == {
        "@type": "PostalAddress", "streetAddress": "7 rue Roger-Salengro", "addressLocality": "Albert",
        "addressRegion": "Hauts-de-France", "addressCountry": "FR",
    }  # fmt: skip
    assert told["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 50.0012, "longitude": 2.6515}
    assert told["superEvent"]["name"] == "La route"
    assert told["offers"]["availability"] == "https://schema.org/InStock"
    assert [part["name"] for part in told["subEvent"]] == ["Atelier matières"]


def test_the_english_page_says_it_in_english(client: Client, tour: Tour) -> None:
    stop(tour)
    told = data(client, f"/en{STOP}")

    assert (told["name"], told["inLanguage"]) == ("Factory of the future", "en")
    assert told["url"].endswith(f"/en{STOP}")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("EventScheduled", "2031-06-18", None)),
        ({"state": "cancelled"}, ("EventCancelled", "2031-06-18", None)),
        (
            {"state": "postponed", "starts_on": None, "ends_on": None, "previous_starts_on": datetime.date(2031, 6, 1)},
            ("EventPostponed", "2031-06-01", None),
        ),
        ({"previous_starts_on": datetime.date(2031, 6, 1)}, ("EventRescheduled", "2031-06-18", "2031-06-01")),
        ({"previous_starts_on": datetime.date(2031, 6, 18)}, ("EventScheduled", "2031-06-18", None)),
    ],
)  # fmt: skip
def test_its_state_is_told_on_its_page_and_on_the_tour_s(
    client: Client, tour: Tour, values: dict[str, Any], expected: tuple[str, str, str | None]
) -> None:
    stop(tour, **values)

    for told in (data(client), data(client, TOUR)["subEvent"][0]):
        status = told["eventStatus"].removeprefix("https://schema.org/")
        assert (status, told["startDate"], told.get("previousStartDate")) == expected


def test_a_postponed_stop_s_sessions_have_no_time(client: Client, tour: Tour) -> None:
    SessionFactory(stop=stop(tour, state="postponed", starts_on=None, ends_on=None))
    told = data(client)

    assert "startDate" not in told
    assert "startDate" not in told["subEvent"][0]
    assert told["subEvent"][0]["eventStatus"] == "https://schema.org/EventPostponed"


@pytest.mark.parametrize(
    ("kinds", "mode"),
    [(["workshop"], "Offline"), (["webinar"], "Online"), (["workshop", "webinar"], "Mixed"), ([], "Offline")],
)
def test_whether_one_comes_or_connects_is_told(client: Client, tour: Tour, kinds: list[str], mode: str) -> None:
    there = stop(tour)
    for kind in kinds:
        SessionFactory(stop=there, kind=kind)

    assert data(client)["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_a_cancelled_session_says_so_and_offers_nothing(client: Client, tour: Tour) -> None:
    SessionFactory(stop=stop(tour), state="cancelled")
    (part,) = data(client)["subEvent"]

    assert part["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in part


@pytest.mark.parametrize(("taken", "said"), [(0, "InStock"), (28, "LimitedAvailability"), (30, "SoldOut")])
def test_seats_are_a_word_and_the_price_is_not_made_up(client: Client, tour: Tour, taken: int, said: str) -> None:
    SessionFactory(stop=stop(tour), capacity=30, seats_taken=taken)
    offer = data(client)["offers"]

    assert offer["availability"] == f"https://schema.org/{said}"
    assert not {"price", "priceCurrency", "inventoryLevel"} & offer.keys()


@travel("2031-06-19 12:00", tick=False)
def test_what_is_over_offers_nothing(client: Client, tour: Tour) -> None:
    SessionFactory(stop=stop(tour))

    assert "offers" not in data(client)


def test_who_organises_is_told_only_where_it_is_known(client: Client, tour: Tour) -> None:
    there = stop(tour)
    assert "organizer" not in data(client)

    role = Partnership.Role.ORGANISER
    PartnershipFactory(stop=None, tour=tour, role=role, organisation=OrganisationFactory(name_fr="Fondation"))
    Tour.objects.update(public_version=2)
    assert [one["name"] for one in data(client)["organizer"]] == ["Fondation"]
    assert [one["name"] for one in data(client, TOUR)["organizer"]] == ["Fondation"]

    PartnershipFactory(stop=there, role=role, organisation=OrganisationFactory(name_fr="Université"))
    Tour.objects.update(public_version=3)
    assert [one["name"] for one in data(client)["organizer"]] == ["Université"]


def test_a_tour_is_a_series_of_its_public_stops(client: Client, tour: Tour) -> None:
    stop(tour)
    StopFactory(confirmed=True, tour=tour, place="Secretville")
    told = data(client, TOUR)

    assert (told["@type"], told["startDate"], told["endDate"]) == ("EventSeries", "2031-03-01", "2031-10-31")
    assert [part["url"] for part in told["subEvent"]] == [data(client)["url"]]
    assert told["image"][0].endswith(".png")


def test_a_tour_without_a_stop_is_a_series_of_none(client: Client, tour: Tour) -> None:
    assert data(client, TOUR)["subEvent"] == []


def test_no_text_ends_the_data(client: Client, tour: Tour) -> None:
    Tour.objects.update(title_fr=HOSTILE[:160])
    SessionFactory(
        stop=stop(tour, title_fr=HOSTILE, place=HOSTILE, venue=HOSTILE, summary_fr=HOSTILE), title_fr=HOSTILE
    )
    told = data(client)

    assert (told["name"], told["location"]["name"], told["subEvent"][0]["name"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert data(client, TOUR)["subEvent"][0]["name"] == HOSTILE
