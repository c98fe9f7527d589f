"""Writing a question by its page: no script, nothing typed is lost, what is wrong stands where it is."""

import pytest
from django.test import Client
from django.urls import reverse

from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.operations import edit_question
from tests.events.planning.pages import controls, send, text_of
from tests.surveys.factories import (
    FrameworkVersionFactory,
    QuestionFactory,
    SkillFactory,
)
from tests.surveys.questionnaires.at import TYPED, YES_NO, add_address, error_beside, page

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def test_every_kind_of_question_is_offered_with_an_example(client: Client, section: Section) -> None:
    address = reverse("questionnaire_question_choose", args=[section.tour.slug, section.questionnaire.slug, section.pk])

    assert text_of(client.get(address)).count("?kind=") == 6


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_of_each_kind_is_written_in_one_form(client: Client, section: Section, kind: str) -> None:
    done = send(client, f"{add_address(section)}?kind={kind}", label_fr="Alors ?", label_en="Well?", **TYPED[kind])

    question = Question.objects.get()
    assert done.url == f"{page(section.questionnaire)}#question-{question.pk}"
    assert (question.kind, question.code, question.label_en) == (kind, "alors", "Well?")
    again = controls(client.get(page(question, "_edit")))
    assert {name: again[name][0] for name in TYPED[kind]} == TYPED[kind]


def test_saving_a_question_untouched_changes_nothing(client: Client, section: Section) -> None:
    for kind, typed in TYPED.items():
        send(client, f"{add_address(section)}?kind={kind}", label_fr="Alors ?", **typed)

    for question in Question.objects.all():
        assert send(client, page(question, "_edit")).status_code == 302
        before = question.settings
        question.refresh_from_db()
        assert (question.settings, question.version) == (before, 1), question.kind


def test_an_unknown_kind_is_no_page(client: Client, section: Section) -> None:
    assert client.get(f"{add_address(section)}?kind=drawing").status_code == 404
    assert client.get(add_address(section)).status_code == 404


def test_more_rows_keep_everything_and_save_nothing(client: Client, section: Section) -> None:
    address = f"{add_address(section)}?kind=single"
    more = send(client, address, label_fr="Alors ?", choices_2_fr="Oui", required="on", step="choices:add")

    shown = controls(more)
    assert more.status_code == 200
    assert not Question.objects.exists()
    assert (shown["label_fr"], shown["choices_2_fr"], shown["required"]) == (["Alors ?"], ["Oui"], ["on"])
    assert "choices_7_fr" in shown
    assert "error-summary" not in text_of(more)


def test_a_step_keeps_the_version_the_form_was_opened_on(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO})

    more = send(client, page(question, "_edit"), step="choices:add", version="7")

    assert controls(more)["version"] == ["7"]


def test_rows_are_put_in_another_order_and_keep_their_codes(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO, "other": True})

    moved = send(client, page(question, "_edit"), step="choices:2:up")
    client.post(page(question, "_edit"), controls(moved))

    question.refresh_from_db()
    assert [row["code"] for row in question.settings["choices"]] == ["non", "oui"]
    assert question.settings["other"] is True


@pytest.mark.parametrize(
    "step", ["", "choices", "choices:9:up", "choices:-1:up", "choices:²:up", "x:add", "choices:1:x"]
)
def test_a_forged_step_changes_nothing(client: Client, section: Section, step: str) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO})

    shown = send(client, page(question, "_edit"), step=step)

    assert shown.status_code == 200
    assert controls(shown)["choices_1_fr"] == ["Oui"]


def test_a_box_that_was_emptied_stays_empty_through_a_step(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO, "other": True})
    typed = controls(client.get(page(question, "_edit")))
    del typed["setting_other"]

    shown = client.post(page(question, "_edit"), {**typed, "step": "choices:add"})

    assert "setting_other" not in controls(shown)


def test_an_emptied_row_is_taken_out(client: Client, section: Section) -> None:
    rows = [*YES_NO, {"code": "bof", "fr": "Bof", "en": "Meh"}]
    question = QuestionFactory(section=section, kind="single", settings={"choices": rows})

    send(client, page(question, "_edit"), choices_1_fr="", choices_1_en="")

    question.refresh_from_db()
    assert [row["code"] for row in question.settings["choices"]] == ["non", "bof"]


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("single", {"label_fr": ""}, "label_fr"),
        ("single", {"label_fr": "x" * 301}, "label_fr"),
        ("single", {"choices_2_fr": ""}, "choices_1_fr"),
        ("single", {"choices_2_fr": " oui "}, "choices_2_fr"),
        ("single", {"choices_2_fr": "x" * 300}, "choices_2_fr"),
        ("multiple", {"setting_max": "9"}, "setting_max"),
        ("multiple", {"setting_max": "two"}, "setting_max"),
        ("likert", {"items_1_fr": ""}, "items_1_fr"),
        ("number", {"setting_max": "-1"}, "setting_max"),
        ("number", {"setting_decimals": "9"}, "setting_decimals"),
        ("number", {"setting_min": "NaN"}, "setting_min"),
        ("text", {"setting_max_length": "5000"}, "setting_max_length"),
        ("text", {"skill": "999"}, "skill"),
    ],
)
def test_what_is_wrong_stands_beside_it(
    client: Client, section: Section, kind: str, typed: dict[str, str], field: str
) -> None:
    good = {name: value for name, value in TYPED[kind].items() if not name.endswith("_en")}
    refused = send(client, f"{add_address(section)}?kind={kind}", **{"label_fr": "Alors ?", **good, **typed})

    assert refused.status_code == 422
    assert error_beside(refused, field)
    assert not Question.objects.exists()


def test_two_hundred_choices_are_refused_and_can_be_taken_out(client: Client, section: Section) -> None:
    rows = {f"choices_{number}_fr": f"Choix {number}" for number in range(1, 201)}

    refused = send(client, f"{add_address(section)}?kind=single", label_fr="Lequel ?", **rows)

    assert refused.status_code == 422
    assert error_beside(refused, "choices_1_fr")


def test_the_other_persons_choices_are_shown_beside_ones_own(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO})
    typed = controls(client.get(page(question, "_edit")))
    theirs = {"choices": [{**YES_NO[0], "fr": "Certes"}, YES_NO[1]]}
    edit_question(question, {"settings": theirs}, expected_version=1, actor=None)

    stale = client.post(page(question, "_edit"), {**typed, "choices_1_fr": "Volontiers"})

    assert stale.status_code == 422
    assert "Certes / Yes · Non / No" in text_of(stale)
    assert controls(stale)["choices_1_fr"] == ["Volontiers"]
    assert client.post(page(question, "_edit"), controls(stale)).status_code == 302
    question.refresh_from_db()
    assert question.settings["choices"][0]["fr"] == "Volontiers"


def test_only_the_languages_offered_are_asked_for_and_the_other_is_kept(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section, kind="single", settings={"choices": YES_NO})
    Questionnaire.objects.update(in_english=False)

    assert not [name for name in controls(client.get(page(question, "_edit"))) if name.endswith("_en")]
    send(client, page(question, "_edit"), choices_1_fr="Certes")

    question.refresh_from_db()
    assert question.settings["choices"][0] == {"code": "oui", "fr": "Certes", "en": "Yes"}
    assert question.label_en


def test_a_question_may_ask_about_a_skill_of_the_framework_frozen_last(client: Client, section: Section) -> None:
    old, new = FrameworkVersionFactory(frozen_at="2030-01-01T00:00Z"), FrameworkVersionFactory(number=2)
    kept, draft = SkillFactory(framework_version=old), SkillFactory(framework_version=new)

    shown = text_of(client.get(f"{add_address(section)}?kind=text"))
    send(client, f"{add_address(section)}?kind=text", label_fr="Alors ?", skill=str(kept.pk))

    assert kept.title in shown
    assert draft.title not in shown
    assert Question.objects.get().skill == kept
