"""The team's page, and the questions before somebody gives up rights of their own."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Membership, Tour
from events.team.operations import invite
from tests.events.factories import MembershipFactory, TourFactory
from tests.events.planning.pages import controls, member, send, text_of
from tournee.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def tour() -> Tour:
    return TourFactory()


@pytest.fixture
def manager(client: Client, tour: Tour) -> User:
    """A manager of the tour, signed in; somebody else manages it too."""
    MembershipFactory(tour=tour, role="manager")
    return member(client, tour, "manager")


def address(name: str, user: User) -> str:
    return reverse(name, args=[Membership.objects.get(user=user).pk])


def test_the_team_has_the_tabs_of_its_tour_and_is_the_current_one(client: Client, tour: Tour, manager: User) -> None:
    own = reverse("team", args=[tour.slug])

    html = client.get(own).content.decode()

    assert f'<a href="{reverse("planning_history", args=[tour.slug])}">' in html
    assert f'<a href="{own}" aria-current="page">' in html


def test_members_and_invitations_are_read_line_by_line_on_a_phone(client: Client, tour: Tour, manager: User) -> None:
    invite(tour, email="ann@example.org", role="reader", actor=manager)

    html = client.get(reverse("team", args=[tour.slug])).content.decode()

    assert html.count('class="table stacked"') == 2
    assert "ann@example.org" in html


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_who_takes_rights_from_herself_is_told_what_she_loses_and_asked_again(
    client: Client, manager: User, role: str
) -> None:
    url = address("member_role", manager)

    asked = send(client, url, role=role)
    standing = Membership.objects.get(user=manager).role
    client.post(url, controls(asked))

    assert (asked.status_code, standing) == (200, "manager")
    assert Membership.objects.get(user=manager).role == role


def test_another_members_role_is_changed_without_a_question(client: Client, tour: Tour, manager: User) -> None:
    other = MembershipFactory(tour=tour, role="editor")

    send(client, address("member_role", other.user), role="reader")

    other.refresh_from_db()
    assert other.role == "reader"


def test_who_leaves_is_told_what_she_loses_and_led_where_she_still_may_go(
    client: Client, tour: Tour, manager: User
) -> None:
    url = address("member_remove", manager)

    asked = client.get(url)
    left = send(client, url)

    assert str(tour) in text_of(asked)
    assert left.headers["Location"] == reverse("workspace")
    assert not Membership.objects.filter(user=manager).exists()


def test_the_last_manager_neither_leaves_nor_comes_down(client: Client, tour: Tour) -> None:
    user = member(client, tour, "manager")

    asked = client.get(address("member_remove", user))
    left = client.post(address("member_remove", user))
    lowered = send(client, address("member_role", user), role="reader")

    assert "notice-warning" in asked.content.decode()
    assert (left.status_code, lowered.status_code) == (422, 422)
    assert 'id="id_role_error"' in lowered.content.decode()
    assert Membership.objects.get(user=user).role == "manager"


def test_all_that_is_wrong_with_an_invitation_is_said_at_once(client: Client, tour: Tour, manager: User) -> None:
    wrong = {"email": manager.email, "name": "n" * 121, "role": "", "language": ""}

    refused = client.post(reverse("team", args=[tour.slug]), wrong)

    assert set(refused.context["form"].errors) == {"email", "name", "role", "language"}
