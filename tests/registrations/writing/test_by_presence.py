"""Messages to those who came, and to those who were expected and did not."""

import datetime

import pytest
from django.urls import reverse
from time_machine import travel

from registrations.booking.placeholders import WritingError
from registrations.models import Message, Registration
from registrations.writing.audience import readers_of
from registrations.writing.due import send_due_messages
from registrations.writing.operations import send_message, write_rule
from tests.events.factories import StopFactory
from tests.events.planning.pages import controls, member
from tests.registrations.factories import AttendeeFactory, CheckInFactory, RegistrationFactory
from tests.tournee.factories import UserFactory
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
PRESENT, ABSENT = Message.Audience.PRESENT, Message.Audience.ABSENT
WORDS = {"subject_fr": "Merci", "text_fr": "Bonjour {nom}.", "subject_en": "", "text_en": ""}


@pytest.fixture
def stop():
    return StopFactory(held=True)


def somebody(stop, *, came=True, **values):
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=stop, **values))
    if came:
        CheckInFactory(attendee=attendee)
    return attendee


def read_by(audience):
    found = readers_of(audience, Registration.objects.all())
    return [reader.person for reader in found.found], found.unreachable


def test_those_who_came_are_written_to_each_at_their_own_address(stop) -> None:
    came = somebody(stop)
    colleague = AttendeeFactory(registration=came.registration)
    walked_in = somebody(stop, origin="walk_in")
    assert read_by(PRESENT) == ([came.person, walked_in.person], 0)
    assert read_by(ABSENT) == ([colleague.person], 0)


def test_the_page_of_presence_leads_to_writing_to_those_who_came(client, stop) -> None:
    somebody(stop)
    member(client, stop.tour, "editor")
    link = reverse("message_write", args=[stop.tour.slug, stop.slug]) + "?audience=present"
    assert link in client.get(reverse("attendance", args=[stop.tour.slug, stop.slug])).text
    assert controls(client.get(link))["audience"] == ["present"]


def test_a_link_to_those_absent_names_and_counts_them_and_asks_no_audience(client, stop) -> None:
    came = somebody(stop)
    member(client, stop.tour, "editor")
    page = reverse("attendance", args=[stop.tour.slug, stop.slug])
    write = reverse("message_write", args=[stop.tour.slug, stop.slug]) + "?audience=absent"
    assert "audience=absent" not in client.get(page).text
    missed = AttendeeFactory(registration=came.registration)
    assert write in client.get(page).text

    shown = client.get(f"/en{write}").text
    assert "Write to those who did not come</h1>" in shown
    assert "1 person who can be written to." in shown
    assert "It goes to those who were expected and did not come" in shown
    assert 'type="radio"' not in shown
    answer = client.post(write, {**WORDS, "audience": "absent"})
    (letter,) = answer.context["preview"]["seen"].letters
    assert letter.name == missed.person.name
    assert "vous êtes inscrit" not in letter.letter.text


def test_after_the_stop_no_message_offers_to_change_or_cancel(stop) -> None:
    somebody(stop)
    coming = somebody(StopFactory(confirmed=True, tour=stop.tour), came=False)
    values = {**WORDS, "audience": Message.Audience.CONTACTS}
    send_message(stop.tour, Registration.objects.all(), values, actor=UserFactory())

    offers = {one.to_address: "modifier ou l’annuler" in one.text for one in OutboxMessage.objects.all()}
    assert sorted(offers.values()) == [False, True]
    assert offers[coming.registration.contact.email]


def test_who_cancelled_is_not_told_that_they_were_missed(stop) -> None:
    somebody(stop)
    AttendeeFactory(registration=RegistrationFactory(stop=stop), cancelled_at=stop.published_at)
    assert read_by(ABSENT) == ([], 0)


def test_where_nobody_was_noted_nobody_is_said_to_be_missing(stop) -> None:
    somebody(stop, came=False)
    assert read_by(ABSENT) == ([], 0)


def test_as_many_queries_for_three_as_for_one(stop, django_assert_num_queries) -> None:
    for _people in range(3):
        somebody(stop)
        with django_assert_num_queries(4):
            readers_of(PRESENT, Registration.objects.all())


@pytest.mark.parametrize("days", [-1, 0])
def test_a_rule_by_presence_sends_after_the_stop(stop, days) -> None:
    values = {"audience": PRESENT, "days": days, "at": datetime.time(9), **WORDS}
    with pytest.raises(WritingError) as refused:
        write_rule(stop.tour, values, actor=UserFactory())
    assert (refused.value.code, refused.value.field) == ("too_early", "days")


def test_a_rule_writes_to_those_who_came_once_its_day_has_come() -> None:
    stop = StopFactory(published=True)
    values = {"audience": PRESENT, "days": 1, "at": datetime.time(9), **WORDS}
    write_rule(stop.tour, values, actor=UserFactory())
    came = somebody(stop)
    somebody(stop, came=False)
    with travel(
        datetime.datetime.combine(stop.ends_on + datetime.timedelta(days=1), datetime.time(9), stop.zone), tick=False
    ):
        send_due_messages()
        send_due_messages()
    assert [message.to_address for message in OutboxMessage.objects.all()] == [came.person.email]
