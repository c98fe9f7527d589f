"""The thread in a real browser: from signing in to a calendar entry that moves by itself."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.prepare import ENGLISH, PASSWORD, PEOPLE
from tests.e2e.product import Product
from tests.e2e.thread import Person, events_in, sequences, starts
from tournee.demo.people import PASSWORD as DEMO_PASSWORD

pytestmark = pytest.mark.e2e

PARIS = ZoneInfo("Europe/Paris")
# After signing in, the workspace speaks the language of one's account.
MANAGERS = {"fr": (PEOPLE["manager"], DEMO_PASSWORD), "en": (ENGLISH, PASSWORD)}
# A summer's and a winter's day of a coming year: the times must be right in both.
YEAR = datetime.datetime.now(PARIS).year + 1
DAYS = {"fr": datetime.date(YEAR, 7, 7), "en": datetime.date(YEAR, 12, 7)}
LOOKS = [pytest.param(360, "fr", id="fr-360"), pytest.param(1440, "en", id="en-1440")]


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_a_tour_is_planned_published_read_and_followed(
    page_at: OpenPage, product: Product, width: int, language: str
) -> None:
    organiser = Person(page_at(width, language=language), product, language)
    organiser.sign_in(*MANAGERS[language])
    organiser.at("workspace")
    tour = create_a_tour(organiser)
    publish_the_tour(organiser, tour)
    stop = add_a_stop(organiser, tour, DAYS[language])
    give_what_is_missing(organiser, tour, stop)
    publish_the_stop(organiser, tour, stop)

    reader = Person(page_at(width, language=language), product, language)
    read_it_with_the_keyboard(reader, tour, stop)
    before = follow_the_calendar(reader, tour, DAYS[language])
    moved = DAYS[language] + datetime.timedelta(days=7)
    move_the_stop(organiser, tour, stop, moved)
    calendar_follows(reader, tour, before, moved)
    api_says_the_same(reader, tour, stop, moved)
    change_language(reader, tour, stop)


def create_a_tour(organiser: Person) -> str:
    slug = f"recit-{organiser.language}"
    day = DAYS[organiser.language]
    organiser.follow("New tour")
    organiser.press("Create the tour")
    expect(organiser.window.locator(".error-summary")).to_be_visible()
    organiser.fill(
        title_fr=f"La tournée du récit {organiser.language}",
        title_en=f"The tour of the thread {organiser.language}",
        slug=slug,
        starts_on=day.isoformat(),
        ends_on=(day + datetime.timedelta(days=60)).isoformat(),
    )
    organiser.press("Create the tour")
    organiser.at("planning_tour", slug)
    return slug


def publish_the_tour(organiser: Person, tour: str) -> None:
    organiser.go("planning_tour_publish", tour)
    organiser.reads(organiser.says("An introduction: a few lines that tell a company why to come."))
    organiser.reads(organiser.says("A contact: the e-mail address readers may write to."))
    expect(organiser.button("Publish")).to_have_count(0)
    organiser.go("planning_tour_edit", tour)
    organiser.fill(
        intro_fr="Dire comment on innove.", intro_en="To say how one innovates.", contact_email="recit@demo.example"
    )
    organiser.press("Save")
    organiser.confirm("Publish the tour", "Publish")
    organiser.at("planning_tour", tour)


def add_a_stop(organiser: Person, tour: str, day: datetime.date) -> str:
    organiser.follow("Add the first stop")
    organiser.fill(town="80016", starts_on=day.isoformat())
    organiser.press("Add the stop")
    organiser.at("planning_stop", tour, "albert")
    return "albert"


def give_what_is_missing(organiser: Person, tour: str, stop: str) -> None:
    organiser.confirm("Confirm", "Confirm")
    organiser.go("planning_stop_publish", tour, stop)
    for missing in (
        "A subject: the question this stop asks.",
        "A venue and its street address.",
        "At least one session, with its times.",
    ):
        organiser.reads(organiser.says(missing))
    expect(organiser.button("Publish")).to_have_count(0)

    organiser.go("planning_stop_edit", tour, stop)
    organiser.fill(title_fr="Innover à huit", title_en="Innovating with eight people")
    organiser.fill(venue="Pépinière du Coquelicot", address="1 rue de l’Industrie, 80300 Albert")
    organiser.press("Save")
    for title, from_, until in (("Atelier A", "09:30", "11:00"), ("Atelier B", "14:00", "15:30")):
        organiser.go("planning_session_new", tour, stop)
        organiser.fill(title_fr=title, title_en=f"{title} (en)", starts_at=from_, ends_at=until, capacity="24")
        organiser.press("Add the session")
        organiser.at("planning_stop", tour, stop)
    organiser.follow("Add a partner")
    organiser.fill(organisation="UTC", role="co_host")
    organiser.press("Add the partner")
    organiser.reads("Université de technologie de Compiègne")


def publish_the_stop(organiser: Person, tour: str, stop: str) -> None:
    organiser.go("planning_stop", tour, stop)
    organiser.confirm("Publish", "Publish")
    organiser.at("planning_stop", tour, stop)
    organiser.follow("Public page")
    organiser.at("stop", tour, stop)


def read_it_with_the_keyboard(reader: Person, tour: str, stop: str) -> None:
    """From the tour's page to the stop's: first by its point on the map, then by the list."""
    for where in ("svg a.route-point", "ol.stops a"):
        reader.go("tour", tour)
        target = reader.window.locator(f"{where}:visible").first
        expect(target).to_be_visible()
        for _press in range(40):
            reader.window.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                break
        expect(target).to_be_focused()
        with reader.window.expect_navigation():
            reader.window.keyboard.press("Enter")
        reader.at("stop", tour, stop)
    reader.reads("Pépinière du Coquelicot")
    reader.reads("Université de technologie de Compiègne")
    reader.reads("Atelier A")


def follow_the_calendar(reader: Person, tour: str, day: datetime.date) -> tuple[str, dict[str, int], str]:
    """Subscribe: the address of the feed, the sequence of each of its events, and its ETag."""
    reader.go("tour", tour)
    address = reader.link("All dates (.ics)").get_attribute("href") or ""
    answer = reader.get(address)
    assert answer.ok
    assert answer.headers["content-type"].startswith("text/calendar")
    events = events_in(answer.text())
    assert starts(events) == [at(day, 9, 30), at(day, 14, 0)]
    again = reader.get(address, **{"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    return address, sequences(events), answer.headers["etag"]


def move_the_stop(organiser: Person, tour: str, stop: str, day: datetime.date) -> None:
    organiser.go("planning_stop_edit", tour, stop)
    organiser.fill(starts_on=day.isoformat(), ends_on=day.isoformat())
    organiser.press("Save")
    organiser.press("Save and tell them")
    organiser.at("planning_stop", tour, stop)


def calendar_follows(reader: Person, tour: str, before: tuple[str, dict[str, int], str], day: datetime.date) -> None:
    address, numbers, etag = before
    answer = reader.get(address, **{"If-None-Match": etag})
    assert answer.status == 200
    events = events_in(answer.text())
    assert starts(events) == [at(day, 9, 30), at(day, 14, 0)]
    assert sequences(events).keys() == numbers.keys(), "a moved session keeps its UID"
    assert all(after > numbers[uid] for uid, after in sequences(events).items())


def api_says_the_same(reader: Person, tour: str, stop: str, day: datetime.date) -> None:
    tours = reader.get(f"{reader.product.address}/api/v1/tours/").json()["results"]
    assert f"The tour of the thread {reader.language}" in [each["title"]["en"] for each in tours]
    stops = reader.get(f"{reader.product.address}/api/v1/stops/?tour={tour}").json()["results"]
    assert [(each["slug"], each["starts_on"]) for each in stops] == [(stop, day.isoformat())]


def change_language(reader: Person, tour: str, stop: str) -> None:
    other = "en" if reader.language == "fr" else "fr"
    title = {"fr": "Innover à huit", "en": "Innovating with eight people"}
    reader.go("stop", tour, stop)
    reader.reads(title[reader.language])
    with reader.window.expect_navigation():
        reader.window.locator("p.language a").click()
    Person(reader.window, reader.product, other).at("stop", tour, stop)
    reader.reads(title[other])
    assert reader.window.evaluate("document.documentElement.lang") == other


def at(day: datetime.date, hour: int, minute: int) -> datetime.datetime:
    """A time of day in Paris."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), PARIS).astimezone(datetime.UTC)
