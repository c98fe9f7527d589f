"""Tours in the workspace, by the pages people use."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.models import Membership, Tour
from events.planning.operations import edit_session, edit_tour
from tests.events.factories import (
    MembershipFactory,
    SessionFactory,
    StopFactory,
    ThemeFactory,
    TourFactory,
)
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.page]
TITLE = "La tournée de l’innovation"
TYPED = {"title_fr": TITLE, "starts_on": "2031-06-01", "ends_on": "2031-10-31"}


def page(tour: Tour, name: str = "planning_tour") -> str:
    return reverse(name, args=[tour.slug])


def test_the_administrator_of_an_empty_installation_is_led_to_the_first_tour(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)

    response = client.get(reverse("workspace"))

    assert reverse("planning_tour_new") in response.content.decode()
    assert "Créez la première" in text_of(response) or "Create the first" in text_of(response)
    assert_house_page(response)


def test_somebody_in_no_team_is_told_whom_to_ask(client: Client, user: User) -> None:
    client.force_login(user)

    response = client.get(reverse("workspace"))

    assert response.status_code == 200
    assert reverse("planning_tour_new") not in response.content.decode()


def test_a_tour_is_created_by_its_form_and_managed_by_whoever_created_it(client: Client, administrator: User) -> None:
    client.force_login(administrator)

    response = send(client, reverse("planning_tour_new"), **TYPED, territory_vintage="2023-2027")

    tour = Tour.objects.get()
    assert response.headers["Location"] == page(tour)
    assert (tour.title_fr, tour.territory_vintage, tour.starts_on) == (TITLE, "2023-2027", datetime.date(2031, 6, 1))
    assert Membership.objects.filter(user=administrator, tour=tour).exists()


def test_a_form_sent_twice_creates_one_tour(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    url = reverse("planning_tour_new")
    data = {**controls(client.get(url)), **TYPED}

    answers = [client.post(url, data) for _ in range(2)]

    assert Tour.objects.count() == 1
    assert [answer.headers["Location"] for answer in answers] == [page(Tour.objects.get())] * 2


def test_a_form_changed_after_going_back_to_it_creates_another_tour(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    url = reverse("planning_tour_new")
    data = {**controls(client.get(url)), **TYPED}

    client.post(url, data)
    client.post(url, {**data, "title_fr": "Une autre tournée"})

    assert Tour.objects.count() == 2


def test_dates_that_run_backwards_are_refused_beside_the_last_day_and_nothing_typed_is_lost(
    client: Client, administrator: User
) -> None:
    client.force_login(administrator)

    response = send(client, reverse("planning_tour_new"), **{**TYPED, "ends_on": "2031-05-01"})

    assert response.status_code == 422
    assert 'id="id_ends_on_error"' in response.content.decode()
    assert TITLE in text_of(response)
    assert not Tour.objects.exists()


def test_all_that_is_wrong_with_a_tour_is_said_at_once(client: Client, administrator: User) -> None:
    TourFactory(slug="prise")
    client.force_login(administrator)
    wrong = {"title_fr": "", "ends_on": "2031-05-01", "slug": "prise", "contact_email": "personne"}

    refused = send(client, reverse("planning_tour_new"), **{**TYPED, **wrong}).content.decode()

    assert all(f'id="id_{field}_error"' in refused for field in ("title_fr", "ends_on", "slug", "contact_email"))


def test_an_unready_tour_says_what_is_missing_with_a_link_to_each_field(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    shown, asked = client.get(page(tour)), client.get(page(tour, "planning_tour_publish"))
    refused = client.post(page(tour, "planning_tour_publish"))

    for response in (shown, asked, refused):
        assert f"{page(tour, 'planning_tour_edit')}#id_intro_fr" in response.content.decode()
        assert f"{page(tour, 'planning_tour_edit')}#id_contact_email" in response.content.decode()
    assert refused.status_code == 422
    tour.refresh_from_db()
    assert tour.state == Tour.State.DRAFT


def test_a_ready_tour_is_published_archived_and_reopened(client: Client) -> None:
    tour = TourFactory(intro_fr="Venez.", contact_email="equipe@example.org")
    member(client, tour)

    for step, state in (("publish", "published"), ("archive", "archived"), ("reopen", "published")):
        response = send(client, page(tour, f"planning_tour_{step}"))
        assert response.headers["Location"] == page(tour)
        tour.refresh_from_db()
        assert tour.state == state


def test_a_second_click_on_publish_says_where_the_tour_stands(client: Client) -> None:
    tour = TourFactory(published=True, intro_fr="Venez.", contact_email="equipe@example.org")
    member(client, tour)

    response = client.post(page(tour, "planning_tour_publish"))

    assert response.status_code == 422
    assert "publi" in text_of(response)


def test_a_stale_form_shows_both_values_and_keeps_what_was_typed(client: Client) -> None:
    tour = TourFactory(title_fr="Ancien titre")
    member(client, tour)
    url = page(tour, "planning_tour_edit")
    data = {**controls(client.get(url)), "title_fr": "Mon titre"}
    edit_tour(Tour.objects.get(), {"title_fr": "Son titre"}, expected_version=None, actor=None)

    response = client.post(url, data)

    assert response.status_code == 422
    assert "Son titre" in text_of(response)
    assert 'value="Mon titre"' in text_of(response)
    tour.refresh_from_db()
    assert tour.title_fr == "Son titre"
    again = client.post(url, {**controls(response)})
    tour.refresh_from_db()
    assert (again.status_code, tour.title_fr) == (302, "Mon titre")


def test_themes_are_picked_and_the_form_shows_them_again(client: Client) -> None:
    tour, theme = TourFactory(), ThemeFactory()
    member(client, tour, "editor")

    send(client, page(tour, "planning_tour_edit"), themes=[theme.pk])

    assert list(tour.themes.all()) == [theme]
    assert controls(client.get(page(tour, "planning_tour_edit")))["themes"] == [str(theme.pk)]


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_only_managers_publish(client: Client, role: str) -> None:
    tour = TourFactory(intro_fr="Venez.", contact_email="equipe@example.org")
    member(client, tour, role)

    assert page(tour, "planning_tour_publish") not in client.get(page(tour)).content.decode()
    assert client.post(page(tour, "planning_tour_publish")).status_code == 403


def test_a_reader_sees_the_tour_and_no_button(client: Client) -> None:
    tour = StopFactory().tour
    member(client, tour, "reader")

    html = client.get(page(tour)).content.decode()

    assert page(tour, "planning_tour_edit") not in html
    assert page(tour, "planning_stop_new") not in html
    assert client.get(page(tour, "planning_tour_edit")).status_code == 403


def test_another_tours_manager_sees_nothing_of_this_one(client: Client) -> None:
    tour = TourFactory()
    member(client, TourFactory())

    assert client.get(page(tour)).status_code == 403
    assert str(tour) not in text_of(client.get(reverse("workspace")))


def test_a_co_host_finds_their_stop_and_neither_the_tour_nor_the_others(client: Client) -> None:
    stop = StopFactory(place="Vernon")
    other = StopFactory(tour=stop.tour, place="Thiers")
    co_host(client, stop)

    html = text_of(client.get(reverse("workspace")))

    assert "Vernon" in html
    assert other.place not in html
    assert page(stop.tour) + '"' not in html
    assert client.get(page(stop.tour)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_workspace_asks_as_much_for_one_tour_as_for_three(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    user = UserFactory()
    for _ in range(count):
        MembershipFactory(user=user)
    client.force_login(user)

    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(reverse("workspace"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_a_tour_is_a_house_page_in_both_languages(client: Client, language: str) -> None:
    stop = StopFactory()
    member(client, stop.tour)
    with translation.override(language):
        addresses = [
            reverse("workspace"), reverse("planning_tour_new"), page(stop.tour), page(stop.tour, "planning_tour_edit"),
            page(stop.tour, "planning_tour_publish"), page(stop.tour, "planning_history"),
            page(stop.tour, "planning_stop_new"),
        ]  # fmt: skip
        for address in addresses:
            assert_house_page(client.get(address), language=language)


def test_history_says_which_session_was_changed(client: Client) -> None:
    stop = StopFactory(dated=True)
    user = member(client, stop.tour)
    session = SessionFactory(stop=stop, title_fr="Atelier des matériaux")
    edit_session(session, {"room": "B12"}, expected_version=None, actor=user)

    html = text_of(client.get(reverse("planning_history", args=[stop.tour.slug, stop.slug])))

    assert "Atelier des matériaux" in html
    assert "B12" in html


def test_the_tours_page_says_what_stands_where(client: Client) -> None:
    tour = TourFactory(target_stops=40)
    StopFactory(tour=tour, confirmed=True)
    member(client, tour)

    html = client.get(page(tour)).content.decode()

    assert 'max="40"' in html
    assert "<svg" in html


@pytest.mark.parametrize(("ahead", "held", "shown"), [(0, 3, 3), (4, 3, 7), (12, 3, 10), (2, 9, 2), (0, 11, 0)])
def test_the_tours_page_shows_a_few_stops_all_and_of_many_the_next_ten(
    client: Client, ahead: int, held: int, shown: int
) -> None:
    tour = TourFactory()
    StopFactory.create_batch(ahead, tour=tour, confirmed=True)
    StopFactory.create_batch(held, tour=tour, held=True)
    member(client, tour)

    with translation.override("en"):
        html = client.get(page(tour)).content.decode()

    assert html.count('class="stop-row"') == shown
    assert (f"All {ahead + held} stops" in html) == (ahead + held > 10)
    assert ("No stop is to come" in html) == (not shown)
