"""Writing a questionnaire by its pages: no script, nothing typed is lost, what is wrong stands where it is."""

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from events.models import Tour
from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.operations import edit_question, freeze
from tests.events.factories import TourFactory
from tests.events.planning.pages import controls, member, send, text_of
from tests.surveys.factories import (
    FrameworkVersionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    SkillFactory,
)
from tests.tournee.documents.reading import check_pdf

pytestmark = pytest.mark.django_db
YES_NO = [{"code": "oui", "fr": "Oui", "en": "Yes"}, {"code": "non", "fr": "Non", "en": "No"}]


def page(thing: Questionnaire | Section | Question, name: str = "") -> str:
    if isinstance(thing, Questionnaire):
        return reverse(f"questionnaire{name}", args=[thing.tour.slug, thing.slug])
    part = "question" if isinstance(thing, Question) else "section"
    return reverse(f"questionnaire_{part}{name}", args=[thing.tour.slug, thing.questionnaire.slug, thing.pk])


def _add(section: Section) -> str:
    return reverse("questionnaire_question_new", args=[section.tour.slug, section.questionnaire.slug, section.pk])


@pytest.fixture
def questionnaire(client: Client) -> Questionnaire:
    """A questionnaire of one page, and its editor signed in."""
    found = QuestionnaireFactory()
    SectionFactory(questionnaire=found, position=1)
    member(client, found.tour, "editor")
    return found


@pytest.fixture
def section(questionnaire: Questionnaire) -> Section:
    return questionnaire.sections.get()


def error_beside(response: HttpResponse, field: str) -> bool:
    return f'id="id_{field}_error"' in response.content.decode()


def test_a_tours_questionnaires_are_a_tab_of_it(client: Client, questionnaire: Questionnaire) -> None:
    tour_page = client.get(reverse("planning_tour", args=[questionnaire.tour.slug]))
    found = client.get(reverse("questionnaires", args=[questionnaire.tour.slug]))

    assert reverse("questionnaires", args=[questionnaire.tour.slug]) in text_of(tour_page)
    assert page(questionnaire) in text_of(found)


def test_an_empty_list_says_how_to_begin(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    shown = client.get(reverse("questionnaires", args=[tour.slug]))

    assert text_of(shown).count(reverse("questionnaire_new", args=[tour.slug])) == 2


def test_a_questionnaire_is_created_and_one_lands_where_it_is_written(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")

    done = send(client, reverse("questionnaire_new", args=[tour.slug]), title_fr="Après", title_en="After")

    assert done.url == page(Questionnaire.objects.get())


def test_a_form_sent_twice_creates_one(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")
    address = reverse("questionnaire_new", args=[tour.slug])
    typed = {**controls(client.get(address)), "title_fr": "Après"}

    assert client.post(address, typed).url == client.post(address, typed).url
    assert Questionnaire.objects.count() == 1


def test_no_language_at_all_is_refused_beside_the_boxes(client: Client, questionnaire: Questionnaire) -> None:
    address = page(questionnaire, "_edit")
    typed = controls(client.get(address))
    del typed["in_french"], typed["in_english"]

    refused = client.post(address, typed)

    assert refused.status_code == 422
    assert error_beside(refused, "in_french")


def test_every_kind_of_question_is_offered_with_an_example(client: Client, section: Section) -> None:
    address = reverse("questionnaire_question_choose", args=[section.tour.slug, section.questionnaire.slug, section.pk])

    assert text_of(client.get(address)).count("?kind=") == 6


TYPED: dict[str, dict[str, str]] = {
    "single": {"choices_1_fr": "Oui", "choices_1_en": "Yes", "choices_2_fr": "Non", "choices_2_en": "No"},
    "multiple": {"choices_1_fr": "Oui", "choices_2_fr": "Non", "setting_max": "1"},
    "likert": {"items_1_fr": "Le prix", "items_1_en": "The price"},
    "number": {"setting_unit_fr": "salariés", "setting_unit_en": "staff", "setting_min": "0", "setting_max": "2.5"},
    "text": {"setting_max_length": "200"},
    "sentence": {"setting_before_fr": "J’irais", "setting_before_en": "I would go"},
}


@pytest.mark.parametrize("kind", TYPED)
def test_a_question_of_each_kind_is_written_in_one_form(client: Client, section: Section, kind: str) -> None:
    done = send(client, f"{_add(section)}?kind={kind}", label_fr="Alors ?", label_en="Well?", **TYPED[kind])

    question = Question.objects.get()
    assert done.url == f"{page(section.questionnaire)}#question-{question.pk}"
    assert (question.kind, question.code, question.label_en) == (kind, "alors", "Well?")
    again = controls(client.get(page(question, "_edit")))
    assert {name: again[name][0] for name in TYPED[kind]} == TYPED[kind]


def test_saving_a_question_untouched_changes_nothing(client: Client, section: Section) -> None:
    for kind, typed in TYPED.items():
        send(client, f"{_add(section)}?kind={kind}", label_fr="Alors ?", **typed)

    for question in Question.objects.all():
        assert send(client, page(question, "_edit")).status_code == 302
        before = question.settings
        question.refresh_from_db()
        assert (question.settings, question.version) == (before, 1), question.kind


def test_an_unknown_kind_is_no_page(client: Client, section: Section) -> None:
    assert client.get(f"{_add(section)}?kind=drawing").status_code == 404
    assert client.get(_add(section)).status_code == 404


def test_more_rows_keep_everything_and_save_nothing(client: Client, section: Section) -> None:
    address = f"{_add(section)}?kind=single"
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
    refused = send(client, f"{_add(section)}?kind={kind}", **{"label_fr": "Alors ?", **good, **typed})

    assert refused.status_code == 422
    assert error_beside(refused, field)
    assert not Question.objects.exists()


def test_two_hundred_choices_are_refused_and_can_be_taken_out(client: Client, section: Section) -> None:
    rows = {f"choices_{number}_fr": f"Choix {number}" for number in range(1, 201)}

    refused = send(client, f"{_add(section)}?kind=single", label_fr="Lequel ?", **rows)

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

    shown = text_of(client.get(f"{_add(section)}?kind=text"))
    send(client, f"{_add(section)}?kind=text", label_fr="Alors ?", skill=str(kept.pk))

    assert kept.title in shown
    assert draft.title not in shown
    assert Question.objects.get().skill == kept


def test_pages_and_questions_are_moved_by_buttons(client: Client, section: Section) -> None:
    first, second = (QuestionFactory(section=section, position=place) for place in (1, 2))

    done = client.post(page(second, "_move"), {"way": "up"})

    assert done.url.endswith(f"#question-{second.pk}")
    assert list(section.questions.order_by("position")) == [second, first]
    added = send(client, reverse("questionnaire_section_new", args=[section.tour.slug, section.questionnaire.slug]))
    assert client.post(page(section, "_move"), {"way": "down"}).status_code == 302
    assert added.status_code == 302
    assert section.questionnaire.sections.order_by("position").last() == section


def test_moving_is_no_reading(client: Client, section: Section) -> None:
    assert client.get(page(section, "_move")).status_code == 405


@pytest.mark.parametrize("name", ["question", "section", "questionnaire"])
def test_removing_asks_first(client: Client, section: Section, name: str) -> None:
    question = QuestionFactory(section=section)
    SectionFactory(questionnaire=section.questionnaire, position=2)
    thing: Any = {"question": question, "section": section, "questionnaire": section.questionnaire}[name]

    assert client.get(page(thing, "_remove")).status_code == 200
    assert Question.objects.exists()
    assert client.post(page(thing, "_remove")).status_code == 302
    assert not Question.objects.exists()


def test_the_last_page_says_why_it_stays(client: Client, section: Section) -> None:
    assert client.post(page(section, "_remove")).status_code == 422
    assert Section.objects.exists()


def test_a_questionnaire_that_was_frozen_says_why_it_stays(client: Client, section: Section) -> None:
    QuestionFactory(section=section)
    freeze(section.questionnaire, None)

    shown = client.get(page(section.questionnaire, "_remove"))

    assert "notice-warning" in text_of(shown)
    assert client.post(page(section.questionnaire, "_remove")).status_code == 422


def test_a_copy_is_made_after_asking(client: Client, questionnaire: Questionnaire) -> None:
    assert client.get(page(questionnaire, "_copy")).status_code == 200
    client.post(page(questionnaire, "_copy"))

    assert Questionnaire.objects.filter(title_fr__endswith="(copie)").count() == 1


def test_the_editors_page_says_what_is_missing_before_sending(client: Client, section: Section) -> None:
    QuestionFactory(section=section, label_fr="Combien ?", label_en="")

    assert "Combien ?" in text_of(client.get(page(section.questionnaire))).split('id="missing"')[1].split("</ul>")[0]


def test_the_editors_page_says_that_what_was_sent_has_changed(client: Client, section: Section) -> None:
    question = QuestionFactory(section=section)
    freeze(section.questionnaire, None)
    before = text_of(client.get(page(section.questionnaire)))
    edit_question(question, {"label_fr": "Autrement ?"}, expected_version=None, actor=None)
    after = text_of(client.get(page(section.questionnaire)))

    assert len(after) > len(before)


@pytest.mark.parametrize(("language", "word"), [("fr", "Oui"), ("en", "Yes")])
def test_the_preview_is_what_respondents_see_in_each_language(
    client: Client, section: Section, language: str, word: str
) -> None:
    QuestionFactory(section=section, kind="single", settings={"choices": YES_NO, "other": True})

    shown = text_of(client.get(f"{page(section.questionnaire, '_preview')}?language={language}"))

    assert word in shown
    assert 'type="radio"' in shown


def test_a_preview_in_a_language_that_is_not_offered_is_in_one_that_is(client: Client, section: Section) -> None:
    QuestionFactory(section=section, label_fr="Alors ?")
    Questionnaire.objects.update(in_english=False)

    assert "Alors ?" in text_of(client.get(f"{page(section.questionnaire, '_preview')}?language=en"))


@pytest.mark.parametrize(("language", "word"), [("fr", "Oui"), ("en", "Yes")])
def test_it_is_printed_in_each_language_to_be_answered_with_a_pen(
    client: Client, section: Section, language: str, word: str
) -> None:
    for kind, typed in TYPED.items():
        send(client, f"{_add(section)}?kind={kind}", label_fr=f"Une {kind} ?", label_en=f"A {kind}?", **typed)

    paper = client.get(f"{page(section.questionnaire, '_paper')}?language={language}")

    assert paper["Content-Type"] == "application/pdf"
    with pdfplumber.open(BytesIO(paper.content)) as read:
        text = " ".join(leaf.extract_text() for leaf in read.pages)
    assert word in text
    assert ("Une likert" if language == "fr" else "A likert") in text
    assert [str(fault) for fault in check_pdf(paper.content)] == []


def test_markup_is_shown_as_it_was_typed(client: Client, section: Section) -> None:
    evil = "<script>alert(1)</script>"
    rows = [{"code": "a", "fr": evil, "en": evil}, YES_NO[1]]
    QuestionFactory(section=section, kind="single", label_fr=evil, help_fr=evil, settings={"choices": rows})

    for address in (page(section.questionnaire), page(section.questionnaire, "_preview")):
        assert evil not in client.get(address).content.decode()


@pytest.mark.parametrize("role", ["reader", "editor", "manager"])
def test_the_whole_team_reads_and_only_editors_are_offered_to_write(client: Client, role: str) -> None:
    section = SectionFactory(position=1)
    question = QuestionFactory(section=section)
    member(client, section.tour, role)
    writes = role != "reader"

    shown = client.get(page(section.questionnaire))

    assert shown.status_code == 200
    assert (page(question, "_edit") in text_of(shown)) == writes
    assert client.get(page(question, "_edit")).status_code == (200 if writes else 403)
    assert client.post(page(question, "_move"), {"way": "up"}).status_code == (302 if writes else 403)


def test_another_tours_team_reads_nothing(client: Client) -> None:
    section = SectionFactory()
    member(client, TourFactory(), "manager")

    assert client.get(page(section.questionnaire)).status_code == 403
    assert client.get(page(section.questionnaire, "_preview")).status_code == 403


def test_a_question_is_found_only_at_its_own_questionnaire(client: Client, section: Section) -> None:
    other = QuestionFactory(section=SectionFactory(questionnaire=QuestionnaireFactory(tour=section.tour)))

    address = reverse("questionnaire_question_edit", args=[section.tour.slug, section.questionnaire.slug, other.pk])
    assert client.get(address).status_code == 404


def test_an_archived_tour_says_why_nothing_can_be_written(client: Client, section: Section) -> None:
    Tour.objects.update(state="archived")

    for address in (f"{_add(section)}?kind=text", page(section, "_edit"), page(section.questionnaire, "_remove")):
        assert "notice-warning" in text_of(client.get(address))
        assert client.post(address).status_code == 422
    assert _add(section) not in text_of(client.get(page(section.questionnaire)))
    assert client.post(page(section, "_move"), {"way": "up"}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_much_of_the_database_for_many_questions(
    client: Client, section: Section, count: int, django_assert_num_queries: Any
) -> None:
    skill = SkillFactory(framework_version=FrameworkVersionFactory(frozen_at="2030-01-01T00:00Z"))
    for place in range(count):
        another = SectionFactory(questionnaire=section.questionnaire, position=place + 2)
        QuestionFactory.create_batch(count, section=another, skill=skill)
        QuestionnaireFactory(tour=section.tour)
    addresses = {
        page(section.questionnaire): 8,
        page(section.questionnaire, "_preview"): 7,
        reverse("questionnaires", args=[section.tour.slug]): 7,
    }

    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)
