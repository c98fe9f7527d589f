"""One's own registration behind its signed link: what stands, what can be changed, and links that open nothing."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.models import Session, Stop
from registrations.booking import rates
from registrations.booking.acting_codes import PARTY
from registrations.booking.operations import cancel_registration
from registrations.models import Attendee, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, send, text_of
from tests.registrations.booking.party import form_of, mine, registered
from tests.tournee.web.assertions import assert_house_page
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage
from tournee.web import signed_links

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def session() -> Any:
    return SessionFactory(stop=StopFactory(published=True), capacity=5, room="Salle B")


def first(registration: Registration) -> Attendee:
    found = registration.attendees.filter(cancelled_at=None).order_by("pk").first()
    assert found
    return found


def states(registration: Registration) -> list[str]:
    return sorted(Seat.objects.filter(attendee__registration=registration).values_list("state", flat=True))


@pytest.mark.parametrize(("language", "said"), [("fr", "Ana Exemple"), ("en", "My registration")])
def test_it_tells_what_stands(client: Client, session: Any, language: str, said: str) -> None:
    registration = registered(session, people=2)

    response = client.get(("/en" if language == "en" else "") + mine(registration))

    assert_house_page(response, language=language)
    codes = registration.attendees.values_list("code", flat=True)
    assert all(told in text_of(response) for told in (said, "Salle B", "Lycée Lamarck", *codes))


def test_it_stays_nowhere(client: Client, session: Any) -> None:
    response = client.get(mine(registered(session)))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_whoever_waits_reads_their_place_in_line(client: Client, session: Any) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=1)
    registered(session, email="x@example.org")
    registered(session, email="y@example.org")

    page = text_of(client.get("/en" + mine(registered(session))))

    assert "On the waiting list: number 2." in page


@pytest.mark.parametrize("forge", ["cut", "turned", "nonsense", "other purpose", "old version", "NUL"])
def test_a_link_that_opens_nothing_says_what_to_do(client: Client, session: Any, forge: str) -> None:
    registration = registered(session)
    address = mine(registration)
    token = address.rstrip("/").rpartition("/")[2]
    forged = {
        "cut": token[:-3],
        "turned": token[::-1],
        "nonsense": "é%20💥",
        "other purpose": signed_links.sign("answers", registration.public_id, 1),
        "old version": token,
        "NUL": f"%00{token}",
    }[forge]
    if forge == "old version":
        Registration.objects.update(link_version=2)

    response = client.get(f"/r/{forged}/")

    assert response.status_code == 404
    assert reverse("registration_link") in text_of(response)
    assert "Ana" not in text_of(response)
    assert_house_page(response)


@pytest.mark.parametrize("name", ["edit", "replace", "sessions", "cancel_person"])
def test_a_link_acts_on_nobody_of_another_registration(client: Client, session: Any, name: str) -> None:
    registration, other = registered(session), registered(session, email="bo@example.org")

    response = client.post(mine(registration, name, first(other).public_id), {"name": "x"})

    assert response.status_code == 404
    assert states(other) == ["confirmed"]


def test_a_name_is_corrected_and_history_holds_who_did_and_not_the_name(client: Client, session: Any) -> None:
    registration = registered(session)

    send(client, mine(registration, "edit", first(registration).public_id), name="Anna Exemple")

    person = first(registration).person
    (entry,) = HistoryEntry.objects.about(person)
    assert (person.name, entry.acted_by, entry.changes) == ("Anna Exemple", PARTY, {"name": None})


def test_an_address_that_somebody_has_at_the_stop_is_refused(client: Client, session: Any) -> None:
    registered(session, email="bo@example.org")
    registration = registered(session, people=2)
    colleague = registration.attendees.get(person__name="Personne 2")

    response = send(client, mine(registration, "edit", colleague.public_id), email="BO@example.org")

    assert response.status_code == 422
    assert "id_email_error" in text_of(response)


def test_the_contact_keeps_an_address(client: Client, session: Any) -> None:
    registration = registered(session)

    response = send(client, mine(registration, "edit", first(registration).public_id), email="")

    assert response.status_code == 422


def test_one_more_person_comes_to_what_the_others_come_to(client: Client, session: Any) -> None:
    registration = registered(session)

    send(client, mine(registration, "add"), name="Bo", email="bo@example.org", needs="fauteuil")

    assert states(registration) == ["confirmed", "confirmed"]
    bo = registration.attendees.get(person__name="Bo")
    assert (bo.needs, bo.no_photographs) == ("fauteuil", True)


def test_a_person_sent_twice_is_added_once(client: Client, session: Any) -> None:
    registration = registered(session)
    form = {**controls(client.get(mine(registration, "add"))), "name": "Bo"}

    client.post(mine(registration, "add"), form)
    client.post(mine(registration, "add"), form)

    assert registration.attendees.count() == 2


def test_somebody_else_comes_instead(client: Client, session: Any) -> None:
    registration = registered(session)

    send(client, mine(registration, "replace", first(registration).public_id), name="Bo")

    assert first(registration).person.name == "Bo"
    assert first(registration).seats.get().state == Seat.State.CONFIRMED


def test_sessions_are_chosen_anew(client: Client, session: Any) -> None:
    other = SessionFactory(stop=session.stop)
    registration = registered(session)

    send(client, mine(registration, "sessions", first(registration).public_id), sessions=[str(other.pk)])

    live = first(registration).seats.filter(state=Seat.State.CONFIRMED)
    assert [seat.session for seat in live] == [other]


def test_two_sessions_at_the_same_time_are_confirmed_first(client: Client, session: Any) -> None:
    other = SessionFactory(stop=session.stop, starts_at=session.starts_at + datetime.timedelta(hours=1))
    after = SessionFactory(stop=session.stop, starts_at=session.ends_at)
    registration = registered(session)
    address = "/en" + mine(registration, "sessions", first(registration).public_id)
    both = [str(session.pk), str(other.pk)]

    apart = send(client, address, sessions=[str(session.pk), str(after.pk)])
    asked = send(client, address, sessions=both)
    done = client.post(
        address, controls(asked) | {"overlaps": re.findall(r'name="overlaps" value="([^"]+)"', text_of(asked))}
    )

    assert (apart.status_code, asked.status_code, done.status_code) == (302, 422, 302)
    assert f"Ana Exemple: “{session.title_en}”" in text_of(asked)
    assert controls(asked)["sessions"] == both
    assert states(registration) == ["cancelled", "confirmed", "confirmed"]


def test_one_more_person_is_asked_the_same(client: Client, session: Any) -> None:
    other = SessionFactory(stop=session.stop)
    address = "/en" + mine(registered(session), "add")

    asked = send(client, address, name="Bo", sessions=[str(session.pk), str(other.pk)])

    assert asked.status_code == 422
    assert "Bo: “" in text_of(asked)
    assert controls(asked)["name"] == ["Bo"]


def test_whose_clock_it_is_is_said_where_one_may_mistake_it(client: Client) -> None:
    far = SessionFactory(stop=StopFactory(published=True, time_zone="America/Miquelon"))
    here = SessionFactory(stop=StopFactory(published=True))
    said = f"Times are local: {far.stop.get_time_zone_display()}."

    pages = [text_of(client.get("/en" + mine(registered(one)))) for one in (far, here)]
    forms = [text_of(client.get("/en" + form_of(one.stop))) for one in (far, here)]

    assert [said in page for page in pages] == [True, False]
    assert [said in page for page in forms] == [True, False]


def test_no_session_at_all_is_refused(client: Client, session: Any) -> None:
    registration = registered(session)

    response = send(client, mine(registration, "sessions", first(registration).public_id), sessions=[])

    assert response.status_code == 422
    assert states(registration) == ["confirmed"]


def test_a_session_of_another_stop_is_refused(client: Client, session: Any) -> None:
    registration = registered(session)
    foreign = SessionFactory(stop=StopFactory(published=True))

    response = send(client, mine(registration, "sessions", first(registration).public_id), sessions=[str(foreign.pk)])

    assert response.status_code == 422


def test_cancelling_everything_asks_first_and_says_what_goes(client: Client, session: Any) -> None:
    registration = registered(session, people=2)

    asked = client.get(mine(registration, "cancel"))
    assert "Personne 2" in text_of(asked)
    assert states(registration) == ["confirmed", "confirmed"]
    done = client.post(mine(registration, "cancel"), follow=True)

    assert states(registration) == ["cancelled", "cancelled"]
    assert form_of(session.stop) in text_of(done)


def test_one_of_two_does_not_come(client: Client, session: Any) -> None:
    registration = registered(session, people=2)

    client.post(mine(registration, "cancel_person", first(registration).public_id))

    assert states(registration) == ["cancelled", "confirmed"]


def test_the_waiting_list_is_left(client: Client, session: Any) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=1)
    registered(session, email="x@example.org")
    registration = registered(session)

    client.post(mine(registration, "leave"))
    again = client.post(mine(registration, "leave"))

    assert states(registration) == ["cancelled"]
    assert again.status_code == 422


def test_a_cancelled_registration_and_a_cancelled_stop_say_so(client: Client, session: Any) -> None:
    registration, other = registered(session), registered(session, email="bo@example.org")
    cancel_registration(registration)
    assert "This registration is cancelled." in text_of(client.get("/en" + mine(registration)))

    Stop.objects.update(state=Stop.State.CANCELLED, reason_en="Room closed.")
    page = text_of(client.get("/en" + mine(other)))

    assert "Room closed." in page
    assert mine(other, "cancel") not in page


def test_after_the_stop_nothing_can_be_changed(client: Client, session: Any) -> None:
    registration = registered(session)
    Stop.objects.update(starts_on=datetime.date(2019, 6, 18), ends_on=datetime.date(2019, 6, 18))

    page = text_of(client.get(mine(registration)))

    assert mine(registration, "add") not in page
    assert mine(registration, "cancel") not in page


def test_a_session_that_is_over_is_kept_when_others_are_chosen(client: Client) -> None:
    now, day = timezone.now(), datetime.timedelta(days=1)
    stop = StopFactory(published=True, starts_on=(now - 2 * day).date(), ends_on=(now + 2 * day).date())
    over, other = (SessionFactory(stop=stop, starts_at=now + day, ends_at=now + day * 1.1) for _ in range(2))
    registration = registered(over)
    Session.objects.filter(pk=over.pk).update(starts_at=now - day, ends_at=now - day * 0.9)

    send(client, mine(registration, "sessions", first(registration).public_id), sessions=[str(other.pk)])

    assert {seat.session for seat in first(registration).seats.filter(state__in=Seat.LIVE)} == {over, other}


def test_a_day_is_a_file_for_the_calendar(client: Client, session: Any) -> None:
    registration = registered(session)
    page = text_of(client.get(mine(registration)))
    address = re.search(r'href="([^"]+\.ics)"', page)
    assert address

    response = client.get(address[1])

    assert response.headers["Content-Type"].startswith("text/calendar")
    assert b"METHOD:PUBLISH" in response.content
    assert first(registration).code.encode() in response.content.replace(b"\r\n ", b"")


def test_a_day_that_was_never_sent_is_no_file(client: Client, session: Any) -> None:
    registration = registered(session)

    address = mine(registration, "calendar", first(registration).public_id, 7)

    assert client.get(address).status_code == 404


def test_a_link_to_a_stop_that_is_long_over_is_not_sent_again(client: Client, session: Any) -> None:
    registered(session)
    Stop.objects.update(starts_on=datetime.date(2019, 6, 18), ends_on=datetime.date(2019, 6, 18))
    OutboxMessage.objects.all().delete()

    client.post(reverse("registration_link"), {"email": "ana@example.org"})

    assert not OutboxMessage.objects.exists()


def test_a_lost_link_is_sent_again_and_the_answer_tells_nothing(client: Client, session: Any) -> None:
    registration = registered(session)
    OutboxMessage.objects.all().delete()

    known = client.post(reverse("registration_link"), {"email": "ANA@example.org"})
    unknown = client.post(reverse("registration_link"), {"email": "noone@example.org"})

    message = OutboxMessage.objects.get()
    assert mine(registration) in message.text
    assert known.content.replace(b"ANA", b"noone") == unknown.content


@pytest.mark.parametrize("email", ["", "nobody", "a@b.fr\nBcc: c@d.fr"])
def test_what_is_no_address_is_said(client: Client, email: str) -> None:
    assert client.post(reverse("registration_link"), {"email": email}).status_code == 422


def test_links_are_not_sent_without_end(client: Client, session: Any) -> None:
    registered(session)
    OutboxMessage.objects.all().delete()

    answers = [client.post(reverse("registration_link"), {"email": "ana@example.org"}) for _ in range(21)]

    assert OutboxMessage.objects.count() == 3
    assert {answer.status_code for answer in answers[:20]} == {200}
    assert answers[20].status_code == 429


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_much_for_three_people_as_for_one(
    client: Client, session: Any, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    address = mine(registered(session, people=people))

    # The registration, what is asked, the stop's sessions, people, seats, entries, who waits.
    with django_assert_num_queries(8):
        client.get(address)


def test_a_link_changes_so_often_an_hour(client: Client, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change writes to an address that nobody has checked."""
    monkeypatch.setattr(rates, "_CHANGES_AN_HOUR", 1)
    registration = registered(session)
    address = f"{mine(registration)}add/"
    people = [{"name": f"Personne {number}", "sessions": [str(session.pk)]} for number in range(2)]

    answers = [client.post(address, person, follow=True) for person in people]

    assert registration.attendees.count() == 2
    assert "heure" in text_of(answers[1])


@pytest.mark.parametrize("name", ["cancel", "cancel_person", "replace"])
def test_who_was_expected_stays_once_the_stop_is_over(client: Client, session: Any, name: str) -> None:
    registration = registered(session, people=2)
    attendee = first(registration)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Stop.objects.update(starts_on=yesterday, ends_on=yesterday)

    address = mine(registration, name, *([] if name == "cancel" else [attendee.public_id]))
    response = client.post(address, {"name": "Bo"})

    assert response.status_code == 422
    assert states(registration) == ["confirmed", "confirmed"]
    assert list(registration.attendees.filter(cancelled_at=None)) == list(registration.attendees.all())
