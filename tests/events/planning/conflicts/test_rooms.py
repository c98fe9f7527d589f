"""Saving a session in a room that is taken: refused within a stop, said across stops of one venue."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from events.models import Session, Stop
from events.planning.errors import PlanningError
from events.planning.operations import add_session, cancel_session, edit_session, reinstate_session
from tests.events.factories import TerritoryFactory
from tests.events.planning.conflicts.world import session_at, stop_in
from tests.events.planning.pages import member, send, text_of

pytestmark = pytest.mark.django_db


def form_of_new(stop: Stop) -> str:
    return reverse("planning_session_new", args=[stop.tour.slug, stop.slug])


def values(session: Session, **changed: object) -> dict[str, object]:
    names = ("title_fr", "starts_at", "ends_at", "room")
    return {**{name: getattr(session, name) for name in names}, **changed}


def test_the_room_of_another_session_is_refused_with_what_to_do() -> None:
    stop = stop_in("Albert")
    there = session_at(stop, "09:00", "11:00", room="Salle A")

    with override("en"), pytest.raises(PlanningError, match="Choose another room or another time") as refused:
        add_session(stop, values(there, room="salle a"), actor=None)

    assert (refused.value.code, refused.value.field) == ("room_taken", "room")
    assert there.title_en in str(refused.value)
    assert stop.sessions.count() == 1


@pytest.mark.parametrize(("start", "room"), [("11:00", "Salle A"), ("10:00", "Salle B"), ("10:00", "")])
def test_a_room_that_is_free_again_or_another_one_is_taken(start: str, room: str) -> None:
    stop = stop_in("Albert")
    session_at(stop, "09:00", "11:00", room="Salle A")
    wanted = session_at(stop, start, "12:00", room="Elsewhere")

    edit_session(wanted, {"room": room}, expected_version=None, actor=None)

    assert Session.objects.get(pk=wanted.pk).room == room


def test_moving_a_session_into_a_taken_room_is_refused() -> None:
    stop = stop_in("Albert")
    there = session_at(stop, "09:00", "11:00", room="A")
    later = session_at(stop, "11:00", "12:00", room="A")

    with override("en"), pytest.raises(PlanningError, match="is in this room then"):
        edit_session(later, {"starts_at": there.starts_at}, expected_version=None, actor=None)


def test_a_session_that_clashes_already_may_still_be_corrected() -> None:
    stop = stop_in("Albert")
    session_at(stop, "09:00", "11:00", room="A")
    clashing = session_at(stop, "10:00", "12:00", room="A")

    edit_session(clashing, values(clashing, title_fr="Corrigé"), expected_version=None, actor=None)

    assert Session.objects.get(pk=clashing.pk).title_fr == "Corrigé"


def test_a_cancelled_session_leaves_its_room_and_cannot_come_back_once_it_is_taken() -> None:
    stop = stop_in("Albert")
    first = cancel_session(session_at(stop, "09:00", "11:00", room="A"), actor=None)
    add_session(stop, values(first), actor=None)

    with override("en"), pytest.raises(PlanningError, match="Choose another room"):
        reinstate_session(first, actor=None)


def test_the_form_says_it_beside_the_room(client: Client) -> None:
    stop = stop_in("Albert")
    session_at(stop, "09:00", "11:00", room="A", title_fr="Robots", title_en="Robots")
    member(client, stop.tour, "editor")

    answer = send(client, form_of_new(stop), title_fr="Autre", starts_at="10:00", ends_at="12:00", room="a")

    assert answer.status_code == 422
    assert 'id="id_room_error"' in answer.content.decode()
    assert "Robots" in text_of(answer)
    assert not Session.objects.filter(title_fr="Autre").exists()


def test_the_room_of_another_stop_of_that_venue_is_said_once_saved(client: Client) -> None:
    town = TerritoryFactory(name="Albert")
    stop = stop_in("Albert", town=town, venue="Lycée Lamarck")
    other = stop_in("Albert", town=town, venue="lycee lamarck", tour=stop.tour)
    session_at(other, "09:00", "11:00", room="A", title_fr="Robots", title_en="Robots")
    member(client, stop.tour, "editor")

    answer = send(client, form_of_new(stop), title_fr="Autre", starts_at="10:00", ends_at="12:00", room="a")
    page = text_of(client.get(answer["Location"]))

    assert Session.objects.filter(title_fr="Autre").exists()
    assert "Robots" in page


def test_a_room_elsewhere_is_not_spoken_of(client: Client) -> None:
    stop = stop_in("Albert", venue="Lycée Lamarck")
    other = stop_in("Amiens", venue="Lycée Lamarck", tour=stop.tour)
    session_at(other, "09:00", "11:00", room="A", title_fr="Robots", title_en="Robots")
    member(client, stop.tour, "editor")

    answer = send(client, form_of_new(stop), title_fr="Autre", starts_at="10:00", ends_at="12:00", room="a")

    assert "Robots" not in text_of(client.get(answer["Location"]))
