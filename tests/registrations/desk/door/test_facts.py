"""What telephones send: kept whenever it comes, however often, in whichever order; refused where it says nothing."""

import datetime
import itertools
import uuid

import pytest
from django.core import mail
from django.test import Client
from time_machine import travel

from events.models import Session, Stop
from events.planning.operations.tours import archive_tour
from registrations.attendance.queries import people_present
from registrations.models import Attendee, CheckIn, DeskDevice, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.desk.door.telephones import address, fact, send, somebody, telephone, told
from tests.registrations.factories import SeatFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def anna(stop: Stop) -> Attendee:
    return somebody(stop)


def names_here(stop: Stop) -> list[str]:
    return [str(one.person) for one in people_present(stop).select_related("person")]


def test_whoever_is_noted_on_a_telephone_is_present_and_the_telephone_is_known(client: Client, device, anna) -> None:
    [done] = send(client, device, fact(person=str(anna.public_id), how="scan"))

    assert done["done"] == "noted"
    assert done["person"]["facts"] == [
        {"nonce": done["nonce"], "at": "2031-06-18T10:00:00Z", "session": None, "own": True}
    ]
    noted = CheckIn.objects.get()
    assert (noted.attendee, noted.desk, noted.how, noted.noted_by) == (anna, device, "scan", None)
    assert DeskDevice.objects.get().seen_at


def test_the_same_fact_ten_times_is_one(client: Client, device, anna) -> None:
    sent = fact(person=str(anna.public_id))

    done = [one["done"] for _time in range(5) for one in send(client, device, sent, sent)]

    assert done == ["noted", *["known"] * 9]
    assert CheckIn.objects.count() == 1


def test_a_telephone_whose_clock_is_an_hour_wrong_is_set_right(client: Client, device, anna) -> None:
    sent = fact(person=str(anna.public_id), at="2031-06-18T10:42:00Z")  # 9:42 by the right clock

    send(client, device, sent, now="2031-06-18T11:00:00Z")

    noted = CheckIn.objects.get()
    assert (noted.clock_offset, noted.at.isoformat()) == (3600, "2031-06-18T09:42:00+00:00")


@pytest.mark.parametrize("at", ["2031-06-18T23:00:00Z", "2001-01-01T00:00:00Z"])
def test_a_moment_that_cannot_be_is_kept_within_the_life_of_the_link(client: Client, device, anna, at: str) -> None:
    send(client, device, fact(person=str(anna.public_id), at=at))

    assert device.created_at <= CheckIn.objects.get().at <= datetime.datetime(2031, 6, 18, 10, tzinfo=datetime.UTC)


def test_an_undo_ends_right_before_and_after_what_it_undoes(client: Client, device, anna) -> None:
    here = fact(person=str(anna.public_id))
    undo = fact("undo", undoes=here["nonce"], person=str(anna.public_id))

    assert [one["done"] for one in send(client, device, undo, here, undo)] == ["noted", "known", "noted"]
    assert names_here(device.stop) == []
    assert CheckIn.objects.count() == 2

    send(client, device, fact(person=str(anna.public_id)))
    assert names_here(device.stop) == ["Anna Martin"]


def test_two_telephones_agree_in_whichever_order_their_facts_come(client: Client, stop, anna) -> None:
    """One notes her by mistake and takes it back, the other saw her: she is here, whatever came first."""
    for order in itertools.permutations(range(3)):
        with_, other = telephone(stop), telephone(stop)
        mistaken, seen = fact(person=str(anna.public_id)), fact(person=str(anna.public_id))
        back = fact("undo", undoes=[mistaken["nonce"]], person=str(anna.public_id))
        sent = [(with_, mistaken), (with_, back), (other, seen)]
        for number in order:
            send(client, *sent[number])

        assert [str(one["nonce"]) for one in told(client, with_)["people"][0]["facts"]] == [seen["nonce"]]
        send(client, other, fact("undo", undoes=seen["nonce"], person=str(anna.public_id)))
        assert names_here(stop) == []


def test_whoever_goes_out_is_seen_to_have_gone(client: Client, device, anna) -> None:
    send(client, device, fact(person=str(anna.public_id), at="2031-06-18T08:00:00Z"))
    [done] = send(client, device, fact("out", person=str(anna.public_id)))

    assert [one.get("direction", "in") for one in done["person"]["facts"]] == ["in", "out"]
    assert names_here(device.stop) == ["Anna Martin"]  # she came


def test_a_walk_in_is_a_person_and_is_known_by_the_nonce_that_brought_them(client: Client, stop, device) -> None:
    session = SessionFactory(stop=stop, capacity=1, seats_taken=1)
    came = fact("walk_in", name="Zoé Petit", firm="Tissages fictifs", email="zoe@", session=session.pk)
    left = fact("out", person=came["nonce"])

    first, out = send(client, device, came, left)
    [again] = send(client, device, came)

    assert (first["done"], out["done"], again["done"]) == ("noted", "noted", "known")
    assert again["person"]["state"] == "walk_in"
    assert again["person"]["firm"] == "Tissages fictifs"
    assert not Seat.objects.exists()
    assert Registration.objects.get().contact.email == ""  # an address that is none turns nobody away


def test_a_colleague_comes_instead_with_the_seats_and_the_party_is_told(
    client: Client, stop, device, anna, django_capture_on_commit_callbacks
) -> None:
    session = SessionFactory(stop=stop, seats_taken=1)
    SeatFactory(attendee=anna, session=session)
    came = fact("instead", name="Zoé Petit", instead_of=str(anna.public_id))

    [done, again] = send(client, device, came, came)

    assert (done["done"], again["done"]) == ("noted", "known")
    assert done["person"]["sessions"] == [session.pk]
    assert done["person"]["instead_of"] == str(anna.public_id)
    newcomer = Attendee.objects.get(instead_of=anna)
    assert Seat.objects.get().attendee == newcomer
    assert Session.objects.get(pk=session.pk).seats_taken == 1
    assert names_here(stop) == ["Zoé Petit"]


@pytest.mark.parametrize("why", ["cancelled", "here"])
def test_whoever_comes_instead_of_somebody_who_is_here_or_cancelled_walks_in(client: Client, device, anna, why) -> None:
    if why == "here":
        send(client, device, fact(person=str(anna.public_id)))
    else:
        Attendee.objects.update(cancelled_at=datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC))

    [done] = send(client, device, fact("instead", name="Zoé Petit", instead_of=str(anna.public_id)))

    assert (done["done"], done["person"]["state"], done["person"]["firm"]) == ("noted", "walk_in", "Scierie fictive")


def test_a_ticket_scanned_without_a_network_is_noted_by_its_code(client: Client, device, anna) -> None:
    done = send(client, device, fact(code=anna.code.lower()), fact(code="3333333"))

    assert [(one["done"], one.get("why")) for one in done] == [("noted", None), ("refused", "unknown")]
    assert done[0]["person"]["name"] == "Anna Martin"


@pytest.mark.parametrize(
    "bad",
    [
        {"nonce": "x"}, {"kind": "erase"}, {"at": "yesterday"}, {"at": "2031-06-18T10:00:00"}, {"at": None},
        {"person": None}, {"person": 7}, {"session": "x"}, {"session": True}, {"session": 2**40}, {"session": 10**6},
        {"kind": "undo"}, {"kind": "undo", "undoes": ["x"]}, {"kind": "walk_in"}, {"kind": "walk_in", "name": "\x00 "},
        {"kind": "instead", "name": ""},
    ],
)  # fmt: skip
def test_a_fact_that_says_nothing_is_answered_by_itself_and_the_others_are_kept(client, device, anna, bad) -> None:
    good = fact(person=str(anna.public_id))

    refused, done = send(client, device, {**fact(person=str(anna.public_id)), **bad}, good)

    assert refused["done"] == "refused"
    assert refused["said"]
    assert refused["why"] in {"malformed", "no_name"}
    assert done["done"] == "noted"
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"facts": 3}', b"\xff", b"[" * 100_000, b'{"facts": [null]}'])
def test_a_sending_that_is_none_is_refused_whole(client: Client, device, body: bytes) -> None:
    answer = client.post(address(device, "facts.json"), body, content_type="application/json")

    assert answer.status_code == (200 if b"null" in body else 422)
    assert not CheckIn.objects.exists()


def test_nobody_of_another_stop_is_noted_undone_or_named(client: Client, stop, device) -> None:
    elsewhere = somebody(StopFactory(published=True, tour=stop.tour), "Ailleurs")
    other = telephone(elsewhere.stop)
    there = fact(person=str(elsewhere.public_id))
    send(client, other, there)
    anna = somebody(stop)

    done = send(
        client, device,
        fact(person=str(elsewhere.public_id)),
        fact(code=elsewhere.code),
        fact("undo", undoes=there["nonce"]),
        fact("undo", undoes=there["nonce"], person=str(anna.public_id)),
        fact("instead", name="Zoé", instead_of=str(elsewhere.public_id)),
        {**fact(person=str(anna.public_id)), "nonce": there["nonce"]},
        fact(person=str(anna.public_id), session=SessionFactory(stop=elsewhere.stop).pk),
    )  # fmt: skip

    assert [one["done"] for one in done] == ["refused", "refused", "later", "refused", "noted", "known", "refused"]
    assert "Ailleurs" not in str(done)
    assert names_here(elsewhere.stop) == ["Ailleurs"]
    assert names_here(stop) == ["Zoé"]


def test_what_was_noted_before_the_link_ended_is_taken_for_a_week_and_names_nobody(
    client: Client, device, anna, on_the_day
) -> None:
    before, after = fact(person=str(anna.public_id)), fact(person=str(anna.public_id), at="2031-06-19T08:00:00Z")
    on_the_day.move_to("2031-06-20 10:00")

    done = send(client, device, before, after, now="2031-06-20T10:00:00Z")

    assert [(one["done"], one.get("why")) for one in done] == [("noted", None), ("refused", "ended")]
    assert "Anna" not in str(done)
    on_the_day.move_to("2031-06-27 10:00")
    late = client.post(address(device, "facts.json"), {"facts": []}, content_type="application/json")
    assert (late.status_code, late.json()["ended"]) == (410, "expired")


def test_a_withdrawn_link_brings_what_was_noted_before_and_nothing_since(client: Client, device, anna) -> None:
    DeskDevice.objects.update(revoked_at=datetime.datetime(2031, 6, 18, 9, tzinfo=datetime.UTC))
    early = fact(person=str(anna.public_id), at="2031-06-18T08:30:00Z")

    done = send(client, device, early, fact(person=str(anna.public_id)))

    assert [(one["done"], one.get("why")) for one in done] == [("noted", None), ("refused", "ended")]


def test_an_archived_tour_takes_no_more(client: Client, device, anna) -> None:
    archive_tour(device.stop.tour, actor=None)
    with travel("2031-06-18 11:00", tick=False):
        [done] = send(client, device, fact(person=str(anna.public_id), at="2031-06-18T11:00:00Z"))

    assert (done["done"], done["why"]) == ("refused", "closed")


def test_a_tap_asks_little_of_the_database(client: Client, device, anna, django_assert_num_queries) -> None:
    SessionFactory(stop=device.stop)
    send(client, device)  # seen within the minute

    with django_assert_num_queries(7):  # two of them begin and end a transaction
        send(client, device, fact(person=str(anna.public_id)))


def test_no_letter_leaves_for_a_check_in(client: Client, device, anna) -> None:
    send(client, device, fact(person=str(anna.public_id)), fact("undo", undoes=str(uuid.uuid4())))

    assert not mail.outbox
