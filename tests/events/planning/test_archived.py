"""An archived tour stays as it is: by its operations, its pages and the API, until a manager reopens it."""

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Funding, SourcedFact, Tour
from events.planning import operations
from events.planning.errors import TourArchived
from tests.events.factories import MembershipFactory, PartnershipFactory, SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of

pytestmark = pytest.mark.django_db
OF_A_TOUR = {"Tour", "Stop", "Session", "Partnership", "Funding", "SourcedFact", "Tour | Stop | Session"}
STATES = {"archive_tour", "reopen_tour"}  # its own way in and out of the archive
CHANGING = ("edit", "add", "new-stop", "remove", "delete", "contact", "confirm", "publish", "archive")


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, state=Tour.State.ARCHIVED)


def changes() -> list[object]:
    """Every operation of planning that changes a tour or what is in it, told by its first argument and its actor."""
    found = []
    for module in pkgutil.iter_modules(operations.__path__):
        for name, function in vars(import_module(f"{operations.__name__}.{module.name}")).items():
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            parameters = list(inspect.signature(function).parameters.values())
            if "actor" in {each.name for each in parameters} and parameters[0].annotation in OF_A_TOUR:
                found.append((name, function))
    return [pytest.param(function, id=name) for name, function in dict(found).items() if name not in STATES]


def of_kind(kind: str, tour: Tour) -> object:
    """Something of that model in the tour."""
    made = {
        "Stop": lambda: StopFactory(tour=tour),
        "Session": lambda: SessionFactory(stop=StopFactory(tour=tour)),
        "Partnership": lambda: PartnershipFactory(stop=None, tour=tour),
        "Funding": lambda: Funding.objects.create(tour=tour, scheme="FEDER"),
        "SourcedFact": lambda: SourcedFact.objects.create(tour=tour, text_fr="x", source="x"),
    }
    return made[kind]() if kind in made else tour


@pytest.mark.parametrize("operation", changes())
def test_every_operation_on_a_tour_asks_first_whether_it_is_archived(
    operation: Callable[..., object], tour: Tour
) -> None:
    first, *others = inspect.signature(operation).parameters.values()
    passed = [None for each in others if each.kind == each.POSITIONAL_OR_KEYWORD]
    named = {each.name: None for each in others if each.kind == each.KEYWORD_ONLY}

    with pytest.raises(TourArchived):
        operation(of_kind(str(first.annotation), tour), *passed, **named)


def test_nothing_in_an_archived_tour_is_changed_and_the_refusal_says_who_reopens_it(tour: Tour) -> None:
    stop = StopFactory(dated=True, tour=tour)
    session, partnership = SessionFactory(stop=stop), PartnershipFactory(stop=stop)
    for change in (
        lambda: operations.edit_tour(tour, {"title_fr": "x"}, expected_version=None, actor=None),
        lambda: operations.add_stop(tour, {"place": "x"}, actor=None),
        lambda: operations.edit_stop(stop, {"title_fr": "x"}, expected_version=None, actor=None),
        lambda: operations.contact_host(stop, actor=None),
        lambda: operations.cancel_session(session, actor=None),
        lambda: operations.remove_partner(partnership, actor=None),
    ):
        with pytest.raises(TourArchived) as refusal:
            change()
        assert refusal.value.code == "tour_archived"


def test_once_reopened_it_is_changed_again(tour: Tour) -> None:
    operations.reopen_tour(tour, actor=None)

    assert operations.edit_tour(tour, {"title_fr": "Autre"}, expected_version=None, actor=None).title_fr == "Autre"


def test_its_pages_say_so_and_offer_no_change_but_reopening(client: Client, tour: Tour) -> None:
    stop = StopFactory(dated=True, tour=tour)
    SessionFactory(stop=stop)
    PartnershipFactory(stop=stop)
    Funding.objects.create(tour=tour, scheme="FEDER")
    SourcedFact.objects.create(tour=tour, text_fr="x", source="x")
    member(client, tour, "manager")

    pages = [client.get(reverse("planning_tour", args=[tour.slug])).content.decode()]
    pages.append(client.get(reverse("planning_stop", args=[tour.slug, stop.slug])).content.decode())

    for html in pages:
        assert str(TourArchived().message) in html
        assert not [word for word in CHANGING if f"/{word}/" in html]
    assert reverse("planning_tour_reopen", args=[tour.slug]) in pages[0]


@pytest.mark.parametrize(
    "name", ["planning_stop_edit", "planning_stop_confirm", "planning_stop_delete", "planning_partner_add"]
)
def test_the_address_of_a_form_says_why_it_is_not_there(client: Client, tour: Tour, name: str) -> None:
    stop = StopFactory(dated=True, tour=tour)
    member(client, tour, "editor")
    url = reverse(name, args=[tour.slug, stop.slug])

    asked, sent = client.get(url), client.post(url, {"title_fr": "x"})

    assert str(TourArchived().message) in text_of(asked)
    assert controls(asked).keys() <= {"csrfmiddlewaretoken"}
    assert (asked.status_code, sent.status_code) == (200, 422)


def test_a_co_host_is_told_the_same(client: Client, tour: Tour) -> None:
    stop = StopFactory(dated=True, tour=tour)
    co_host(client, stop)

    html = client.get(reverse("planning_stop", args=[tour.slug, stop.slug])).content.decode()

    assert str(TourArchived().message) in html
    assert "/edit/" not in html


def test_its_team_may_still_change_so_that_access_can_be_taken_away(client: Client, tour: Tour) -> None:
    leaving = MembershipFactory(tour=tour, role="editor")
    member(client, tour, "manager")

    send(client, reverse("member_remove", args=[leaving.pk]))

    assert tour.memberships.count() == 1
