"""Writing a questionnaire by its pages: making, moving, copying and removing, and what is missing before it is sent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Tour
from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.operations import edit_question, freeze
from tests.events.factories import TourFactory
from tests.events.planning.pages import controls, member, send, text_of
from tests.surveys.factories import (
    QuestionFactory,
    SectionFactory,
)
from tests.surveys.questionnaires.at import add_address, error_beside, page

pytestmark = [pytest.mark.django_db, pytest.mark.page]


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


def test_an_archived_tour_says_why_nothing_can_be_written(client: Client, section: Section) -> None:
    Tour.objects.update(state="archived")

    for address in (
        f"{add_address(section)}?kind=text",
        page(section, "_edit"),
        page(section.questionnaire, "_remove"),
    ):
        assert "notice-warning" in text_of(client.get(address))
        assert client.post(address).status_code == 422
    assert add_address(section) not in text_of(client.get(page(section.questionnaire)))
    assert client.post(page(section, "_move"), {"way": "up"}).status_code == 302
