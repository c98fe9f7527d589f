"""The form where places are few: full sessions, hours that meet, codes, stops that take nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from registrations.models import (
    AccessCode,
    Attendee,
    Registration,
    Seat,
    Terms,
)
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory
from tests.events.planning.pages import controls, error_beside, text_of
from tests.registrations.booking.party import form_of, mine, registered, typed

pytestmark = pytest.mark.django_db


def test_colleagues_come_to_the_same_sessions_unless_something_else_is_ticked(client: Client, stop: Any) -> None:
    morning, evening = SessionFactory(stop=stop), SessionFactory(stop=stop)
    people = {
        "person_1_name": "Bo", "person_1_email": "bo@example.org", "person_2_name": "Cy",
        "person_2_sessions": [str(evening.pk)], "person_2_needs": "fauteuil", "person_3_name": " ",
    }  # fmt: skip

    client.post(form_of(stop), typed(morning, **people))

    chosen = {
        attendee.person.name: {seat.session_id for seat in attendee.seats.all()} for attendee in Attendee.objects.all()
    }
    assert chosen == {"Ana Exemple": {morning.pk}, "Bo": {morning.pk}, "Cy": {evening.pk}}
    assert Attendee.objects.get(person__name="Cy").needs == "fauteuil"


def test_a_full_session_says_so_before_and_gives_a_place_in_line(client: Client, stop: Any) -> None:
    session = SessionFactory(stop=stop, capacity=1)
    registered(session, email="first@example.org")

    form = client.get(form_of(stop))
    client.post(form_of(stop), typed(session))
    after = client.get(mine(Registration.objects.last()))

    assert "liste d’attente" in text_of(form) or "waiting list" in text_of(form)
    assert Seat.objects.filter(state=Seat.State.WAITLISTED).count() == 1
    assert "notice-warning" in text_of(after)


def test_nobody_waits_without_having_read_so(client: Client, stop: Any) -> None:
    session = SessionFactory(stop=stop, capacity=1)

    asked = client.post(form_of(stop), typed(session, person_1_name="Bo"))
    assert asked.status_code == 422
    assert error_beside("all_or_none") in text_of(asked)
    again = client.post(form_of(stop), controls(asked))

    assert again.status_code == 302
    assert set(Seat.objects.values_list("state", flat=True)) == {"waitlisted"}


@pytest.mark.parametrize(("choice", "states"), [("free", {"confirmed", "waitlisted"}), ("all", {"waitlisted"})])
def test_with_one_session_full_one_chooses_what_is_free_or_all_or_nothing(
    client: Client, stop: Any, choice: str, states: set[str]
) -> None:
    small = SessionFactory(stop=stop, capacity=1)
    large = SessionFactory(stop=stop, capacity=9, starts_at=small.ends_at)
    registered(small, email="first@example.org")

    asked = client.post(form_of(stop), typed(small, large))
    client.post(form_of(stop), {**controls(asked), "all_or_none": choice})

    mine = Registration.objects.get(contact__email="ana@example.org")
    assert set(Seat.objects.filter(attendee__registration=mine).values_list("state", flat=True)) == states


def test_two_sessions_at_the_same_time_are_confirmed_first_by_name(client: Client, stop: Any) -> None:
    one, other = SessionFactory(stop=stop), SessionFactory(stop=stop)
    later = SessionFactory(stop=stop, starts_at=one.ends_at)
    form = typed(one, later, person_1_name="Bo", person_1_sessions=[str(one.pk), str(other.pk)])

    asked = client.post("/en" + form_of(stop), form)
    again = controls(asked)
    confirmed = re.findall(r'name="overlaps" value="([^"]+)"', text_of(asked))

    assert asked.status_code == 422
    assert error_beside("overlaps") in text_of(asked)
    assert f"Bo: “{one.title_en}”" in text_of(asked)
    assert "Ana Exemple: “" not in text_of(asked)
    assert again["person_1_sessions"] == [str(one.pk), str(other.pk)]
    changed = client.post(form_of(stop), {**again, "sessions": [str(one.pk), str(other.pk)], "overlaps": confirmed})
    assert changed.status_code == 422  # what was confirmed was another choice
    assert client.post(form_of(stop), {**again, "overlaps": confirmed}).status_code == 302


def test_a_session_of_another_stop_cannot_be_chosen(client: Client, session: Any) -> None:
    foreign = SessionFactory(stop=StopFactory(published=True))

    response = client.post(form_of(session.stop), typed(foreign))

    assert error_beside("sessions") in text_of(response)


@pytest.mark.parametrize("kind", ["held", "cancelled"])
def test_a_stop_that_takes_nobody_says_why(client: Client, kind: str) -> None:
    stop = StopFactory(**{kind: True})
    session = SessionFactory(stop=stop)

    seen, sent = client.get(form_of(stop)), client.post(form_of(stop), typed(session))

    assert (seen.status_code, sent.status_code) == (200, 422)
    assert 'name="party"' not in text_of(seen)
    assert not Registration.objects.exists()


def test_a_stop_that_is_not_public_has_no_form(client: Client) -> None:
    assert client.get(form_of(StopFactory(confirmed=True))).status_code == 404


def test_a_code_opens_a_stop_for_those_who_have_one(client: Client, session: Any) -> None:
    Terms.objects.create(stop=session.stop, with_code_only=True)
    code = AccessCode.objects.create(stop=session.stop, code="Été 2031")

    without = client.post(form_of(session.stop), typed(session, contact_name=""))
    with_one = client.post(form_of(session.stop), typed(session, access_code=" ete 2031"))

    assert error_beside("access_code") in text_of(without)  # with all else that is wrong
    assert error_beside("contact_name") in text_of(without)
    assert with_one.status_code == 302
    assert Registration.objects.get().access_code == code


def test_a_code_is_asked_for_only_where_there_are_codes(client: Client, session: Any) -> None:
    assert "access_code" not in controls(client.get(form_of(session.stop)))

    AccessCode.objects.create(stop=session.stop, code="CCI")

    assert controls(client.get(form_of(session.stop) + "?code=cci"))["access_code"] == ["cci"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_as_much_for_three_sessions_as_for_one(
    client: Client, stop: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        SessionFactory(stop=stop)
        PartnershipFactory(stop=stop)

    with django_assert_num_queries(7):  # the stop, terms, sessions, who waits, hosts, questions, codes, notice
        client.get(form_of(stop))
