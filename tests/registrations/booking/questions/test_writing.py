"""The team writes the questions of the registration form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.models import Role
from registrations.booking.questions.errors import FormQuestionError
from registrations.booking.questions.operations import (
    MOST_QUESTIONS,
    add_question,
    edit_question,
    move_question,
    restore_question,
    withdraw_question,
)
from registrations.models import FormQuestion
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import controls, text_of
from tests.registrations.booking.party import registered
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
YES_NO = {"choices": [{"fr": "oui", "en": "yes"}, {"fr": "non", "en": "no"}]}


@pytest.fixture
def tour() -> Any:
    return TourFactory(published=True)


@pytest.fixture
def editor(client: Client, tour: Any) -> Client:
    client.force_login(MembershipFactory(tour=tour, role=Role.EDITOR).user)
    return client


def at(tour: Any, name: str = "form_questions", *more: object) -> str:
    with translation.override("en"):
        return reverse(name, args=[tour.slug, *more])


def ask(tour: Any, label: str, kind: str = "single", **values: Any) -> FormQuestion:
    values.setdefault("settings", YES_NO if kind == "single" else {})
    return add_question(tour, kind, {"label_fr": label, "label_en": label, **values}, actor=None)


def codes(tour: Any) -> list[str]:
    return list(tour.form_questions.filter(withdrawn_at=None).values_list("code", flat=True))


def test_an_editor_adds_a_question_to_one_stop_in_three_pages(editor: Client, tour: Any) -> None:
    stop = StopFactory(tour=tour)
    assert_house_page(editor.get(at(tour, "form_question_choose")), language="en")
    address = at(tour, "form_question_new") + "?kind=single"
    assert_house_page(editor.get(address), language="en")
    sent = {
        "label_fr": "Déjeunez-vous ?", "label_en": "Lunch?", "asked_of": "attendee", "stop": str(stop.pk),
        "choices_1_fr": "oui", "choices_1_en": "yes", "choices_2_fr": "non", "choices_2_en": "no",
    }  # fmt: skip

    response = editor.post(address, sent, follow=True)

    question = FormQuestion.objects.get()
    assert_house_page(response, language="en")
    assert f"only at {stop}" in text_of(response)
    assert (question.code, question.asked_of) == ("dejeunez_vous", "attendee")
    assert question.settings["choices"][0]["code"] == "oui"


def test_what_is_wrong_is_said_beside_its_field(editor: Client, tour: Any) -> None:
    response = editor.post(at(tour, "form_question_new") + "?kind=single", {"asked_of": "registration"})

    assert response.status_code == 422
    assert 'id="id_label_fr_error"' in text_of(response)
    assert 'id="id_choices_1_fr_error"' in text_of(response)


def test_a_condition_is_ticked_among_the_answers_of_earlier_questions(editor: Client, tour: Any) -> None:
    ask(tour, "Car")
    later = ask(tour, "Seats", "number")
    address = at(tour, "form_question_edit", later.pk)
    form = controls(editor.get(address))

    editor.post(address, {**form, "follows": ["car:oui"]})

    later.refresh_from_db()
    assert later.shown_if == {"question": "car", "choices": ["oui"]}
    assert "Only after “Car”: yes" in text_of(editor.get(at(tour)))
    assert controls(editor.get(address))["follows"] == ["car:oui"]


@pytest.mark.parametrize(
    "shown_if",
    [
        {"question": "car", "choices": ["oui"]},  # itself
        {"question": "later", "choices": ["oui"]},
        {"question": "text", "choices": ["oui"]},
        {"question": "first", "choices": ["perhaps"]},
        {"question": "each", "choices": ["oui"]},
        {"question": "", "choices": []},
        {"nonsense": 1},
    ],
)
def test_a_condition_that_could_never_be_met_is_refused(tour: Any, shown_if: dict[str, Any]) -> None:
    ask(tour, "First")
    ask(tour, "Text", "text")
    ask(tour, "Each", asked_of="attendee")
    car = ask(tour, "Car")
    ask(tour, "Later")

    with pytest.raises(FormQuestionError):
        edit_question(car, {"shown_if": shown_if}, expected_version=None, actor=None)


def test_what_was_answered_keeps_whom_it_was_asked_of(tour: Any) -> None:
    session = SessionFactory(stop=StopFactory(tour=tour, published=True))
    question = ask(tour, "Topic", "text")
    registered(session, answers={question.pk: [{"text": "wood"}]})

    with pytest.raises(FormQuestionError):
        edit_question(question, {"asked_of": "attendee"}, expected_version=None, actor=None)

    edit_question(question, {"label_en": "Subject"}, expected_version=None, actor=None)
    withdraw_question(question, actor=None)
    assert question.answers.count() == 1


def test_a_question_stays_after_the_one_it_follows_from(editor: Client, tour: Any) -> None:
    car = ask(tour, "Car")
    seats = ask(tour, "Seats", "number", shown_if={"question": "car", "choices": ["oui"]})
    topic = ask(tour, "Topic", "text")

    editor.post(at(tour, "form_question_move", topic.pk), {"way": "up"})
    assert codes(tour) == ["car", "topic", "seats"]
    move_question(topic, -1, actor=None)
    with pytest.raises(FormQuestionError):
        move_question(seats, -1, actor=None)
    with pytest.raises(FormQuestionError):
        withdraw_question(car, actor=None)


def test_an_answer_that_decides_about_another_question_stays(editor: Client, tour: Any) -> None:
    car = ask(tour, "Car", settings={**YES_NO, "other": True})
    ask(tour, "Seats", "number", shown_if={"question": "car", "choices": ["oui", "other"]})
    address = at(tour, "form_question_edit", car.pk)
    form = {**controls(editor.get(address)), "choices_1_fr": "peut-être", "choices_1_en": "perhaps"}

    refused = editor.post(address, {**form, "choices_1_code": ""})
    with pytest.raises(FormQuestionError) as other:
        edit_question(car, {"settings": {**car.settings, "other": False}}, expected_version=None, actor=None)

    assert "“Seats” is asked only of those who answered “yes” here. Change that first." in text_of(refused)
    assert (other.value.code, other.value.field) == ("followed", "other")
    editor.post(address, form)
    car.refresh_from_db()
    assert [choice["fr"] for choice in car.settings["choices"]] == ["peut-être", "non"]  # its words are free


@pytest.mark.parametrize("field", ["asked_of", "stop"])
def test_a_question_that_decides_is_still_asked_of_all_that_follow_from_it(tour: Any, field: str) -> None:
    car = ask(tour, "Car")
    ask(tour, "Seats", "number", shown_if={"question": "car", "choices": ["oui"]})
    narrower = {"asked_of": "attendee", "stop": StopFactory(tour=tour)}[field]

    with pytest.raises(FormQuestionError) as refused:
        edit_question(car, {field: narrower}, expected_version=None, actor=None)

    assert (refused.value.code, refused.value.field) == ("followed", field)


def test_a_withdrawn_question_comes_back_at_the_end(editor: Client, tour: Any) -> None:
    first, _second = ask(tour, "First"), ask(tour, "Second")

    editor.post(at(tour, "form_question_withdraw", first.pk))
    assert codes(tour) == ["second"]
    assert "Asked no more" in text_of(editor.get(at(tour)))
    editor.post(at(tour, "form_question_withdraw", first.pk))

    assert codes(tour) == ["second", "first"]


def test_one_that_follows_from_a_withdrawn_question_stays_withdrawn(tour: Any) -> None:
    car = ask(tour, "Car")
    seats = ask(tour, "Seats", "number", shown_if={"question": "car", "choices": ["oui"]})
    withdraw_question(seats, actor=None)
    withdraw_question(car, actor=None)

    with pytest.raises(FormQuestionError):
        restore_question(seats, actor=None)


def test_there_are_not_too_many(tour: Any) -> None:
    FormQuestion.objects.bulk_create(
        FormQuestion(tour=tour, code=f"c{number}", kind="text", label_fr="?") for number in range(MOST_QUESTIONS)
    )

    with pytest.raises(FormQuestionError):
        ask(tour, "One more", "text")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_preview_is_what_registrants_see(editor: Client, tour: Any, language: str) -> None:
    ask(tour, "Car", asked_of="attendee")
    ask(tour, "Topic", "text")

    shown = editor.get(at(tour, "form_questions_preview") + f"?language={language}")

    assert ("oui" if language == "fr" else "yes") in text_of(shown)


def test_an_archived_tour_s_questions_are_read_only(editor: Client, tour: Any) -> None:
    question = ask(tour, "Topic", "text")
    tour.state = tour.State.ARCHIVED
    tour.save()

    assert editor.post(at(tour, "form_question_edit", question.pk), {"label_fr": "x"}).status_code == 422
    assert at(tour, "form_question_edit", question.pk) not in text_of(editor.get(at(tour)))


def test_the_list_asks_a_constant_number_of_queries(
    editor: Client, tour: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        ask(tour, f"Question {number}", stop=StopFactory(tour=tour))

    with django_assert_max_num_queries(12):
        editor.get(at(tour))
