"""The debate guide: written on the tour, in order, printed in both languages, read by facilitators."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Prompt, Tour
from events.planning.errors import TourArchived
from events.planning.guide.operations import add_prompt, edit_prompt, move_prompt, remove_prompt
from events.planning.guide.queries import minutes_of, prompts_of
from tests.events.factories import StopFactory, TourFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db


def page(tour: Tour, name: str = "planning_guide", language: str = "") -> str:
    return reverse(name, args=[tour.slug]) + (f"?language={language}" if language else "")


def prompt(tour: Tour, text: str = "Avec qui innove-t-on ?", **values: object) -> Prompt:
    return add_prompt(tour, {"text_fr": text, **values}, actor=None)


def test_questions_are_asked_in_the_order_they_are_given() -> None:
    tour = TourFactory()
    first, second, third = (prompt(tour, text) for text in ("A", "B", "C"))

    move_prompt(third, -1, actor=None)
    move_prompt(first, -1, actor=None)

    assert list(prompts_of(tour)) == [first, third, second]


def test_minutes_add_up_over_the_questions_that_have_some() -> None:
    tour = TourFactory()
    prompt(tour, "A", minutes=20)
    prompt(tour, "B")

    assert minutes_of(prompts_of(tour)) == 20


def test_a_question_is_written_edited_moved_and_removed_by_its_pages(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    send(client, page(tour, "planning_prompt_add"), text_fr="Comment innove-t-on ?", minutes="15")
    written = Prompt.objects.get()
    send(client, reverse("planning_prompt_edit", args=[written.pk]), hint_fr="Demander un exemple.")
    written.refresh_from_db()
    assert (written.minutes, written.hint_fr) == (15, "Demander un exemple.")

    other = prompt(tour)
    client.post(reverse("planning_prompt_move", args=[other.pk]), {"way": "up"})
    assert list(prompts_of(tour)) == [other, written]

    client.post(reverse("planning_prompt_remove", args=[other.pk]))
    assert list(prompts_of(tour)) == [written]


def test_the_pages_hold_with_questions_and_without(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)
    assert_house_page(client.get(page(tour)))
    assert_house_page(client.get(page(tour, "planning_guide_paper")))

    prompt(tour, hint_fr="Demander un exemple.", minutes=10, source_url="https://example.org/guide")

    for name in ("planning_guide", "planning_guide_paper"):
        response = client.get(page(tour, name))
        assert_house_page(response)
        assert "Demander un exemple." in text_of(response)
        assert "https://example.org/guide" in text_of(response)


def test_the_paper_is_in_the_language_asked_for(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)
    prompt(tour, text_en="With whom do firms innovate?")
    prompt(tour, "Seulement en français")

    english = text_of(client.get(page(tour, "planning_guide_paper", "en")))

    assert "With whom do firms innovate?" in english
    assert '<span lang="fr">Seulement en français</span>' in english


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_given_out_in_each_language(client: Client, language: str) -> None:
    tour = TourFactory(fictitious=True)
    member(client, tour, "reader")
    prompt(tour, minutes=10)

    response = client.get(page(tour, "planning_guide_pdf", language))

    assert response["Content-Type"] == "application/pdf"
    assert f"-{language}.pdf" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF")


def test_a_co_host_prints_the_guide_and_writes_nothing_in_it(client: Client) -> None:
    stop = StopFactory()
    written = prompt(stop.tour)
    co_host(client, stop)

    assert client.get(page(stop.tour, "planning_guide_paper")).status_code == 200
    assert client.get(page(stop.tour, "planning_guide_pdf")).status_code == 200
    assert client.get(page(stop.tour)).status_code == 403
    assert client.post(reverse("planning_prompt_remove", args=[written.pk])).status_code == 403


def test_a_co_host_of_another_tour_prints_nothing(client: Client) -> None:
    co_host(client, StopFactory())

    assert client.get(page(TourFactory(), "planning_guide_paper")).status_code == 403


def test_the_guide_of_an_archived_tour_stays_as_it_is() -> None:
    tour = TourFactory(published=True)
    written = prompt(tour)
    Tour.objects.update(state=Tour.State.ARCHIVED)

    with pytest.raises(TourArchived):
        edit_prompt(written, {"minutes": 5}, expected_version=None, actor=None)
    with pytest.raises(TourArchived):
        remove_prompt(written, actor=None)
