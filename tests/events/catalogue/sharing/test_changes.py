"""The feed of a tour's changes."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.models import Stop, Tour
from events.planning.operations import (
    cancel_stop,
    edit_stop,
    postpone_stop,
    publish_stop,
    reinstate_stop,
    reschedule_stop,
)
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/tours/route/changes.atom"


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route", title_en="The road")


@pytest.fixture
def stop(tour: Tour) -> Stop:
    return StopFactory(published=True, tour=tour, slug="albert", number=7)


def feed(client: Client, address: str = FEED) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 -- of our own making


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def test_a_move_a_postponement_a_new_date_and_a_cancellation_are_told_newest_first(client: Client, stop: Stop) -> None:
    edit_stop(
        stop,
        {"starts_on": datetime.date(2031, 7, 1), "ends_on": datetime.date(2031, 7, 1)},
        expected_version=stop.version,
        actor=None,
    )
    postpone_stop(stop, reason_fr="Grève.", reason_en="Strike.", actor=None)
    reschedule_stop(stop, starts_on=datetime.date(2031, 9, 1), actor=None)
    cancel_stop(stop, reason_fr="Salle fermée.", reason_en="Room closed.", actor=None)
    reinstate_stop(stop, actor=None)

    root = feed(client, f"/en{FEED}")
    assert titles(root) == [
        "Stop 7, Albert: takes place after all",
        "Stop 7, Albert: cancelled",
        "Stop 7, Albert: has a new date",
        "Stop 7, Albert: postponed",
        "Stop 7, Albert: moved to another day",
        "Stop 7, Albert: published",
    ]
    said = [entry.findtext(f"{ATOM}summary") or "" for entry in root.iter(f"{ATOM}entry")]
    assert said[1] == "Room closed."
    assert "1\xa0September 2031" in said[2]
    assert "Strike." in said[3]


def test_entries_have_each_their_own_id_and_lead_to_the_stop(client: Client, stop: Stop) -> None:
    cancel_stop(stop, reason_fr="Salle fermée.", actor=None)
    entries = list(feed(client).iter(f"{ATOM}entry"))

    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 2
    assert all(re.search(r"/tours/route/albert/$", entry.find(f"{ATOM}link").attrib["href"]) for entry in entries)


def test_what_happened_before_it_was_published_and_who_did_it_stay_inside(client: Client, tour: Tour) -> None:
    person = UserFactory(name="Camille Secrète")
    draft = StopFactory(confirmed=True, tour=tour, place="Vitré", title_fr="Sujet")
    edit_stop(draft, {"starts_on": datetime.date(2031, 7, 1)}, expected_version=draft.version, actor=person)
    assert titles(feed(client)) == []

    SessionFactory(stop=draft)
    publish_stop(draft, actor=person)
    assert len(titles(feed(client))) == 1
    assert "Camille" not in client.get(FEED).content.decode()


def test_another_tour_s_changes_are_its_own(client: Client, stop: Stop) -> None:
    cancel_stop(StopFactory(published=True, place="Ailleurs"), reason_fr="Non.", actor=None)

    assert not [title for title in titles(feed(client)) if "Ailleurs" in title]


def test_a_reader_whose_copy_is_right_is_told_so_after_one_query(
    client: Client, stop: Stop, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = client.get(FEED).headers["ETag"]

    with django_assert_num_queries(1):
        assert client.get(FEED, headers={"if-none-match": etag}).status_code == 304
    postpone_stop(stop, reason_fr="Grève.", actor=None)
    assert client.get(FEED, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_changes(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    feed(client, f"/en{FEED}")  # what a process asks once
    for stop in StopFactory.create_batch(count, published=True, tour=tour):
        cancel_stop(stop, reason_fr="Salle fermée.", actor=None)
    with django_assert_num_queries(5):  # its address, the tour, stops, history, syntheses
        client.get(FEED)


def test_hostile_text_stays_text(client: Client, stop: Stop) -> None:
    cancel_stop(stop, reason_fr="<script>alert(1)</script>", actor=None)
    Stop.objects.update(place="Al<b>\x07ert & co")
    root = feed(client)

    assert "Al<b>ert & co" in titles(root)[0]
    assert root.find(f"{ATOM}entry").findtext(f"{ATOM}summary") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_drafts_have_no_feed_and_pages_name_theirs(client: Client, stop: Stop) -> None:
    TourFactory(slug="brouillon")

    assert client.get("/tours/brouillon/changes.atom").status_code == 404
    for page in ("/tours/route/", "/tours/route/albert/"):
        assert re.search(
            r'type="application/atom\+xml" title="[^"]+" href="[^"]+/changes.atom"', client.get(page).content.decode()
        )


def test_the_licence_is_stated(client: Client, stop: Stop) -> None:
    assert "Licence Ouverte 2.0" in (feed(client).findtext(f"{ATOM}rights") or "")
