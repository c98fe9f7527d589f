"""Whoever is not on the list: nobody is added twice unasked, and whoever comes instead can be taken back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from time_machine import travel

from events.models import Stop
from registrations.booking.request import PersonRequest
from registrations.desk.door.people import day_of, people_of
from registrations.desk.newcomers import namesakes
from registrations.desk.operations import Noted, check_in, undo, walk_in
from registrations.models import Attendee, CheckIn, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member, send, text_of
from tests.registrations.desk.door.telephones import address, somebody, telephone
from tests.registrations.factories import SeatFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.history.models import HistoryEntry

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with travel("2031-06-18 07:12", tick=False):
        yield


@pytest.fixture
def stop() -> Stop:
    return StopFactory(published=True, safety_limit=80)


@pytest.fixture
def zoe(stop: Stop) -> Attendee:
    """On the list, from a sawmill."""
    return somebody(stop, "Zoé Petit", needs="Sans gluten")


def desk(stop: Stop, name: str = "desk", *more: object) -> str:
    with translation.override("fr"):  # a page that was read in English leaves its language behind
        return reverse(name, args=[stop.tour.slug, stop.slug, *more])


def newcomer_form(client: Client, stop: Stop, where: str) -> str:
    """Where somebody is added: on the team's page, or on a telephone's without a script."""
    if where == "team":
        member(client, stop.tour, "editor")
        return f"/en{desk(stop, 'desk_walk_in')}"
    return f"{address(telephone(stop), 'walk-in/')}"


def sent(client: Client, url: str, **values: str) -> HttpResponse:
    return client.post(url, values, headers={"accept-language": "en"})


def button(response: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text_of(response))
    assert found, f"no button {name}"
    return found[1]


@pytest.mark.parametrize("where", ["team", "telephone"])
@pytest.mark.parametrize("press", ["same", "other"])
def test_whoever_has_the_name_of_somebody_is_asked_about_first(
    client: Client, stop: Stop, zoe: Attendee, where: str, press: str
) -> None:
    url, typed = newcomer_form(client, stop, where), {"name": "PETIT Zoé", "email": "z@example.org"}
    typed["nonce"] = str(uuid.uuid4())

    asked = sent(client, url, **typed)

    assert asked.status_code == 200
    html = text_of(asked)
    for said in (
        "Is it the same person?",
        "Zoé Petit",
        "Scierie fictive",
        "Check in this one",
        "PETIT Zoé",
        "z@example",
    ):
        assert said in html
    for private in (zoe.person.email, "gluten"):
        assert private not in html
    assert not CheckIn.objects.exists()

    typed[press] = button(asked, press)
    for _time in range(2):
        assert sent(client, url, **typed).status_code == 302
    assert (Attendee.objects.count(), CheckIn.objects.count()) == ((1, 1) if press == "same" else (2, 1))
    assert (CheckIn.objects.get().attendee == zoe) == (press == "same")


@pytest.mark.parametrize("press", ["same", "other"])
def test_another_firm_spares_nobody_the_question(client: Client, stop: Stop, zoe: Attendee, press: str) -> None:
    url = newcomer_form(client, stop, "telephone")
    typed = {"name": "Zoé Petit", "firm": "Tissages fictifs"}

    asked = sent(client, url, **typed)
    sent(client, url, **typed, **{press: button(asked, press)})

    assert (CheckIn.objects.get().attendee == zoe) == (press == "same")


@pytest.mark.parametrize("where", ["team", "telephone"])
def test_a_name_that_was_changed_since_is_no_answer_to_the_question(
    client: Client, stop: Stop, zoe: Attendee, where: str
) -> None:
    url = newcomer_form(client, stop, where)
    somebody(stop, "Anna Martin")
    asked = sent(client, url, name="Zoé Petit")

    again = sent(client, url, name="Anna Martin", other=button(asked, "other"))
    sent(client, url, name="Bo Diallo", same=button(asked, "same"))

    assert "Is it the same person?" in text_of(again)
    assert [str(fact.attendee.person) for fact in CheckIn.objects.all()] == ["Bo Diallo"]


@pytest.mark.parametrize("where", ["team", "telephone"])
def test_whoever_is_here_already_is_said_so_and_noted_no_second_time(
    client: Client, stop: Stop, zoe: Attendee, where: str
) -> None:
    check_in(zoe, Noted())
    url = newcomer_form(client, stop, where)

    asked = sent(client, url, name="Zoé Petit")
    sent(client, url, name="Zoé Petit", same=button(asked, "same"))

    assert "here since 09:12" in text_of(asked)
    assert CheckIn.objects.count() == 1


def test_the_page_that_asks_is_a_house_page(client: Client, stop: Stop, zoe: Attendee) -> None:
    member(client, stop.tour, "editor")

    assert_house_page(sent(client, desk(stop, "desk_walk_in"), name="Zoé Petit"))


def test_who_counts_as_having_the_name(stop: Stop, zoe: Attendee) -> None:
    walked = walk_in(stop, PersonRequest("Zoé Petit"), Noted())
    somebody(stop, "Zoé Petitjean")
    somebody(StopFactory(published=True, tour=stop.tour), "Zoé Petit")

    assert namesakes(stop, "petit  ZOE") == [zoe, walked.attendee]
    assert namesakes(stop, "Zoé Petit", but=zoe) == [walked.attendee]
    undo(walked, Noted())
    assert namesakes(stop, "petit  ZOE") == [zoe]


def test_somebody_comes_instead_from_the_row_and_is_taken_back_there(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop, seats_taken=1)
    anna = somebody(stop, "Anna Martin")
    SeatFactory(attendee=anna, session=session)
    editor = member(client, stop.tour, "editor")
    rows = text_of(client.get(f"/en{desk(stop)}"))
    assert f'/people/{anna.public_id}/instead/"' in rows
    answer = send(client, f"/en{desk(stop, 'desk_instead', anna.public_id)}", name="Bo Diallo", reason="prevented")
    newcomer = Attendee.objects.get(instead_of=anna)
    assert answer.headers["location"] == f"/en{desk(stop)}#p{newcomer.pk}"
    assert "Bo Diallo is here, instead of Anna Martin." in text_of(client.get(f"/en{desk(stop)}"))
    rows = text_of(client.get(f"/en{desk(stop)}"))
    assert "replaced by Bo Diallo" in rows
    assert "instead of Anna Martin" in rows
    assert Seat.objects.get().attendee == newcomer
    assert CheckIn.objects.get().noted_by == editor

    restore = button(client.get(f"/en{desk(stop)}"), "restore")
    for _time in range(2):
        assert client.post(f"/en{desk(stop)}", {"restore": restore}).status_code == 302
    assert Seat.objects.get().attendee == anna
    assert not CheckIn.objects.standing().exists()
    rows = text_of(client.get(f"/en{desk(stop)}?q=anna"))
    assert 'name="here"' in rows
    assert ">instead of" not in rows

    assert "Bo Diallo" not in text_of(client.get(f"/en{desk(stop)}"))
    assert [one.name for one in people_of(day_of(telephone(stop)))] == ["Anna Martin"]

    history = text_of(client.get(f"/en{desk(stop, 'registration', anna.registration.public_id)}"))
    assert f"Anna Martin ({anna.code}) → Bo Diallo ({newcomer.code})" in history
    assert "nothing → they cannot come" in history
    assert "took back that an attendee was replaced" in history
    assert "Bo" not in str(list(HistoryEntry.objects.values_list("changes", flat=True)))


def test_whoever_can_be_replaced_no_more_lets_the_newcomer_walk_in_and_the_page_says_so(
    client: Client, stop: Stop
) -> None:
    anna = somebody(stop, "Anna Martin")
    member(client, stop.tour, "editor")
    check_in(anna, Noted())
    send(client, f"/en{desk(stop, 'desk_instead', anna.public_id)}", name="Bo Diallo")
    html = text_of(client.get(f"/en{desk(stop)}"))

    assert "Bo Diallo is here, without a seat: Anna Martin cannot be replaced any more." in html
    assert CheckIn.objects.count() == 2


def test_nobody_is_restored_whose_address_somebody_registered_with_meanwhile(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop)
    anna = somebody(stop, "Anna Martin", email_key="a@example.org")
    member(client, stop.tour, "editor")
    send(client, desk(stop, "desk_instead", anna.public_id), name="Bo Diallo")
    somebody(stop, "Ana Martin", email_key="a@example.org")
    client.post(desk(stop), {"restore": f"{anna.public_id} {uuid.uuid4()}"})
    html = text_of(client.get(f"/en{desk(stop)}"))

    assert "replaced by Bo Diallo" in html
    assert CheckIn.objects.standing().count() == 1


def test_nobody_of_another_stop_is_replaced_or_restored(client: Client, stop: Stop, zoe: Attendee) -> None:
    other = StopFactory(published=True)
    member(client, other.tour, "editor")
    member_of_both = {"restore": f"{zoe.public_id} {uuid.uuid4()}"}

    assert client.post(desk(other), member_of_both).status_code == 404
    assert client.get(desk(stop, "desk_instead", zoe.public_id)).status_code == 403
    assert client.get(desk(other, "desk_instead", zoe.public_id)).status_code == 404
