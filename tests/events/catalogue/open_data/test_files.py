"""A tour's stops as JSON, GeoJSON and CSV that anybody may reuse."""

import csv
import datetime
import io
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.catalogue.open_data import licence
from events.models import FormerTourSlug, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.factories import SessionFactory, StopFactory, TerritoryFactory, TourFactory

pytestmark = pytest.mark.django_db
FORMATS = ("json", "geojson", "csv")


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


def data(client: Client, suffix: str = "json", prefix: str = "") -> Any:
    response = client.get(f"{prefix}/tours/route/stops.{suffix}")
    assert response.status_code == 200
    return json.loads(response.content)


def table(client: Client, prefix: str = "", separator: str = ";") -> list[dict[str, str]]:
    text = client.get(f"{prefix}/tours/route/stops.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [("json", "application/json"), ("geojson", "application/geo+json"), ("csv", "text/csv; charset=utf-8")],
)
def test_each_file_says_what_it_is_under_what_licence_and_that_any_site_may_read_it(
    client: Client, tour: Tour, suffix: str, kind: str
) -> None:
    response = client.get(f"/tours/route/stops.{suffix}")

    assert response.headers["Content-Type"].startswith(kind)
    assert response.headers["Link"] == f'<{licence.ADDRESS}>; rel="license"'
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@pytest.mark.parametrize("suffix", ["json", "geojson"])
def test_the_licence_stands_in_the_file_too(client: Client, tour: Tour, suffix: str) -> None:
    assert data(client, suffix)["license"] == {"name": "Licence Ouverte 2.0", "url": licence.ADDRESS}


@pytest.mark.parametrize("suffix", FORMATS)
def test_whoever_has_the_file_is_told_that_it_has_not_changed(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, suffix: str
) -> None:
    address = f"/tours/route/stops.{suffix}"
    etag = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"

    StopFactory(published=True, tour=tour)
    readers_see_a_change(tour.pk)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_stops(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, suffix: str, count: int
) -> None:
    for stop in StopFactory.create_batch(count, published=True, tour=tour, region=TerritoryFactory(region=True)):
        SessionFactory.create_batch(2, stop=stop)
    # Its address and the stops; the moments at which a word changes; the tour; the sessions.
    with django_assert_num_queries({"json": 5, "geojson": 4, "csv": 3}[suffix]):
        client.get(f"/tours/route/stops.{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_drafts_are_never_given_out(client: Client, tour: Tour, suffix: str) -> None:
    SessionFactory(stop=StopFactory(confirmed=True, tour=tour, place="Secretville"))
    TourFactory(slug="brouillon")

    assert "Secretville" not in client.get(f"/tours/route/stops.{suffix}").content.decode()
    assert client.get(f"/tours/brouillon/stops.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", ["xml", "geojson.php", "JSON", "csv/", "xlsx", ""])
def test_a_format_that_is_not_offered_is_not_found(client: Client, tour: Tour, suffix: str) -> None:
    assert client.get(f"/tours/route/stops.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_former_address_leads_to_the_present_one_for_ever(client: Client, tour: Tour, suffix: str) -> None:
    FormerTourSlug.objects.create(tour=tour, slug="ancienne")

    response = client.get(f"/en/tours/ancienne/stops.{suffix}")
    assert (response.status_code, response["Location"]) == (301, f"/en/tours/route/stops.{suffix}")


@pytest.mark.parametrize("query", ["region='; DROP TABLE", "when=%00", "callback=alert(1)", "x=" + "9" * 5000])
def test_a_forged_filter_changes_nothing(client: Client, tour: Tour, query: str) -> None:
    StopFactory(published=True, tour=tour)
    whole = client.get("/tours/route/stops.json").content

    assert client.get(f"/tours/route/stops.json?{query}").content == whole


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(client: Client, tour: Tour, method: str) -> None:
    assert getattr(client, method)("/tours/route/stops.json").status_code == 405


def test_a_tour_without_a_stop_is_a_file_of_none(client: Client, tour: Tour) -> None:
    assert data(client)["stops"] == []
    assert data(client, "geojson")["features"] == []
    assert table(client) == []


def test_a_place_is_longitude_then_latitude_and_null_where_nobody_knows_it(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, latitude=50.0012, longitude=2.6515)
    StopFactory(published=True, tour=tour, latitude=None, longitude=None, starts_on=datetime.date(2031, 9, 1))
    placed, unplaced = data(client, "geojson")["features"]

    assert placed["geometry"] == {"type": "Point", "coordinates": [2.6515, 50.0012]}
    assert unplaced["geometry"] is None
    assert unplaced["properties"]["place"] == "Albert"


def test_times_are_the_stop_s_own_with_their_offset(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour, time_zone="Indian/Reunion")
    SessionFactory(stop=stop)
    (session,) = data(client)["stops"][0]["sessions"]

    assert session["starts_at"] == "2031-06-18T09:00:00+04:00"
    assert session["ends_at"] == "2031-06-18T11:00:00+04:00"


def test_a_postponed_stop_keeps_the_day_it_was_announced_for_and_its_sessions_have_no_time(
    client: Client, tour: Tour
) -> None:
    stop = StopFactory(
        published=True, tour=tour, state="postponed", starts_on=None, ends_on=None,
        previous_starts_on=datetime.date(2031, 6, 18), reason_fr="Grève.",
    )  # fmt: skip
    SessionFactory(stop=stop)
    (told,) = data(client)["stops"]

    assert (told["phase"], told["starts_on"], told["previously_announced_for"], told["reason"]) == (
        "postponed", None, "2031-06-18", "Grève.",
    )  # fmt: skip
    assert told["sessions"][0]["starts_at"] is None


def test_what_is_called_off_stays_and_says_so(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(cancelled=True, tour=tour))
    (told,) = data(client)["stops"]

    assert told["phase"] == "cancelled"
    assert [session["state"] for session in told["sessions"]] == ["cancelled"]


def test_how_many_seats_are_taken_is_told_in_a_word_and_not_counted(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(published=True, tour=tour), capacity=20, seats_taken=20)
    (session,) = data(client)["stops"][0]["sessions"]

    assert session["availability"] == "full"
    assert "seats_taken" not in session


def test_the_clock_alone_makes_another_file(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour)
    with travel("2031-06-17 12:00", tick=False):
        assert data(client)["stops"][0]["phase"] == "upcoming"
    with travel("2031-06-18 12:00", tick=False):
        assert data(client)["stops"][0]["phase"] == "today"


def test_the_english_address_gives_english_words(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour)

    assert data(client, prefix="/en")["stops"][0]["title"] == "Factory of the future"
    assert data(client, prefix="/en")["title"] == "The road"
    assert table(client, "/en", ",")[0]["State"] == "to come"
    assert table(client)[0]["État"] == "à venir"


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="=HYPERLINK(1)", venue='@cmd; "x"\nligne', title_fr="+33")
    raw = client.get("/tours/route/stops.csv")
    (row,) = table(client)

    assert raw.content.startswith(b"\xef\xbb\xbf")
    assert raw.headers["Content-Disposition"] == 'attachment; filename="route.csv"'
    assert (row["Ville"], row["Sujet"]) == ("'=HYPERLINK(1)", "'+33")
    assert row["Lieu"].startswith("'@cmd")
    assert (row["Latitude"], row["Longitude"]) == ("50,0012", "2,6515")
    assert row["Page"].endswith(f"/tours/route/{tour.stops.get().slug}/")


def test_hostile_text_stays_text(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, place="</script>\u2028\x07", title_fr='"}],')
    (told,) = data(client)["stops"]

    assert (told["place"], told["title"]) == ("</script>\u2028\x07", '"}],')
