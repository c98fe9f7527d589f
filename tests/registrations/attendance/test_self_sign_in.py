"""Signing oneself in by a door's code: in its hours, by one's own proof, and nobody is told who is registered."""

import datetime

import pytest
from django.urls import reverse
from time_machine import travel

from events.models import Session
from registrations.attendance.rule.operations import follow_the_stop, renew_codes, save_rule
from registrations.attendance.rule.queries import rule_of
from registrations.attendance.self_sign_in.links import door_token
from registrations.attendance.self_sign_in.operations import SelfSignInError, sign_in
from registrations.attendance.self_sign_in.queries import door_at
from registrations.booking.links import my_ticket
from registrations.models import Attendee, CheckIn
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, RegistrationFactory, SeatFactory
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db
TEN = datetime.datetime(2031, 3, 4, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def session() -> Session:
    """A debate from ten to twelve, whose stop lets people sign themselves in."""
    stop = StopFactory(published=True, starts_on=TEN.date(), ends_on=TEN.date())
    save_rule(stop, None, {"self_sign_in": True}, expected_version=None, actor=None)
    return SessionFactory(stop=stop, starts_at=TEN, ends_at=TEN + 2 * HOUR)


@pytest.fixture
def attendee(session: Session) -> Attendee:
    found = AttendeeFactory(registration=RegistrationFactory(stop=session.stop))
    SeatFactory(attendee=found, session=session)
    return found


def address(session: Session) -> str:
    return reverse("self_sign_in", args=[door_token(session.stop, session, rule_of(session.stop))])


def signed(client, session: Session, who: str, at: datetime.datetime = TEN):
    with travel(at, tick=False):
        return client.post(address(session), {"who": who})


def test_a_ticket_code_notes_its_person_once_in_the_session(client, session, attendee) -> None:
    first = signed(client, session, f" {attendee.code[:3].lower()}-{attendee.code[3:]} ")
    signed(client, session, attendee.code, TEN + HOUR)

    (fact,) = CheckIn.objects.all()
    assert (fact.attendee, fact.session, fact.how, fact.at) == (attendee, session, CheckIn.How.SELF, TEN)
    assert first.status_code == 200
    assert str(attendee.person) not in first.content.decode()
    assert first["Cache-Control"].count("no-store") == 1


def test_an_address_is_answered_alike_whether_it_is_registered_or_not(client, session, attendee) -> None:
    known = signed(client, session, attendee.email_key.upper()).content
    unknown = signed(client, session, "nobody@example.org").content

    assert CheckIn.objects.get().attendee == attendee
    strip = [text.split(b"<main")[1] for text in (known, unknown)]
    assert strip[0] == strip[1]


@pytest.mark.parametrize("who", ["AAAAAAA", "x", "", "' or 1=1"])
def test_a_code_that_nobody_has_notes_nobody(client, session, attendee, who: str) -> None:
    assert signed(client, session, who).status_code == 422
    assert not CheckIn.objects.exists()


def test_whoever_cancelled_or_is_of_another_stop_is_not_noted(client, session, attendee) -> None:
    other = AttendeeFactory()
    Attendee.objects.filter(pk=attendee.pk).update(cancelled_at=TEN)

    for code, why in ((other.code, "unknown_code"), (attendee.code, "cancelled")):
        assert signed(client, session, code).status_code == 422
        with travel(TEN, tick=False), pytest.raises(SelfSignInError) as refused:
            sign_in(door_at(door_token(session.stop, session, rule_of(session.stop))), code)
        assert refused.value.code == why
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("minutes", [-31, 121])
def test_outside_its_hours_the_door_is_closed(client, session, attendee, minutes: int) -> None:
    at = TEN + datetime.timedelta(minutes=minutes)
    with travel(at, tick=False):
        assert "<form method" not in client.get(address(session)).content.decode().split("<main")[1]

    assert signed(client, session, attendee.code, at).status_code == 422
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("programme", "said"), [(True, "le mardi 4 mars 2031, de 9 h 30 à 12 h."), (False, "le mardi 4 mars 2031.")]
)
def test_a_closed_door_says_its_hours(client, session, programme: bool, said: str) -> None:
    door = door_token(session.stop, None, rule_of(session.stop))
    if not programme:
        session.delete()

    with travel(TEN - 48 * HOUR, tick=False):
        page = client.get(reverse("self_sign_in", args=[door])).content.decode()

    assert f"On signe ici {said}" in page.replace("\xa0", " ")


def test_whoever_signed_in_reads_so_on_their_ticket(client, session, attendee) -> None:
    signed(client, session, attendee.code)

    with travel(TEN + HOUR, tick=False):
        assert "Votre arrivée est notée" in client.get(my_ticket(attendee)).content.decode()
    with travel(TEN + 24 * HOUR, tick=False):
        assert "Votre arrivée" not in client.get(my_ticket(attendee)).content.decode()


def test_a_code_that_was_renewed_forged_or_whose_rule_ended_opens_nothing(client, session) -> None:
    old = address(session)
    renew_codes(session.stop, actor=None)
    new = address(session)

    assert [client.get(one).status_code for one in (old, new, new[:-3] + "xx/")] == [404, 200, 404]
    save_rule(session.stop, session, {"self_sign_in": False}, expected_version=None, actor=None)
    assert client.get(new).status_code == 404
    follow_the_stop(session, actor=None)
    assert client.get(new).status_code == 200
    assert HistoryEntry.objects.filter(action="attendance_rule.renew").exists()


def test_a_code_that_was_renewed_stays_worthless_once_its_session_gets_a_rule_of_its_own(client, session) -> None:
    old = address(session)
    renew_codes(session.stop, actor=None)
    save_rule(session.stop, session, {"self_sign_in": True}, expected_version=None, actor=None)

    assert client.get(old).status_code == 404
    assert client.get(address(session)).status_code == 200


def test_too_many_tries_from_one_place_are_refused(client, session, attendee, monkeypatch) -> None:
    monkeypatch.setattr("registrations.attendance.self_sign_in.views._AN_HOUR", 1)
    signed(client, session, "nobody@example.org")

    assert signed(client, session, attendee.code).status_code == 422
    assert not CheckIn.objects.exists()


def test_the_rule_is_set_on_its_page_and_papers_are_one_click_each(client, session) -> None:
    client.force_login(UserFactory(is_administrator=True))
    where = [session.stop.tour.slug, session.stop.slug]
    values = {"regime": "training", "follows": "Convention", "version": rule_of(session.stop).version}

    assert client.post(reverse("attendance_rule", args=where), values).status_code == 302
    own = reverse("attendance_rule_session", args=[*where, session.public_id])
    assert client.post(own, {"regime": "co_funded"}).status_code == 302
    assert [rule_of(session.stop, one).regime for one in (None, session)] == ["training", "co_funded"]

    page = client.get(reverse("stop_papers", args=where)).content.decode()
    assert reverse("stop_paper", args=[*where, "en", "case", "pdf"]) in page
    badges = client.get(reverse("stop_badges", args=where), {"grid": "a6", "language": "fr", "skip": ""})
    assert badges["Content-Type"] == "application/pdf"
    assert client.get(reverse("stop_badges", args=where), {"grid": "a0", "language": "fr"}).status_code == 422
    assert client.get(reverse("stop_paper", args=[*where, "en", "posters", "xlsx"])).status_code == 404
    listed = client.get(reverse("stop_paper", args=[*where, "fr", "expected", "xlsx"]))
    assert "personnes-attendues" in listed["Content-Disposition"]
