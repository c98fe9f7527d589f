"""The call list: opened by a change within 48 hours, worked through on a telephone, forgotten thirty days after."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Session, Stop, Tour
from events.planning.attention.needs import Watched
from events.planning.operations import cancel_stop, move_stop, postpone_stop, reinstate_stop
from registrations.booking.operations import cancel_registration
from registrations.calling.attention import calls_to_make
from registrations.calling.operations import CallingError, note_call
from registrations.calling.queries import calls_of, to_make
from registrations.calling.retention import remove_calls
from registrations.models import Call, Person, Registration
from registrations.privacy.operations import erase_person
from registrations.privacy.queries import everything_about
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member, text_of
from tests.registrations.booking.party import registered
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db

REASON: dict[str, Any] = {"reason_fr": "Salle fermée.", "actor": None}
EVE = "2031-06-17 08:00:00Z"  # the stop of the factory begins on 18 June


@pytest.fixture
def session() -> Session:
    made: Session = SessionFactory(stop=StopFactory(published=True), capacity=50)
    return made


def open_list(session: Session, *emails: str) -> list[Call]:
    """The calls of a stop that was cancelled the day before."""
    for email in emails or ("ana@example.org",):
        registered(session, email=email, contact_phone="06 12 34 56 78")
    with travel(EVE, tick=False):
        cancel_stop(session.stop, **REASON)
    return list(Call.objects.order_by("pk"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda stop: cancel_stop(stop, **REASON), "cancelled"),
        (lambda stop: postpone_stop(stop, **REASON), "postponed"),
        (lambda stop: move_stop(stop, {"venue": "Mairie"}, **REASON), "moved"),
        (lambda stop: move_stop(stop, {"starts_on": datetime.date(2031, 6, 20)}, **REASON), "moved"),
    ],
)
def test_a_change_within_48_hours_asks_for_a_call_to_each_registration(
    session: Session, change: Any, reason: str
) -> None:
    registration = registered(session, people=2)
    cancel_registration(registered(session, email="bo@example.org"))

    with travel(EVE, tick=False):
        change(session.stop)

    (call,) = Call.objects.all()
    assert (call.registration, call.reason, call.outcome) == (registration, reason, "due")


def test_a_change_with_time_for_a_message_asks_for_none(session: Session) -> None:
    registered(session)

    with travel("2031-06-10 08:00:00Z", tick=False):
        move_stop(session.stop, {"venue": "Mairie"}, **REASON)

    assert not Call.objects.exists()


def test_a_stop_that_moves_to_tomorrow_asks_for_calls_too(session: Session) -> None:
    registered(session)

    with travel("2031-06-10 08:00:00Z", tick=False):
        move_stop(session.stop, {"starts_on": datetime.date(2031, 6, 11)}, **REASON)

    assert Call.objects.get().reason == "moved"


def test_a_second_change_keeps_one_call_a_registration(session: Session) -> None:
    registered(session)
    with travel(EVE, tick=False):
        move_stop(session.stop, {"venue": "Mairie"}, **REASON)
        cancel_stop(session.stop, **REASON)

    assert Call.objects.get().reason == "cancelled"


def test_whoever_was_reached_is_called_again_about_something_newer(session: Session) -> None:
    (call,) = open_list(session)
    with travel(EVE, tick=False):
        note_call(call, Call.Outcome.REACHED, "", expected_version=1, actor=None)
        reinstate_stop(session.stop, actor=None)

    assert list(Call.objects.order_by("pk").values_list("outcome", flat=True)) == ["reached", "due"]
    with pytest.raises(CallingError):
        note_call(call, Call.Outcome.DUE, "", expected_version=None, actor=None)


def test_a_further_change_after_every_kind_of_call_keeps_one_due_a_registration(session: Session) -> None:
    (first,) = open_list(session)
    with travel(EVE, tick=False):
        note_call(first, Call.Outcome.REACHED, "", expected_version=None, actor=None)
        reinstate_stop(session.stop, actor=None)
        second = Call.objects.get(outcome="due")
        note_call(second, Call.Outcome.NOT_REACHED, "", expected_version=None, actor=None)
        note_call(first, Call.Outcome.DUE, "", expected_version=None, actor=None)
        note_call(first, Call.Outcome.NOT_REACHED, "", expected_version=None, actor=None)

        cancel_stop(session.stop, **REASON)

    assert sorted(Call.objects.values_list("outcome", flat=True)) == ["due", "missed"]


def test_a_stop_that_takes_place_after_all_leaves_nobody_to_call_who_was_not(session: Session) -> None:
    open_list(session)

    with travel(EVE, tick=False):
        reinstate_stop(session.stop, actor=None)

    assert not Call.objects.exists()


def test_two_taps_are_one_try_and_a_colleagues_call_is_not_overwritten(session: Session) -> None:
    (call,) = open_list(session)
    ana, bo = UserFactory(), UserFactory()

    for _tap in range(2):
        note_call(call, Call.Outcome.NOT_REACHED, "Répondeur", expected_version=1, actor=ana)

    call.refresh_from_db()
    assert (call.tries, call.outcome, call.note, call.called_by) == (1, "missed", "Répondeur", ana)
    with pytest.raises(StaleVersion):
        note_call(call, Call.Outcome.REACHED, "", expected_version=1, actor=bo)


def test_the_page_gives_numbers_to_call_and_takes_what_came_of_it(client: Client, session: Session) -> None:
    (call,) = open_list(session)
    editor = member(client, session.stop.tour, "editor")
    page = reverse("calls", args=[session.stop.tour.slug, session.stop.slug])

    shown = client.get(page)
    assert_house_page(shown)
    assert 'href="tel:0612345678"' in shown.content.decode()

    data = {"outcome": "reached", "note": "Viendra une autre fois", "version": 1}
    after = client.post(reverse("call_note", args=[call.pk]), data, follow=True)

    assert "Viendra une autre fois" in text_of(after)
    call.refresh_from_db()
    assert (call.outcome, call.called_by) == ("reached", editor)


@pytest.mark.parametrize("data", [{"outcome": "x", "version": "1"}, {}, {"outcome": "reached"}])
def test_what_is_no_note_is_refused(client: Client, session: Session, data: dict[str, str]) -> None:
    (call,) = open_list(session)
    member(client, session.stop.tour, "editor")

    client.post(reverse("call_note", args=[call.pk]), data)

    call.refresh_from_db()
    assert call.outcome == "due"


def test_a_call_of_an_archived_tour_is_not_noted_and_the_page_says_so(client: Client, session: Session) -> None:
    (call,) = open_list(session)
    member(client, session.stop.tour, "editor")
    Tour.objects.update(state="archived")

    after = client.post("/en" + reverse("call_note", args=[call.pk]), {"outcome": "reached", "version": 1}, follow=True)

    assert "archived" in text_of(after)
    call.refresh_from_db()
    assert call.outcome == "due"


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_as_much_for_three_calls_as_for_one(
    client: Client, session: Session, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    open_list(session, *(f"firm{number}@example.org" for number in range(people)))
    member(client, session.stop.tour, "editor")
    page = reverse("calls", args=[session.stop.tour.slug, session.stop.slug])

    with django_assert_max_num_queries(12):
        client.get(page)


def test_the_control_room_counts_the_calls_until_the_day_is_past(session: Session) -> None:
    open_list(session, "ana@example.org", "bo@example.org")
    stop = Stop.objects.select_related("tour").get(pk=session.stop.pk)

    def needs(today: datetime.date) -> list[str]:
        return [need.sentence for need in calls_to_make(Watched(stop.tour, today, [stop]), 0)]

    (said,) = needs(datetime.date(2031, 6, 17))
    assert said.startswith("2 ")
    assert needs(datetime.date(2031, 6, 19)) == []


def test_calls_are_forgotten_thirty_days_after_the_stop(session: Session) -> None:
    open_list(session)
    over = datetime.datetime(2031, 6, 18, tzinfo=datetime.UTC)

    assert remove_calls(over + datetime.timedelta(days=30)) == 0
    assert remove_calls(over + datetime.timedelta(days=31)) == 1


def test_nobody_who_was_erased_is_on_the_list(session: Session) -> None:
    registration = registered(session)
    Person.objects.filter(pk=registration.contact_id).update(erased_at=timezone.now())
    with travel(EVE, tick=False):
        cancel_stop(session.stop, **REASON)

    assert not Call.objects.exists()


def test_what_was_noted_is_given_out_and_goes_with_the_person(session: Session) -> None:
    (call,) = open_list(session)
    with travel(EVE, tick=False):
        note_call(call, Call.Outcome.REACHED, "Sa fille est malade", expected_version=1, actor=None)
    person = call.registration.contact
    assert "Sa fille est malade" in str(everything_about(person))
    cancel_registration(call.registration)

    erase_person(person, actor=None)

    call.refresh_from_db()
    assert (call.note, call.outcome) == ("", "reached")


def test_a_party_that_comes_to_another_stop_instead_is_called_no_more(session: Session) -> None:
    open_list(session)
    Registration.objects.update(stop=StopFactory(tour=session.stop.tour, published=True))

    assert not calls_of(session.stop).exists()
    assert not to_make().exists()
    Call.objects.update(outcome="reached")
    assert not calls_of(session.stop).exists(), "not even as somebody who was reached"


def test_who_gave_no_number_is_set_apart_with_whom_else_to_ask(client: Client, session: Session) -> None:
    silent = registered(session, email="bo@example.org")
    colleague = registered(session, email="cy@example.org", contact_phone="07.00.00.00.01")
    Registration.objects.filter(pk=colleague.pk).update(company=silent.company)
    open_list(session)
    member(client, session.stop.tour, "editor")

    answer = client.get("/en" + reverse("calls", args=[session.stop.tour.slug, session.stop.slug]))
    text = text_of(answer)

    assert "2 calls to make" in text
    after = text[text.index("1 without a number") :]
    assert "Write to bo@example.org" in after
    assert "Others of the firm:" in after
    assert "07.00.00.00.01" in after
    _calls, silent = answer.content.decode().split("1 without a number")
    assert 'href="tel:0700000001"' in silent


def test_whoever_was_reached_twice_is_due_once(session: Session) -> None:
    (call,) = open_list(session)
    with travel(EVE, tick=False):
        note_call(call, Call.Outcome.REACHED, "", expected_version=1, actor=None)
        Call.objects.create(stop=call.stop, registration=call.registration, reason="moved", outcome="reached")

        reinstate_stop(session.stop, actor=None)

    assert Call.objects.get(outcome="due").reason == "moved"


def test_programs_read_and_note_calls(client: Client, session: Session) -> None:
    (call,) = open_list(session)
    member(client, session.stop.tour, "editor")

    (listed,) = client.get(f"/api/v1/calls/?tour={session.stop.tour.slug}").json()["results"]
    assert listed["phone"] == "06 12 34 56 78"

    address = f"/api/v1/calls/{call.pk}/"
    answer = client.patch(
        address, {"outcome": "missed", "note": "Occupé"}, content_type="application/json",
        headers={"If-Match": client.get(address)["ETag"]},
    )  # fmt: skip
    assert answer.status_code == 200
    assert (answer.json()["outcome"], answer.json()["tries"]) == ("missed", 1)
