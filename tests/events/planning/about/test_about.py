"""“The tour”: its editions, facts, funding, guide and checklist on one page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from events.models import SourcedFact, Tour
from events.planning.errors import PlanningError
from events.planning.guide.operations import add_prompt
from events.planning.operations import edit_tour
from tests.events.factories import StopFactory, ThemeFactory, TourFactory
from tests.events.planning.checklist.factories import ChecklistItemFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db


def page(tour: Tour) -> str:
    return reverse("planning_about", args=[tour.slug])


def test_a_new_tour_says_what_is_still_to_be_written(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    response = client.get(page(tour))

    assert_house_page(response)
    for name in ("planning_guide", "planning_checklist", "planning_fact_add", "planning_funding_add"):
        assert reverse(name, args=[tour.slug]) in response.content.decode()


def test_it_tells_themes_questions_tasks_and_facts(client: Client) -> None:
    tour = TourFactory(intro_fr="De juin à octobre.")
    theme = ThemeFactory()
    tour.themes.add(theme)
    add_prompt(tour, {"text_fr": "Avec qui ?", "minutes": 20}, actor=None)
    ChecklistItemFactory(tour=tour)
    SourcedFact.objects.create(tour=tour, value="40", text_fr="villes-étapes", source="Magazine")
    member(client, tour, "reader")

    response = client.get(page(tour))

    assert_house_page(response)
    for told in ("De juin à octobre.", theme.label_fr, "Avec qui ?", "villes-étapes", "Magazine"):
        assert told in text_of(response)
    assert reverse("planning_fact_add", args=[tour.slug]) not in response.content.decode()


def test_the_other_editions_are_linked_where_one_may_open_them(client: Client) -> None:
    before = TourFactory()
    tour = TourFactory(previous_edition=before)
    after = TourFactory(previous_edition=tour)
    user = member(client, tour)
    assert before.title_fr in text_of(client.get(page(tour)))
    assert page(before) not in text_of(client.get(page(tour)))

    user.memberships.create(tour=before, role="reader")

    assert page(before) in text_of(client.get(page(tour)))
    assert after.title_fr in text_of(client.get(page(tour)))


def test_a_fact_is_added_here_and_one_is_led_back_here(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    response = send(
        client, reverse("planning_fact_add", args=[tour.slug]), value="40", text_fr="étapes", source="Magazine"
    )

    assert response["Location"] == f"{page(tour)}#facts"


def test_it_is_the_teams(client: Client) -> None:
    stop = StopFactory()
    co_host(client, stop)

    assert client.get(page(stop.tour)).status_code == 403


def test_as_many_queries_for_one_question_and_line_as_for_three(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    def asked(more: int) -> int:
        for number in range(more):
            add_prompt(tour, {"text_fr": f"Question {number}"}, actor=None)
            ChecklistItemFactory(tour=tour)
        client.get(page(tour))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(tour))
        return len(queries)

    assert asked(1) == asked(2)


@pytest.mark.parametrize("between", [0, 1, 3])
def test_editions_never_go_round_however_many_lie_between(between: int) -> None:
    first = last = TourFactory()
    for _ in range(between + 1):
        last = TourFactory(previous_edition=last)

    with pytest.raises(PlanningError) as refused:
        edit_tour(first, {"previous_edition": last}, expected_version=None, actor=None)

    assert (refused.value.code, refused.value.field) == ("edition_circle", "previous_edition")


def test_the_form_and_the_api_say_so_beside_the_field(client: Client) -> None:
    first = TourFactory()
    last = TourFactory(previous_edition=first)
    user = member(client, first)
    user.memberships.create(tour=last, role="manager")

    response = send(client, reverse("planning_tour_edit", args=[first.slug]), previous_edition=str(last.pk))
    api = APIClient()
    api.force_authenticate(user)
    answer = api.patch(
        f"/api/v1/tours/{first.slug}/", {"previous_edition": last.slug}, format="json", HTTP_IF_MATCH="*"
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"previous_edition"}
    assert answer.status_code == 422, answer.json()
    assert "previous_edition" in str(answer.json())
    first.refresh_from_db()
    assert first.previous_edition is None
