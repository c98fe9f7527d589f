"""Where two telephones noted one person, each is told what the other did, on its page and by the exchange."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Stop
from registrations.desk.operations import Noted, check_in, undo
from registrations.models import CheckIn, DeskDevice
from tests.registrations.desk.door.telephones import address, fact, send, somebody, telephone, told
from tests.tournee.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
EARLY, LATE = "2031-06-18T07:12:00Z", "2031-06-18T07:20:00Z"


@pytest.fixture
def other(stop: Stop) -> DeskDevice:
    """A second telephone at the same door."""
    found = telephone(stop)
    DeskDevice.objects.filter(pk=found.pk).update(name="Entrance 2")
    return found


def row(client: Client, device: DeskDevice) -> str:
    html = client.get(address(device), headers={"accept-language": "en"}).content.decode()
    return html.partition('<ul class="desk-people"')[2].partition("</ul>")[0]


def test_both_telephones_are_told_that_the_other_noted_them_too(client: Client, stop: Stop, device, other) -> None:
    anna = str(somebody(stop).public_id)
    send(client, other, fact(person=anna, at=EARLY))

    [done] = send(client, device, fact(person=anna, at=LATE))

    assert [(one.get("own"), one.get("by")) for one in done["person"]["facts"]] == [(None, "Entrance 2"), (True, None)]
    assert "also noted at 09:12 by Entrance 2" in row(client, device)
    assert "also noted at 09:20 by Entrée" in row(client, other)


def test_whose_note_was_taken_back_is_told_by_whom(client: Client, stop: Stop, device, other) -> None:
    anna = str(somebody(stop).public_id)
    [noted] = send(client, device, fact(person=anna, at=EARLY))
    version = told(client, device)["version"]

    send(client, other, fact("undo", undoes=noted["nonce"], person=anna, at=LATE))

    [person] = told(client, device, f"changes.json?since={version}")["people"]
    assert person["taken_back"] == [
        {"at": "2031-06-18T07:12:00Z", "session": None, "back": "2031-06-18T07:20:00Z", "by": "Entrance 2"}
    ]
    assert "noted here at 09:12, taken back at 09:20 by Entrance 2" in row(client, device)
    assert "taken_back" not in told(client, other)["people"][0]


def test_a_walk_in_that_others_took_back_stays_to_be_read(client: Client, stop: Stop, device, other) -> None:
    [came] = send(client, device, fact("walk_in", name="Zoé Petit", at=EARLY))
    undo(CheckIn.objects.select_related("attendee__stop__tour").get(nonce=came["nonce"]), Noted(actor=UserFactory()))

    [person] = told(client, device)["people"]
    assert person["taken_back"][0]["by"] == "l’équipe"
    assert told(client, other)["people"] == []


def test_what_a_telephone_took_back_itself_is_no_news(client: Client, stop: Stop, device) -> None:
    anna = str(somebody(stop).public_id)
    [noted] = send(client, device, fact(person=anna, at=EARLY))

    [done] = send(client, device, fact("undo", undoes=noted["nonce"], person=anna, at=LATE))

    assert not {"taken_back", "facts"} & done["person"].keys()


def test_no_account_is_named_to_a_telephone(client: Client, stop: Stop, device) -> None:
    check_in(somebody(stop), Noted(actor=UserFactory(name="Claude Secret")))

    answer = client.get(reverse("door_people", args=[address(device).split("/")[2]]), headers={"accept-language": "en"})

    assert '"by":"the team"' in answer.content.decode()
    assert "Secret" not in answer.content.decode()
