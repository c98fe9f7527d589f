"""Who came: figures, the list, the documents; for the team's editors and for the stop's own co-hosts."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from events.models import Stop
from registrations.attendance.states import is_over
from registrations.desk.operations import Noted, check_in
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
FILES = [(name, suffix) for name in ("attendance_sheet", "present_list") for suffix in ("pdf", "xlsx", "csv")]


@pytest.fixture
def stop() -> Stop:
    return StopFactory(held=True)


def page(stop: Stop, name: str = "attendance", *more: object) -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug, *more])


def somebody(stop: Stop, name: str, *, here: bool = False):
    company = CompanyFactory()
    registration = RegistrationFactory(stop=stop, company=company)
    attendee = AttendeeFactory(registration=registration, person=PersonFactory(name=name, company=company))
    if here:
        check_in(attendee, Noted())
    return attendee


def test_the_page_is_a_house_page_in_both_languages_also_when_nobody_came(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    for _people in range(2):
        assert_house_page(client.get(f"/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/attendance/"))
        url = f"/en/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/attendance/"
        assert_house_page(client.get(url), language="en")
        somebody(stop, "Anna Martin", here=True)


def test_figures_and_list_say_who_came(client: Client, stop: Stop) -> None:
    somebody(stop, "Anna Martin", here=True)
    somebody(stop, "Zoé Petit")
    member(client, stop.tour, "editor")

    everybody, here = text_of(client.get(page(stop))), text_of(client.get(page(stop), {"who": "here"}))
    absent, found = text_of(client.get(page(stop), {"who": "absent"})), text_of(client.get(page(stop), {"q": "zoe"}))

    assert ("Anna Martin" in everybody, "Zoé Petit" in everybody) == (True, True)
    assert ("Anna Martin" in here, "Zoé Petit" in here) == (True, False)
    assert ("Anna Martin" in absent, "Zoé Petit" in absent) == (False, True)
    assert ("Anna Martin" in found, "Zoé Petit" in found) == (False, True)


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_co_hosts_open_the_documents_of_their_stop_and_of_no_other(
    client: Client, stop: Stop, name: str, suffix: str
) -> None:
    other = StopFactory(held=True, tour=stop.tour)
    somebody(other, "Anna Martin", here=True)
    co_host(client, stop)

    assert client.get(page(stop)).status_code == 200
    assert client.get(page(stop, name, suffix)).status_code == 200
    assert client.get(page(other)).status_code == 403
    refused = client.get(page(other, name, suffix))
    assert refused.status_code == 403
    assert b"Anna Martin" not in refused.content


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_readers_and_strangers_open_none(client: Client, stop: Stop, name: str, suffix: str) -> None:
    assert client.get(page(stop, name, suffix)).status_code == 302  # to sign in
    member(client, stop.tour, "reader")
    assert client.get(page(stop, name, suffix)).status_code == 403
    assert client.get(page(stop)).status_code == 403
    client.force_login(UserFactory())
    assert client.get(page(stop, name, suffix)).status_code == 403


def test_a_file_says_what_it_is_where_and_when(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    url = f"/en/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/attendance/sheet.pdf"

    response = client.get(url)

    assert response.headers["Content-Type"] == "application/pdf"
    assert f'filename="attendance-sheet-{stop.slug}-2019-06-18.pdf"' in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]
    assert client.get(url.replace(".pdf", ".odt")).status_code == 404


def test_the_tabs_lead_here_for_those_who_may(client: Client, stop: Stop) -> None:
    overview = reverse("planning_stop", args=[stop.tour.slug, stop.slug])
    member(client, stop.tour, "reader")
    assert page(stop) not in client.get(overview).content.decode()
    member(client, stop.tour, "manager")
    assert page(stop) in client.get(overview).content.decode()


def test_only_editors_are_offered_corrections(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin", here=True)
    member(client, stop.tour, "editor")
    assert page(stop, "attendance_correct", anna.public_id) in text_of(client.get(page(stop)))
    co_host(client, stop)
    assert page(stop, "attendance_correct", anna.public_id) not in text_of(client.get(page(stop)))


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    client: Client, stop: Stop, people: int, django_assert_num_queries
) -> None:
    for number in range(people):
        somebody(stop, f"Anna {number}", here=True)
        somebody(stop, f"Zoé {number}")
    member(client, stop.tour, "editor")

    with django_assert_num_queries(12):
        client.get(page(stop))


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("asked", [("attendance_sheet", 9), ("present_list", 6)])
def test_a_document_takes_the_same_queries_for_any_number(
    client: Client, stop: Stop, asked: tuple[str, int], people: int, django_assert_num_queries
) -> None:
    for session in SessionFactory.create_batch(people, stop=stop):
        anna = somebody(stop, "Anna")
        SeatFactory(attendee=anna, session=session)
        check_in(anna, Noted(), session=session)
    member(client, stop.tour, "editor")

    name, queries = asked
    with django_assert_num_queries(queries):
        client.get(page(stop, name, "csv"))


def test_the_tours_page_counts_people_and_companies_that_came(client: Client) -> None:
    stop = StopFactory(held=True, tour__starts_on="2019-06-01")
    firm = CompanyFactory()
    registration = RegistrationFactory(stop=stop, company=firm)
    for _number in range(5):
        check_in(AttendeeFactory(registration=registration, person=PersonFactory(company=firm)), Noted())

    html = text_of(client.get(f"/en/tours/{stop.tour.slug}/"))

    assert "people who came" in html
    assert "companies that came" not in html  # one firm is too few to speak of


@pytest.mark.parametrize(("at", "word"), [("2031-06-18 05:59", "expected"), ("2031-06-18 12:01", "absent")])
def test_nobody_is_absent_before_the_first_hour(client: Client, at: str, word: str) -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    somebody(stop, "Anna Martin")
    with travel(at, tick=False):
        member(client, stop.tour, "editor")
        html = text_of(client.get(f"/en{page(stop)}"))

    assert f'<span class="muted">{word}</span>' in html


@pytest.mark.parametrize(("at", "open_yet"), [("2031-06-17 21:59", False), ("2031-06-17 22:00", True)])
def test_nobody_is_added_before_the_day_and_the_page_says_from_when_on(client: Client, at: str, open_yet: bool) -> None:
    stop = StopFactory(published=True)
    somebody(stop, "Anna Martin")
    with travel(f"{at}Z", tick=False):
        member(client, stop.tour, "editor")
        html = text_of(client.get(f"/en{page(stop)}"))

    assert ("/correct/" in html) is open_yet
    assert ("from the day of the stop on" in html) is not open_yet


@pytest.mark.parametrize(("at", "over"), [("2031-06-18 21:59", False), ("2031-06-18 22:00", True)])
def test_a_stop_without_sessions_is_over_with_its_day_by_its_own_clock(at: str, over: bool) -> None:
    moment = datetime.datetime.fromisoformat(f"{at}+00:00")

    assert is_over(StopFactory(published=True), moment) is over
    assert not is_over(StopFactory(), moment)
