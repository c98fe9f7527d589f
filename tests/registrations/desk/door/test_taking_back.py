"""A check-in that added somebody was a mistake: what it did beside is undone with it, and history tells both."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Stop
from registrations.booking.operations.changing import replace_attendee
from registrations.booking.request import PersonRequest
from registrations.desk.newcomers import note_newcomer
from registrations.desk.operations import Noted
from registrations.desk.queries import Door, people_at
from registrations.models import Attendee, CheckIn, DeskDevice, Seat
from tests.events.factories import SessionFactory
from tests.events.planning.pages import member
from tests.registrations.desk.door.telephones import address, fact, send, somebody, telephone, told
from tests.registrations.factories import SeatFactory
from tournee.history.models import HistoryEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def anna(stop: Stop) -> Attendee:
    """On the list, with a seat."""
    found = somebody(stop)
    SeatFactory(attendee=found, session=SessionFactory(stop=stop, seats_taken=1))
    return found


def come_instead(client: Client, device: DeskDevice, anna: Attendee) -> tuple[dict[str, object], Attendee]:
    """Zoé comes instead of Anna: the fact that says so, and who she is."""
    came = fact("instead", name="Zoé Petit", instead_of=str(anna.public_id))
    send(client, device, came)
    return came, Attendee.objects.get(instead_of=anna)


def take_back(client: Client, device: DeskDevice, came: dict[str, object], who: Attendee) -> dict[str, object]:
    [done] = send(client, device, fact("undo", person=str(who.public_id), undoes=came["nonce"]))
    return done


def test_whoever_was_replaced_is_expected_again_with_the_seat(client: Client, device, anna) -> None:
    came, zoe = come_instead(client, device, anna)

    done = take_back(client, device, came, zoe)

    assert (done["done"], "said" in done) == ("noted", False)
    assert Seat.objects.get().attendee == anna
    assert set(Attendee.objects.filter(cancelled_at=None)) == {anna}
    entries = HistoryEntry.objects.about(anna.registration).order_by("pk").values_list("action", "acted_by")
    assert [*entries][-2:] == [
        ("registration.replace_attendee", "door"), ("registration.take_back_replacement", "door"),
    ]  # fmt: skip


def test_what_another_telephone_saw_of_the_newcomer_stands(client: Client, stop, device, anna) -> None:
    came, zoe = come_instead(client, device, anna)
    send(client, telephone(stop), fact(person=str(zoe.public_id)))

    take_back(client, device, came, zoe)

    assert Seat.objects.get().attendee == zoe


def test_a_replacing_of_before_is_the_partys_own(client: Client, device, anna, on_the_day) -> None:
    zoe = replace_attendee(anna, PersonRequest("Zoé Petit"))
    on_the_day.shift(3600)
    came = fact(person=str(zoe.public_id))
    send(client, device, came)

    take_back(client, device, came, zoe)

    assert Seat.objects.get().attendee == zoe


def test_where_it_cannot_be_taken_back_the_telephone_is_told(client: Client, stop, device, anna) -> None:
    Attendee.objects.filter(pk=anna.pk).update(email_key="anna@example.org")
    came, zoe = come_instead(client, device, anna)
    somebody(stop, "Anna Martin", email_key="anna@example.org")

    done = take_back(client, device, came, zoe)

    assert done["said"]
    assert not CheckIn.objects.standing().exists()
    assert Seat.objects.get().attendee == zoe


def test_the_team_takes_it_back_too(client: Client, stop, anna) -> None:
    user = member(client, stop.tour, "editor")
    came = note_newcomer(stop, PersonRequest("Zoé Petit"), Noted(actor=user), instead_of=anna)

    client.post(reverse("desk", args=[stop.tour.slug, stop.slug]), {"undo": f"{came.nonce} {uuid.uuid4()}"})

    assert Seat.objects.get().attendee == anna


def test_a_walk_in_taken_back_is_on_no_list(client: Client, stop, device) -> None:
    came = fact("walk_in", name="Zoé Petit")
    [done] = send(client, device, came)
    zoe = Attendee.objects.get(public_id=done["person"]["id"])

    take_back(client, device, came, zoe)

    assert told(client, device)["people"] == []
    assert not people_at(Door(stop, None), words="zoe").exists()
    page = client.get(address(device), {"q": "zoe"}).content.decode()
    assert "Zoé Petit" not in page
