"""The organiser's own questions on the form: asked, refused, stored, shown again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registrations.booking.questions.operations import add_question, change_answers, withdraw_question
from registrations.booking.questions.queries import answers_of, answers_of_people, questions_of, unanswered_of
from registrations.models import Attendee, FormAnswer, FormQuestion, Registration
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, error_beside, member, text_of
from tests.registrations.booking.party import form_of, mine, registered, typed

pytestmark = pytest.mark.django_db
YES_NO = {"choices": [{"fr": "oui", "en": "yes"}, {"fr": "non", "en": "no"}]}


def ask(session: Any, label: str, kind: str = "text", **values: Any) -> FormQuestion:
    values.setdefault("settings", YES_NO if kind in {"single", "multiple"} else {})
    return add_question(session.stop.tour, kind, {"label_fr": label, "label_en": label, **values}, actor=None)


def test_what_is_asked_once_and_of_each_is_kept_apart(client: Client, session: Any) -> None:
    topic = ask(session, "Topic")
    lunch = ask(session, "Lunch", "single", asked_of="attendee")
    answers = {"q-topic": "le bois", "person_0_q-lunch": "oui", "person_1_q-lunch": "non", "person_2_q-lunch": "non"}

    client.post(form_of(session.stop), typed(session, person_1_name="Bo", person_2_name="", **answers))

    registration = Registration.objects.get()
    told = [(one.question, one.answer, one.attendee and one.attendee.person.name) for one in answers_of(registration)]
    assert told == [("Topic", "le bois", None), ("Lunch", "oui", "Ana Exemple"), ("Lunch", "non", "Bo")]
    bo = Attendee.objects.get(person__name="Bo")
    assert answers_of_people([bo])[bo.pk] == {topic.pk: "le bois", lunch.pk: "non"}
    assert FormAnswer.objects.count() == 3


def test_a_required_answer_is_wanted_of_whoever_comes_and_of_nobody_else(client: Client, session: Any) -> None:
    ask(session, "Topic", required=True)
    ask(session, "Lunch", "single", required=True, asked_of="attendee")

    refused = client.post(form_of(session.stop), typed(session, coming=None, person_1_name="Bo", person_2_name=""))

    shown = text_of(refused)
    assert refused.status_code == 422
    assert error_beside("q-topic") in shown
    assert error_beside("person_1_q-lunch") in shown
    assert error_beside("person_0_q-lunch") not in shown
    assert error_beside("person_2_q-lunch") not in shown


@pytest.mark.parametrize(("car", "status"), [("oui", 422), ("non", 302), (None, 302)])
def test_what_follows_from_an_answer_is_wanted_only_with_it(
    client: Client, session: Any, car: str | None, status: int
) -> None:
    ask(session, "Car", "single")
    ask(session, "Seats", "number", required=True, shown_if={"question": "car", "choices": ["oui"]})

    response = client.post(form_of(session.stop), typed(session, **{"q-car": car, "q-seats": "beaucoup"}))

    assert response.status_code == status
    assert not FormAnswer.objects.filter(question__code="seats").exists()


def test_a_person_s_question_may_follow_from_the_party_s(client: Client, session: Any) -> None:
    ask(session, "Car", "multiple")
    ask(session, "Driver", asked_of="attendee", shown_if={"question": "car", "choices": ["oui"]})

    page = client.get("/en" + form_of(session.stop))
    client.post(form_of(session.stop), typed(session, **{"q-car": ["oui"], "person_0_q-driver": "me"}))

    assert 'data-follows="q-car" data-values="oui"' in text_of(page)
    assert "If you answered “yes” above:" in text_of(page)
    assert FormAnswer.objects.get(question__code="driver").value == [{"text": "me"}]


@pytest.mark.parametrize("forged", ["perhaps", "oui\x00", "<b>"])
def test_a_choice_that_is_not_offered_is_refused_and_nothing_is_lost(client: Client, session: Any, forged: str) -> None:
    ask(session, "Car", "single")
    ask(session, "Topic")

    response = client.post(form_of(session.stop), typed(session, **{"q-car": forged, "q-topic": "=1+1"}))

    assert error_beside("q-car") in text_of(response)
    assert controls(response)["q-topic"] == ["=1+1"]
    assert not Registration.objects.exists()


def test_a_stop_asks_its_tour_s_questions_and_its_own(session: Any, django_assert_num_queries: Any) -> None:
    elsewhere = SessionFactory(stop=StopFactory(published=True, tour=session.stop.tour))
    ask(session, "Everywhere")
    ask(session, "Here", stop=session.stop)
    withdraw_question(ask(session, "Never"), actor=None)

    with django_assert_num_queries(2):
        here, there = questions_of(session.stop), questions_of(elsewhere.stop)

    assert [one.question.code for one in here.of_registration] == ["everywhere", "here"]
    assert [one.question.code for one in there.of_registration] == ["everywhere"]


def test_one_more_line_keeps_the_answers(client: Client, session: Any) -> None:
    ask(session, "Car", "multiple")
    ask(session, "Lunch", asked_of="attendee")

    form = controls(client.post(form_of(session.stop), typed(session, more="1", **{"q-car": ["oui", "non"]})))

    assert form["q-car"] == ["oui", "non"]
    assert "person_1_q-lunch" in form


def test_a_party_changes_what_it_answered_by_its_link(client: Client, session: Any) -> None:
    ask(session, "Topic", required=True)
    lunch = ask(session, "Lunch", "single", asked_of="attendee")
    client.post(form_of(session.stop), typed(session, **{"q-topic": "wood", "person_0_q-lunch": "oui"}))
    registration = Registration.objects.get()
    person = mine(registration, "person_answers", registration.attendees.get().public_id)

    assert "wood" in text_of(client.get(mine(registration)))
    assert controls(client.get(person))["person_q-lunch"] == ["oui"]
    refused = client.post(mine(registration, "answers"), {"q-topic": ""})
    client.post(mine(registration, "answers"), {"q-topic": "metal"})
    client.post(person, {"person_q-lunch": ""})

    assert error_beside("q-topic") in text_of(refused)
    assert [(one.question, one.answer) for one in answers_of(registration)] == [("Topic", "metal")]
    assert not lunch.answers.exists()


@pytest.mark.parametrize("page", ["add", "replace"])
def test_whoever_is_named_later_is_asked_as_well(client: Client, session: Any, page: str) -> None:
    car = ask(session, "Car", "single")
    ask(session, "Driver", required=True, asked_of="attendee", shown_if={"question": "car", "choices": ["oui"]})
    ask(session, "Passenger", required=True, asked_of="attendee", shown_if={"question": "car", "choices": ["non"]})
    made = registered(session, answers={car.pk: [{"choice": "oui"}]})
    address = mine(made, page, *([made.attendees.get().public_id] if page == "replace" else []))
    sent = {"name": "Bo", "sessions": [str(session.pk)]}

    shown, refused = text_of(client.get(address)), client.post(address, sent)
    client.post(address, {**sent, "person_q-driver": "Bo"})

    assert "web/follows.js" in shown
    assert "Passenger" not in shown
    assert error_beside("person_q-driver") in text_of(refused)
    assert FormAnswer.objects.get(attendee__person__name="Bo").value == [{"text": "Bo"}]
    assert Attendee.objects.filter(cancelled_at=None).count() == (1 if page == "replace" else 2)


def test_the_team_adds_somebody_who_did_not_say_everything(client: Client, session: Any) -> None:
    ask(session, "Lunch", required=True, asked_of="attendee")
    made, stop = registered(session), session.stop
    member(client, stop.tour, "editor")
    address = reverse("registration_add", args=[stop.tour.slug, stop.slug, made.public_id])
    sent = {"name": "Bo", "sessions": [str(session.pk)], "tell": "no"}

    assert controls(client.get(address))["person_q-lunch"] == [""]
    assert client.post(address, sent).status_code == 302
    assert Attendee.objects.filter(person__name="Bo").exists()


def test_an_answer_that_follows_from_the_party_s_is_changed_by_itself(client: Client, session: Any) -> None:
    car = ask(session, "Car", "single")
    ask(session, "Driver", asked_of="attendee", shown_if={"question": "car", "choices": ["oui"]})
    made = registered(session, answers={car.pk: [{"choice": "oui"}]})
    address = mine(made, "person_answers", made.attendees.get().public_id)

    client.post(address, {"person_q-driver": "Bo"})

    assert controls(client.get(address))["person_q-driver"] == ["Bo"]


def test_without_questions_there_is_nothing_to_change(client: Client, session: Any) -> None:
    assert client.get(mine(registered(session), "answers")).status_code == 404


def test_answers_are_changed_and_those_of_withdrawn_questions_stay(session: Any) -> None:
    topic, gone = ask(session, "Topic"), ask(session, "Gone")
    made = registered(session, answers={topic.pk: [{"text": "wood"}], gone.pk: [{"text": "kept"}]})

    change_answers(made, None, {topic.pk: [{"text": "metal"}]})

    assert {one.question: one.answer for one in answers_of(made)} == {"Topic": "metal", "Gone": "kept"}


def test_what_was_not_answered_is_said_with_a_way_to_answer_it(client: Client, session: Any) -> None:
    lunch = ask(session, "Lunch", "single", asked_of="attendee")
    registration = registered(session, people=2)
    topic = ask(session, "Topic")  # asked since
    ask(session, "Meat", asked_of="attendee", shown_if={"question": lunch.code, "choices": ["oui"]})
    ana, bo = registration.attendees.order_by("pk")
    change_answers(registration, ana, {lunch.pk: [{"choice": "oui"}]})
    change_answers(registration, bo, {lunch.pk: [{"choice": "non"}]})

    left = [(one.attendee, one.count) for one in unanswered_of(registration, [ana, bo])]
    assert left == [(None, 1), (ana, 1)]
    page = text_of(client.get("/en" + mine(registration)))
    assert page.count("1 question not answered") == 2
    assert mine(registration, "answers") in page
    change_answers(registration, None, {topic.pk: [{"text": "le bois"}]})
    assert text_of(client.get("/en" + mine(registration))).count("1 question not answered") == 1
