"""Messages to a selection and by rule: to whom, how many times, in which words, never to who cancelled."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from time_machine import travel

from events.models import Stop, Tour
from registrations.booking.operations import cancel_registration
from registrations.booking.placeholders import WritingError
from registrations.models import Message, MessageSent, Person, Registration
from registrations.writing import operations
from registrations.writing.audience import readers_of
from registrations.writing.due import send_due_messages, send_to_stop
from registrations.writing.previewing import preview_of
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, controls, member, text_of
from tests.registrations.booking.party import registered
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
WORDS = {"subject_fr": "Venir à {ville}", "text_fr": "Bonjour {nom}, à bientôt.", "subject_en": "", "text_en": ""}
TEMPLATE = "registrations/writing/mail/message"


@pytest.fixture
def session() -> Any:
    return SessionFactory(stop=StopFactory(published=True), capacity=30)


def sent() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template=TEMPLATE).order_by("pk"))


def rule(tour: Tour, actor: Any, **values: Any) -> Message:
    given = {"audience": "contacts", "days": -2, "at": datetime.time(9), **WORDS, **values}
    return operations.write_rule(tour, given, actor=actor)


def moment_of(stop: Stop, days: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime.combine(stop.starts_on + datetime.timedelta(days=days), datetime.time(hour), stop.zone)


class TestToASelection:
    def write(self, client: Client, stop: Stop, **more: str) -> Any:
        address = reverse("message_write", args=[stop.tour.slug, stop.slug])
        return client.post(address, {"audience": "contacts", **WORDS, **more})

    def test_how_many_and_what_they_read_is_shown_before_it_is_sent(self, client: Client, session: Any) -> None:
        member(client, session.stop.tour, "editor")
        registered(session, people=2)

        seen = self.write(client, session.stop)

        assert seen.context["preview"]["seen"].count == 1
        assert f"Venir à {session.stop.place}" in text_of(seen)
        assert "Bonjour Ana Exemple, à bientôt." in text_of(seen)
        assert not sent()

        done = self.write(client, session.stop, send="1", seen=controls(seen)["seen"][0])

        assert done.status_code == 302
        (message,) = sent()
        assert (message.to_address, message.bulk) == ("ana@example.org", True)
        assert message.text.startswith("Bonjour Ana Exemple, à bientôt.")
        assert "List-Unsubscribe" not in message.headers
        assert done.headers["Location"] == reverse("written_message", args=[Message.objects.get().pk])
        assert MessageSent.objects.get().recipients == 1

    def test_who_reads_the_other_language_is_told_in_registrations(self, session: Any) -> None:
        registered(session, people=2, language="en")
        Person.objects.filter(name="Personne 2").update(email="bo@example.org")

        message = Message(tour=session.stop.tour, audience="attendees", **WORDS)

        with translation.override("en"):
            preview = preview_of(message, session.stop, readers_of("attendees", Registration.objects.all()))

        assert preview.count == 2
        assert preview.unwritten == [
            "1 registration was made in English, in which nothing is written: it reads the French text."
        ]

    def test_its_page_shows_it_to_one_who_received_it(self, client: Client, session: Any) -> None:
        user = member(client, session.stop.tour, "editor")
        registered(session)
        operations.send_message(session.stop, Registration.objects.all(), {"audience": "contacts", **WORDS}, actor=user)
        later = registered(session, email="zoe@example.org").contact
        Person.objects.filter(pk=later.pk).update(name="Zoé Tardive")
        page = reverse("written_message", args=[Message.objects.get().pk])

        shown = text_of(client.get("/en" + page))
        OutboxMessage.objects.all().delete()
        forgotten = text_of(client.get("/en" + page))

        assert "Bonjour Ana Exemple, à bientôt." in shown
        assert "of one who received it" in shown
        assert "It went to 1 person, selected when it was sent." in forgotten
        assert "filled in with an example" in forgotten

    def test_a_double_click_sends_once(self, client: Client, session: Any) -> None:
        member(client, session.stop.tour, "editor")
        registered(session)
        shown = controls(self.write(client, session.stop))
        pressed = {"send": "1", "seen": shown["seen"][0], "once": shown["once"][0]}

        first, second = (self.write(client, session.stop, **pressed) for _click in range(2))

        assert first.headers["Location"] == second.headers["Location"]
        assert len(sent()) == 1

    def test_as_many_others_than_those_looked_at_are_shown_again(self, client: Client, session: Any) -> None:
        member(client, session.stop.tour, "editor")
        seen_one = registered(session)
        seen = controls(self.write(client, session.stop))["seen"][0]
        cancel_registration(seen_one)
        registered(session, email="other@example.org")

        assert self.write(client, session.stop, send="1", seen=seen).context["preview"]
        assert OutboxMessage.objects.filter(template=TEMPLATE).count() == 0

    def test_other_words_than_those_looked_at_are_shown_again(self, client: Client, session: Any) -> None:
        member(client, session.stop.tour, "editor")
        registered(session)
        seen = controls(self.write(client, session.stop))["seen"][0]

        again = self.write(client, session.stop, send="1", seen=seen, text_fr="Autre chose.")

        assert again.context["preview"]
        assert not sent()

    def test_a_test_goes_to_oneself_alone(self, client: Client, session: Any) -> None:
        user = member(client, session.stop.tour, "editor")
        registered(session)

        self.write(client, session.stop, test="1")

        (message,) = sent()
        assert message.to_address == user.email
        assert message.subject.startswith(("Test", "Essai"))
        assert message.text.startswith(("Ceci est un essai", "This is a test"))
        assert HistoryEntry.objects.get(action="message.test").actor == user
        assert not Message.objects.exists()

    def test_words_that_cannot_be_filled_in_are_refused_beside_their_field(self, client: Client, session: Any) -> None:
        member(client, session.stop.tour, "editor")

        response = self.write(client, session.stop, text_fr="Bonjour {prenom}", subject_en="Half")

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"text_fr", "text_en"}

    def test_a_host_writes_to_nobody(self, client: Client, session: Any) -> None:
        co_host(client, session.stop)

        assert self.write(client, session.stop).status_code == 403


class TestAudience:
    def test_each_address_once_a_stop_and_never_who_cancelled(self, session: Any) -> None:
        registered(session, people=2)
        cancel_registration(registered(session, email="gone@example.org"))
        silent = registered(session, email="")

        found = readers_of("contacts", Registration.objects.all())

        assert [reader.person.email for reader in found.found] == ["ana@example.org"]
        assert found.unreachable == 1
        assert silent.contact.email == ""

    def test_those_who_wait_are_an_audience(self, session: Any) -> None:
        full = SessionFactory(stop=session.stop, capacity=1)
        registered(full)
        registered(full, email="waits@example.org")

        found = readers_of("waiting", Registration.objects.all()).found

        assert [reader.person.email for reader in found] == ["waits@example.org"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_asks_as_much_for_three_as_for_one(
        self, session: Any, count: int, django_assert_num_queries: Any
    ) -> None:
        for number in range(count):
            registered(session, email=f"p{number}@example.org")

        with django_assert_num_queries(2):
            assert len(readers_of("attendees", Registration.objects.all()).found) == count

    def test_who_registered_in_a_language_that_is_not_written_reads_the_other(self, session: Any) -> None:
        registered(session, language="en")
        values = {"audience": "contacts", **WORDS}

        operations.send_message(session.stop, Registration.objects.all(), values, actor=None)  # type: ignore[arg-type]

        assert sent()[0].language == "fr"


class TestByRule:
    def test_it_goes_out_once_a_stop_at_its_hour(self, session: Any) -> None:
        registered(session)
        rule(session.stop.tour, None)

        for days, hour, count in ((-2, 8, 0), (-2, 9, 1), (-2, 10, 1), (0, 9, 1)):
            with travel(moment_of(session.stop, days, hour), tick=False):
                send_due_messages()
            assert len(sent()) == count

    def test_a_rule_made_too_late_is_not_made_up_for(self, session: Any) -> None:
        registered(session)

        with travel(moment_of(session.stop, -1), tick=False):
            rule(session.stop.tour, None)
            send_due_messages()

        assert not sent()
        assert MessageSent.objects.get().recipients == 0

    def test_a_worker_that_stood_still_for_days_sends_nothing_stale(self, session: Any) -> None:
        registered(session)
        rule(session.stop.tour, None)

        with travel(moment_of(session.stop, 0), tick=False):
            send_due_messages()

        assert not sent()

    def test_a_stop_that_moves_to_a_later_day_is_written_to_before_that_day(self, session: Any) -> None:
        registered(session)
        with travel(moment_of(session.stop, -1), tick=False):
            rule(session.stop.tour, None)
            Stop.objects.filter(pk=session.stop.pk).update(
                starts_on=session.stop.starts_on + datetime.timedelta(days=30),
                ends_on=session.stop.ends_on + datetime.timedelta(days=30),
            )
            send_due_messages()
        session.stop.refresh_from_db()

        with travel(moment_of(session.stop, -2), tick=False):
            send_due_messages()

        assert len(sent()) == 1

    @pytest.mark.parametrize("state", ["cancelled", "postponed", "confirmed"])
    def test_a_stop_that_does_not_take_place_hears_nothing(self, session: Any, state: str) -> None:
        registered(session)
        rule(session.stop.tour, None)
        Stop.objects.update(state=state)

        with travel(moment_of(session.stop, -2), tick=False):
            send_due_messages()

        assert not sent()

    def test_a_rule_at_rest_sends_nothing(self, session: Any) -> None:
        registered(session)
        operations.switch_rule(rule(session.stop.tour, None), active=False, actor=None)  # type: ignore[arg-type]

        with travel(moment_of(session.stop, -2), tick=False):
            send_due_messages()

        assert not sent()

    def test_what_was_sent_is_not_deleted(self, session: Any) -> None:
        registered(session)
        message = rule(session.stop.tour, None)
        with travel(moment_of(session.stop, -2), tick=False):
            send_due_messages()

        with pytest.raises(WritingError):
            operations.remove_rule(message, actor=None)  # type: ignore[arg-type]

    def test_a_rule_put_to_rest_or_a_stop_cancelled_while_others_are_sent_hears_nothing(self, session: Any) -> None:
        registered(session)
        now, held = moment_of(session.stop, -2), rule(session.stop.tour, None)

        operations.switch_rule(Message.objects.get(), active=False, actor=None)  # type: ignore[arg-type]
        assert send_to_stop(held, session.stop, now) == 0
        Message.objects.update(active=True)
        Stop.objects.update(state="cancelled")
        assert send_to_stop(held, session.stop, now) == 0

        assert not MessageSent.objects.exists()

    def test_a_rule_deleted_by_two_is_deleted_once(self, session: Any) -> None:
        rule(session.stop.tour, None)

        for one in [Message.objects.get(), Message.objects.get()]:
            operations.remove_rule(one, actor=None)  # type: ignore[arg-type]

        assert HistoryEntry.objects.filter(action="message.remove").count() == 1

    def test_what_was_sent_to_a_selection_is_no_rule(self, session: Any) -> None:
        registered(session)
        values = {"audience": "contacts", **WORDS}
        done = operations.send_message(session.stop, Registration.objects.all(), values, actor=None)  # type: ignore[arg-type]

        with pytest.raises(WritingError):
            operations.switch_rule(done, active=False, actor=None)  # type: ignore[arg-type]
        with pytest.raises(WritingError):
            operations.edit_rule(done, values, expected_version=None, actor=None)  # type: ignore[arg-type]


def test_a_rule_of_an_archived_tour_is_not_switched_and_the_page_says_so(client: Client, session: Any) -> None:
    message = rule(session.stop.tour, None)
    member(client, session.stop.tour, "editor")
    Tour.objects.update(state="archived")

    answer = client.post("/en" + reverse("message_rule_switch", args=[message.pk]), {"active": "0"}, follow=True)

    assert "archived" in text_of(answer)
    assert Message.objects.get().active


def test_a_rule_in_one_language_says_how_many_registered_in_the_other(client: Client, session: Any) -> None:
    user = member(client, session.stop.tour, "editor")
    message = rule(session.stop.tour, user, subject_en="", text_en="")
    registered(session, language="en")

    text = text_of(client.get("/en" + reverse("written_message", args=[message.pk])))

    assert "1 registration was made in English, in which nothing is written" in text


def test_the_pages_of_a_rule(client: Client, session: Any) -> None:
    tour = session.stop.tour
    member(client, tour, "editor")
    data = {"audience": "attendees", "days": "7", "way": "before", "at": "09:00", "stop": "", **WORDS}

    made = client.post(reverse("message_rule_new", args=[tour.slug]), data)

    message = Message.objects.get()
    assert made.headers["Location"] == reverse("written_message", args=[message.pk])
    assert (message.days, message.stop) == (-7, None)
    for name, args in (
        ("written_message", [message.pk]), ("message_rule_edit", [message.pk]), ("tour_messages", [tour.slug]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 200
    client.post(reverse("message_rule_switch", args=[message.pk]), {"active": "0"})
    client.post(reverse("message_rule_remove", args=[message.pk]))
    assert not Message.objects.exists()
