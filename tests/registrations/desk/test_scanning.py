"""A scanner at the team's desk types a ticket's address or code, and Enter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from events.models import Stop
from registrations.booking.links import my_ticket
from registrations.desk.operations import Noted, check_in
from registrations.models import Attendee, CheckIn, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member
from tests.registrations.desk.door.telephones import somebody
from tests.registrations.factories import SeatFactory

pytestmark = [pytest.mark.django_db, pytest.mark.page]
FIELD = '<input type="search" id="q" name="q" value="" '


@pytest.fixture
def stop(client: Client) -> Iterator[Stop]:
    """A public stop whose door this client runs, at noon."""
    with travel("2031-06-18 10:00", tick=False):
        made = StopFactory(published=True)
        member(client, made.tour, "editor")
        yield made


def desk(stop: Stop) -> str:
    return "/en" + reverse("desk", args=[stop.tour.slug, stop.slug]).removeprefix("/en")


def enter(client: Client, stop: Stop, text: str, more: str = "") -> str:
    """What Enter brings where htmx runs."""
    answer = client.post(desk(stop) + more, {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["code", "address"])
def test_whoever_is_expected_is_noted_and_the_field_is_ready_for_the_next(client: Client, stop: Stop, typed) -> None:
    anna = somebody(stop)

    html = enter(client, stop, anna.code.lower() if typed == "code" else my_ticket(anna))

    assert all(said in html for said in ("Welcome", "Anna Martin", FIELD, "autofocus"))
    assert CheckIn.objects.get().how == "scan"
    assert "Here since 12:00" in enter(client, stop, anna.code)
    assert CheckIn.objects.count() == 1


def test_whoever_is_not_is_looked_at_first_and_noted_with_one_tap(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop)
    cancelled, waiting, other = (somebody(stop, name) for name in ("Anna", "Bruno", "Chloé"))
    Attendee.objects.filter(pk=cancelled.pk).update(cancelled_at=timezone.now())
    SeatFactory(attendee=waiting, session=session, state=Seat.State.WAITLISTED)
    said = {cancelled: "Cancelled", waiting: "On the waiting list for this session (rank 1)", other: "Another session"}

    for who, word in said.items():
        html = enter(client, stop, who.code, f"?session={session.pk}")
        assert word in html
        assert f'name="here" value="{who.public_id} ' in html
    assert not CheckIn.objects.exists()


def test_a_ticket_of_another_stop_says_which_and_a_forged_one_is_unknown(client: Client, stop: Stop) -> None:
    elsewhere = somebody(StopFactory(published=True, tour=stop.tour, place="Péronne"), "Ailleurs")

    html = enter(client, stop, my_ticket(elsewhere))

    assert all(said in html for said in ("Another stop", "Péronne", "18 June 2031"))
    assert "Ailleurs" not in html
    assert "Unknown" in enter(client, stop, my_ticket(somebody(stop))[:-3] + "xx/")


def test_enter_after_a_name_leaves_the_list_as_it_is_without_the_card_of_whoever_came_before(
    client: Client, stop: Stop
) -> None:
    assert not enter(client, stop, "anna")
    assert not CheckIn.objects.exists()


def test_a_code_that_nobody_has_is_unknown_unless_it_is_a_name(client: Client, stop: Stop) -> None:
    somebody(stop, "Rachel Mathery")

    assert "Unknown" in enter(client, stop, "XWGDG99")
    assert not enter(client, stop, "mathery")
    assert "Unknown" in client.get(desk(stop), {"q": "xwgdg99"}).content.decode()


def test_a_code_scanned_after_letters_that_were_left_is_read(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna")

    assert "Welcome" in enter(client, stop, f"Yaë{anna.code}")
    assert f'id="p{anna.pk}"' in client.get(desk(stop), {"q": f"Yaë{anna.code}"}).content.decode()


def test_of_whoever_was_replaced_the_card_says_by_whom(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna")
    Attendee.objects.filter(pk=anna.pk).update(cancelled_at=timezone.now())
    Attendee.objects.filter(pk=somebody(stop, "Bo Diallo").pk).update(instead_of=anna)

    html = enter(client, stop, anna.code)

    assert "Replaced by Bo Diallo" in html
    assert 'data-tone="stop"' in html


def test_a_session_of_another_day_says_so_and_a_full_one_counts_its_own_room(client: Client) -> None:
    with travel("2031-06-18 10:00", tick=False):
        stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19))
        member(client, stop.tour, "editor")
        tomorrow = SessionFactory(stop=stop, starts_at=timezone.now() + datetime.timedelta(days=1), capacity=2)
        anna, bo, chloe = (somebody(stop, name) for name in ("Anna", "Bo", "Chloé"))
        for who in (anna, bo):
            SeatFactory(attendee=who, session=tomorrow)
        for who in (bo, chloe):
            check_in(who, Noted())

        first, second = (enter(client, stop, who.code, f"?session={tomorrow.pk}") for who in (anna, bo))

    assert "Not today: this session is on Thursday 19 June 2031." in first
    assert 'data-tone="look"' in first
    assert '<b id="desk-session" hx-swap-oob="innerHTML">1</b>' in first
    assert "Welcome: now it is full" not in first
    assert "Welcome: now it is full" in second


def test_without_a_script_the_page_answers_and_shows_the_person(client: Client, stop: Stop) -> None:
    anna = somebody(stop)

    html = client.get(desk(stop), {"q": my_ticket(anna)}).content.decode()

    assert "Expected" in html
    assert f'id="p{anna.pk}"' in html
    answer = client.post(desk(stop), {"here": f"{anna.public_id} {anna.public_id}", "scanned": "1"})
    assert "#" not in answer.headers["location"]
    assert CheckIn.objects.count() == 1
