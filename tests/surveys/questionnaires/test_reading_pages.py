"""A questionnaire as it is read: in preview, on paper, by whom."""

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse

from surveys.models import Questionnaire, Section
from tests.events.factories import TourFactory
from tests.events.planning.pages import member, send, text_of
from tests.surveys.factories import (
    FrameworkVersionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    SkillFactory,
)
from tests.surveys.questionnaires.at import TYPED, YES_NO, add_address, page
from tests.tournee.documents.reading import check_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.page]


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
        send(client, f"{add_address(section)}?kind={kind}", label_fr=f"Une {kind} ?", label_en=f"A {kind}?", **typed)

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
        page(section.questionnaire): 7,
        page(section.questionnaire, "_preview"): 6,
        reverse("questionnaires", args=[section.tour.slug]): 7,
    }

    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)
