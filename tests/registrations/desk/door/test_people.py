"""What a telephone is told: the day's people, what changed since, and nothing it has no use for."""

import datetime

import pytest
from django.test import Client
from django.utils.translation import gettext

from events.models import Session, Stop
from events.planning.announcements import StopChange
from registrations.desk.devices.following import move_with_stop
from registrations.desk.operations import note_for_desk
from registrations.desk.queries import Door, count_expected, people_at, rows_of
from registrations.models import Attendee, DeskDevice, Person, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.desk.door.telephones import address, fact, send, somebody, telephone, told
from tests.registrations.factories import SeatFactory
from tournee.texts.search import search_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
SECOND_DAY = datetime.date(2031, 6, 19)


def test_the_telephone_is_told_the_day_and_its_people(client: Client, stop, device) -> None:
    session = SessionFactory(stop=stop, title_fr="Usine du futur", seats_taken=1)
    anna = somebody(stop, "Anna Éclair", desk_note="Badge à l’accueil", no_photographs=True)
    SeatFactory(attendee=anna, session=session)

    said = told(client, device)

    assert said["door"] == {
        "stop": "Albert", "session": None, "day": "2031-06-18", "zone": "Europe/Paris",
        "expires_at": "2031-06-19T02:00:00Z", "name": "Entrée", "limit": 80,
        "other_days": False,
    }  # fmt: skip
    assert said["sessions"] == [
        {"id": session.pk, "title": "Usine du futur", "starts_at": "2031-06-18T07:00:00Z",
         "ends_at": "2031-06-18T09:00:00Z", "seats": 30, "registered": 1}
    ]  # fmt: skip
    assert said["people"] == [
        {"id": str(anna.public_id), "code": anna.code, "name": "Anna Éclair", "firm": "Scierie fictive",
         "key": f"{search_key('Anna Éclair')} scierie fictive albert {anna.code.lower()}", "sessions": [session.pk],
         "note": "Badge à l’accueil", "nophoto": True}
    ]  # fmt: skip


def test_needs_and_addresses_never_reach_the_device_and_no_photographs_does(client: Client, stop, device) -> None:
    anna = somebody(stop, needs="Fauteuil roulant, sans gluten", no_photographs=True)
    Person.objects.update(email="anna@example.org", phone="0601020304", position="Gérante")
    changes = f"changes.json?since={told(client, device)['version']}"
    came = fact("walk_in", name="Zoé", email="zoe@example.org")

    pages = [
        str(send(client, device, came, fact(person=str(anna.public_id)))),
        *(
            client.get(address(device, name)).content.decode()
            for name in ("people.json", changes, "", "?q=anna", f"ticket/{anna.code}/", f"instead/{anna.code}/")
        ),
    ]

    for page in pages:
        assert "Anna" in page
        for private in ("Fauteuil", "gluten", "example.org", "0601020304", "Gérante"):
            assert private not in page
    assert '"nophoto":true' in pages[1]
    assert "pas de photo" in pages[5]


def test_a_telephone_of_one_day_knows_nobody_of_the_other(client: Client) -> None:
    stop = StopFactory(published=True, ends_on=SECOND_DAY)
    first = SessionFactory(stop=stop)
    second = SessionFactory(stop=stop, starts_at=first.starts_at + datetime.timedelta(days=1))
    for name, session in (("Anna", first), ("Zoé", second), ("Sans choix", None)):
        one = somebody(stop, name)
        if session:
            SeatFactory(attendee=one, session=session)

    on_first, on_second = (told(client, telephone(stop, day=day)) for day in (stop.starts_on, SECOND_DAY))

    assert [one["name"] for one in on_first["people"]] == ["Anna", "Sans choix"]
    assert [one["name"] for one in on_second["people"]] == ["Sans choix", "Zoé"]
    assert [one["id"] for one in on_second["sessions"]] == [second.pk]


def test_the_desk_lists_whom_a_telephone_lists_on_each_day_and_finds_the_others_by_name(
    client: Client, on_the_day
) -> None:
    stop = StopFactory(published=True, ends_on=SECOND_DAY)
    first = SessionFactory(stop=stop)
    second = SessionFactory(stop=stop, starts_at=first.starts_at + datetime.timedelta(days=1))
    for name, session in (("Anna", first), ("Bruno", first), ("Sans choix", None), ("Zoé", second)):
        one = somebody(stop, name)
        if session:
            SeatFactory(attendee=one, session=session)
    phones = [telephone(stop, day=day) for day in (stop.starts_on, SECOND_DAY)]
    send(client, phones[0], fact("walk_in", name="Passante"))
    on_the_day.move_to("2031-06-19 08:00")
    send(client, phones[1], fact(person=str(Attendee.objects.get(person__name="Bruno").public_id)))

    people = told(client, phones[1])["people"]
    door = Door(stop, None)
    found = rows_of(door, people_at(door, words="Anna"))

    assert [one["name"] for one in people] == ["Bruno", "Sans choix", "Zoé"]
    assert [str(one.person) for one in people_at(door)] == ["Bruno", "Sans choix", "Zoé"]
    assert count_expected(stop) == 3
    assert [str(row.word.text) for row in found] == [gettext("registered for another day")]
    assert [str(one.person) for one in people_at(Door(stop, first))] == ["Anna", "Bruno"]


def test_who_was_here_yesterday_is_expected_again_today(client: Client, on_the_day) -> None:
    stop = StopFactory(published=True, ends_on=SECOND_DAY)
    anna = somebody(stop)
    send(client, telephone(stop), fact(person=str(anna.public_id)))
    on_the_day.move_to("2031-06-19 08:00")

    [said] = told(client, telephone(stop, day=SECOND_DAY))["people"]

    assert "facts" not in said


def test_cancelled_and_waiting_people_are_said_to_be(client: Client, stop, device) -> None:
    session = SessionFactory(stop=stop)
    somebody(stop, "Annulée", cancelled_at=datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC))
    SeatFactory(attendee=somebody(stop, "En attente"), session=session, state=Seat.State.WAITLISTED)
    gone = somebody(stop, "Effacée")
    Person.objects.filter(pk=gone.person_id).update(erased_at=datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC))

    people = told(client, device)["people"]

    assert [(one["name"], one["state"], one.get("waits")) for one in people] == [
        ("Annulée", "cancelled", None), ("En attente", "waiting", [session.pk]),
    ]  # fmt: skip


def test_what_the_telephone_has_is_not_sent_again(client: Client, stop, device) -> None:
    anna = somebody(stop)
    etag = client.get(address(device, "people.json")).headers["ETag"]

    assert client.get(address(device, "people.json"), headers={"if-none-match": etag}).status_code == 304
    send(client, device, fact(person=str(anna.public_id)))
    answer = client.get(address(device, "people.json"), headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_changes_bring_whom_others_noted_and_undid_and_walk_ins(client: Client, stop, device) -> None:
    anna, _zoe = somebody(stop), somebody(stop, "Zoé Petit")
    version = told(client, device)["version"]
    assert client.get(address(device, f"changes.json?since={version}")).status_code == 304

    here = fact(person=str(anna.public_id))
    send(client, telephone(stop), here, fact("walk_in", name="Passante"))
    said = told(client, device, f"changes.json?since={version}")
    assert [one["name"] for one in said["people"]] == ["Anna Martin", "Passante"]
    assert "again" not in said

    send(client, telephone(stop), fact("undo", undoes=here["nonce"]))
    [anna_again] = told(client, device, f"changes.json?since={said['version']}")["people"]
    assert (anna_again["name"], anna_again.get("facts")) == ("Anna Martin", None)


def registered(anna: Attendee) -> None:
    somebody(anna.stop, "Zoé Petit")


def noted(anna: Attendee) -> None:
    note_for_desk(anna, "Badge à l’accueil", actor=None)


def renamed(anna: Attendee) -> None:
    Person.objects.filter(pk=anna.person_id).update(name="Anne Martin")


def erased(anna: Attendee) -> None:
    Person.objects.filter(pk=anna.person_id).update(erased_at=datetime.datetime.now(datetime.UTC))


def seats_swapped(anna: Attendee) -> None:
    confirmed, waiting = Seat.objects.order_by("pk")
    Seat.objects.filter(pk=confirmed.pk).update(state=waiting.state)
    Seat.objects.filter(pk=waiting.pk).update(state=confirmed.state)


def session_moved(anna: Attendee) -> None:
    Session.objects.update(title_fr="Une autre")


def limit_changed(anna: Attendee) -> None:
    Stop.objects.update(safety_limit=12)


def stop_moved(anna: Attendee) -> None:
    before, stop = anna.stop.starts_on, anna.stop
    stop.starts_on = stop.ends_on = before + datetime.timedelta(days=1)
    stop.save()
    move_with_stop(StopChange(stop, before, None))


@pytest.mark.parametrize(
    "change", [registered, noted, renamed, erased, seats_swapped, session_moved, limit_changed, stop_moved]
)
def test_what_changes_otherwise_asks_the_telephone_to_begin_again(client: Client, stop, device, change) -> None:
    anna, session = somebody(stop), SessionFactory(stop=stop)
    SeatFactory(attendee=anna, session=session)
    SeatFactory(attendee=somebody(stop, "Bo"), session=session, state=Seat.State.WAITLISTED)
    answer = client.get(address(device, "people.json"))
    asked = address(device, f"changes.json?since={answer.json()['version']}")
    assert client.get(asked).status_code == 304

    change(anna)

    assert client.get(asked).json() == {"again": True}
    again = client.get(address(device, "people.json"), headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 200


def test_a_walk_in_who_is_corrected_begins_it_again_too(client: Client, stop, device) -> None:
    version = told(client, device)["version"]
    [came] = send(client, telephone(stop), fact("walk_in", name="Passante"))
    version = told(client, device, f"changes.json?since={version}")["version"]
    send(client, telephone(stop), fact("out", person=came["nonce"]))
    said = told(client, device, f"changes.json?since={version}")
    assert [one["name"] for one in said["people"]] == ["Passante"]

    Person.objects.update(name="Paule Passante")

    assert told(client, device, f"changes.json?since={said['version']}") == {"again": True}


@pytest.mark.parametrize("since", ["", "x", "1.2", "1.2.a", "-1.0.0.a", "9" * 40 + ".1.1.a", "²..."])
def test_a_version_we_never_gave_begins_it_again(client: Client, device, since: str) -> None:
    assert told(client, device, f"changes.json?since={since}") == {"again": True}


def test_a_fact_that_commits_late_is_not_missed(client: Client, stop, device) -> None:
    """Another server wrote it before what the telephone knows, and committed it after."""
    anna, zoe = somebody(stop), somebody(stop, "Zoé Petit")
    send(client, device, fact(person=str(anna.public_id)), fact(person=str(zoe.public_id)))
    last, _count, *more = told(client, device)["version"].split(".")

    said = told(client, device, f"changes.json?since={'.'.join([last, '1', *more])}")

    assert [one["name"] for one in said["people"]] == ["Anna Martin", "Zoé Petit"]


@pytest.mark.parametrize("people", [1, 3])
def test_people_and_changes_take_the_same_queries_for_any_number(
    client: Client, stop, device, people: int, django_assert_num_queries
) -> None:
    session = SessionFactory(stop=stop)
    come = [somebody(stop) for _number in range(people)]
    for one in come:
        SeatFactory(attendee=one, session=session)
    version = told(client, device)["version"]
    for one in come:
        send(client, device, fact(person=str(one.public_id)))

    with django_assert_num_queries(8):
        told(client, device)
    with django_assert_num_queries(10):
        told(client, device, f"changes.json?since={version}")


@pytest.mark.parametrize("body", ['{"people": 41}', "[]", '{"people": "x"}', '{"people": -1}', "{"])
def test_a_telephone_says_that_it_is_ready(client: Client, device, body: str) -> None:
    answer = client.post(address(device, "ready.json"), body, content_type="application/json")

    found = DeskDevice.objects.get()
    assert answer.status_code == (200 if "41" in body else 422)
    assert (found.readied_people, bool(found.readied_at)) == ((41, True) if "41" in body else (None, False))


@pytest.mark.parametrize("forged", ["", "x", "AAAAAAAAAAAAAAAAAAAAAA~1.x"])
@pytest.mark.parametrize("name", ["", "people.json", "facts.json", "ticket/ABC1234/"])
def test_a_forged_link_opens_nothing(client: Client, device, forged: str, name: str) -> None:
    token = address(device).split("/")[2]
    token = forged or token[:-1] + ("A" if token[-1] != "A" else "B")

    for method in (client.get, client.post):
        assert method(f"/desk/{token}/{name}").status_code in {404, 405}
    assert client.post(f"/desk/{token}/facts.json").status_code == 404


@pytest.mark.parametrize("why", ["expired", "revoked"])
def test_a_link_that_has_ended_says_so_and_names_nobody(client: Client, stop, device, why: str) -> None:
    anna = somebody(stop)
    now = datetime.datetime(2031, 6, 18, 10, tzinfo=datetime.UTC)
    DeskDevice.objects.update(**{"revoked_at" if why == "revoked" else "expires_at": now})

    for name in ("people.json", "changes.json"):
        answer = client.get(address(device, name))
        assert (answer.status_code, answer.json()["ended"]) == (410, why)
    for name in ("", "?q=anna", f"ticket/{anna.code}/", "walk-in/", f"instead/{anna.code}/"):
        answer = client.get(address(device, name))
        assert answer.status_code == 410
        assert "Anna" not in answer.content.decode()
        assert client.post(address(device, name), {"here": str(anna.public_id)}).status_code == 410
    assert client.post(address(device, "photo/")).status_code == 410
    assert client.post(address(device, "ready.json"), "{}", content_type="application/json").status_code == 410
    assert not Attendee.objects.filter(check_ins__isnull=False).exists()
