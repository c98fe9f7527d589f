"""Before a stop moves, is put off or called off, its page shows who is told; the second press does it."""

import datetime
import re

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from events.models import Session, Stop
from events.planning import announcements
from events.planning.operations import edit_stop
from events.planning.rules import is_open
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, controls, look, member, send, text_of
from tests.tournee.web.assertions import assert_house_page
from tournee.errors import OperationError
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.page]
REASON = {"reason_fr": "La salle est fermée."}
STEPS = {
    "postpone": ("published", REASON),
    "cancel": ("published", REASON),
    "move": ("published", {"starts_on": "2031-06-20", **REASON}),
    "reinstate": ("cancelled", {}),
}


def page(stop: Stop, name: str) -> str:
    return reverse(f"planning_stop_{name}", args=[stop.tour.slug, stop.slug])


def a_stop(state: str = "published") -> Stop:
    stop = StopFactory(**{state: True})
    SessionFactory(stop=stop)
    return stop


@pytest.mark.parametrize("name", STEPS)
def test_the_first_press_shows_who_is_told_and_does_nothing(client: Client, name: str) -> None:
    state, typed = STEPS[name]
    stop = a_stop(state)
    co_host(client, stop)
    member(client, stop.tour)

    shown = look(client, page(stop, name), **typed)

    assert shown.status_code == 200
    assert_house_page(shown)
    assert not OutboxMessage.objects.exists()
    stop.refresh_from_db()
    assert stop.state == state
    for field, value in typed.items():
        assert controls(shown)[field] == [value]


@pytest.mark.parametrize("name", STEPS)
def test_the_second_press_does_it_and_says_how_many_messages_left(client: Client, name: str) -> None:
    state, typed = STEPS[name]
    stop = a_stop(state)
    co_host(client, stop)
    member(client, stop.tour)
    shown = look(client, page(stop, name), **typed)

    answer = client.post(page(stop, name), controls(shown), follow=True)

    assert OutboxMessage.objects.count() == 1
    assert "1 message" in text_of(answer)
    stop.refresh_from_db()
    assert stop.sequence == 1


def test_pressing_twice_sends_once(client: Client) -> None:
    stop = a_stop()
    co_host(client, stop)
    member(client, stop.tour)
    pressed = controls(look(client, page(stop, "cancel"), **REASON))

    client.post(page(stop, "cancel"), pressed)
    again = client.post(page(stop, "cancel"), pressed)

    assert again.status_code == 422
    assert OutboxMessage.objects.count() == 1


def test_what_is_typed_anew_is_shown_anew(client: Client) -> None:
    stop = a_stop()
    member(client, stop.tour)
    pressed = controls(look(client, page(stop, "cancel"), **REASON))

    answer = client.post(page(stop, "cancel"), {**pressed, "reason_fr": "Grève."})

    assert answer.status_code == 200
    assert "Grève." in text_of(answer)
    stop.refresh_from_db()
    assert stop.state == "published"


def test_somebody_elses_change_meanwhile_is_shown_first(client: Client) -> None:
    stop = a_stop()
    member(client, stop.tour)
    pressed = controls(look(client, page(stop, "move"), **STEPS["move"][1]))
    edit_stop(Stop.objects.get(), {"title_fr": "Innover"}, expected_version=None, actor=None)

    first = client.post(page(stop, "move"), pressed)
    assert (first.status_code, Stop.objects.get().sequence) == (200, 0)
    client.post(page(stop, "move"), controls(first))

    assert Stop.objects.get().sequence == 1


def test_a_refusal_from_above_is_said_before_anything_happens(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = a_stop()
    member(client, stop.tour)

    def refuse(_change: object) -> None:
        raise OperationError("Pas maintenant.", code="not_now")

    monkeypatch.setattr(announcements.stop_postponed, "_subscribers", [("tests", refuse)])

    answer = look(client, page(stop, "postpone"), **REASON)

    assert answer.status_code == 422
    assert "Pas maintenant." in text_of(answer)
    assert controls(answer)["reason_fr"] == [REASON["reason_fr"]]


def test_a_stop_that_nobody_knows_is_cancelled_at_once(client: Client) -> None:
    stop = StopFactory(confirmed=True)
    member(client, stop.tour)

    assert look(client, page(stop, "cancel"), **REASON).status_code == 302


def test_editing_day_or_place_of_a_public_stop_shows_who_is_told(client: Client) -> None:
    stop = a_stop()
    co_host(client, stop)
    member(client, stop.tour)

    shown = look(client, page(stop, "edit"), venue="Mairie", title_fr="Innover")
    assert (shown.status_code, Stop.objects.get().venue) == (200, stop.venue)
    assert controls(shown)["venue"] == ["Mairie"]
    client.post(page(stop, "edit"), controls(shown))

    assert (Stop.objects.get().venue, OutboxMessage.objects.count()) == ("Mairie", 1)


def test_editing_its_words_asks_nothing_more(client: Client) -> None:
    stop = a_stop()
    member(client, stop.tour)

    assert look(client, page(stop, "edit"), title_fr="Innover").status_code == 302


def session_page(session: Session, name: str) -> str:
    return reverse(f"planning_session_{name}", args=[session.stop.tour.slug, session.stop.slug, session.pk])


@pytest.mark.parametrize(
    ("name", "state", "typed"),
    [("cancel", "planned", {}), ("reinstate", "cancelled", {}), ("edit", "planned", {"room": "Salle B"})],
)
def test_a_public_session_shows_it_too(client: Client, name: str, state: str, typed: dict[str, str]) -> None:
    session = SessionFactory(stop=StopFactory(published=True), state=state)
    member(client, session.stop.tour)

    shown = look(client, session_page(session, name), **typed)
    assert (shown.status_code, Session.objects.get().sequence) == (200, 0)
    client.post(session_page(session, name), controls(shown))

    assert Session.objects.get().sequence == 1


@pytest.mark.parametrize(
    ("name", "status"), [("postpone", "TENTATIVE"), ("cancel", "CANCELLED"), ("move", "CONFIRMED")]
)
def test_the_feed_and_the_page_follow(client: Client, name: str, status: str) -> None:
    stop = a_stop()
    member(client, stop.tour)
    send(client, page(stop, name), **STEPS[name][1])
    client.logout()

    feed = client.get(reverse("stop_calendar", args=[stop.tour.slug, stop.slug]))
    (event,) = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    public = text_of(client.get(reverse("stop", args=[stop.tour.slug, stop.slug])))

    assert (event["STATUS"], event["SEQUENCE"]) == (status, 1)
    assert event.decoded("DTSTART").date() == datetime.date(2031, 6, 20 if name == "move" else 18)
    assert REASON["reason_fr"] in public


def test_sessions_of_a_postponed_stop_have_no_day_for_readers(client: Client) -> None:
    stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19))
    for day in (18, 19):
        starts_at = datetime.datetime(2031, 6, day, 9, tzinfo=stop.zone)
        SessionFactory(stop=stop, starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
    member(client, stop.tour)
    send(client, page(stop, "postpone"), **REASON)
    client.logout()

    public = text_of(client.get(reverse("stop", args=[stop.tour.slug, stop.slug])))

    read = re.sub(r"<script.*?</script>", "", public, flags=re.DOTALL)  # programs are told the former day, as such
    assert "19 juin" not in read
    assert "2031-06-1" not in read


def test_an_archived_tour_shows_nothing_of_it(client: Client) -> None:
    stop = StopFactory(published=True, tour__state="archived")
    user = member(client, stop.tour)

    assert not is_open.test(user, stop)
    assert client.post(page(stop, "move"), STEPS["move"][1]).status_code == 422
