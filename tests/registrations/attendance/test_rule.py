"""Another regime for what is proved already: asked about first, with what it changes."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Stop
from registrations.attendance.presence import evidence_at
from registrations.models import AttendanceRule, Certificate
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member, text_of
from tests.registrations.attendance.people import NINE, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(client: Client) -> Stop:
    """A stop that is over, with somebody who holds a certificate of its only session."""
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, starts_at=NINE)
    attendee = seated(stop, "Anna Martin")
    (session,) = evidence_at([stop]).attended()[attendee.pk].sessions
    certified = [{"session": str(session.session.public_id), "minutes": session.minutes}]
    Certificate.objects.create(
        tour=stop.tour, attendee=attendee, number=1, code="1", minutes=session.minutes, sessions=certified
    )
    member(client, stop.tour, "editor")
    return stop


def test_the_stops_is_kept_once_one_said_yes(client: Client, stop: Stop) -> None:
    url = f"/en{reverse('attendance_rule', args=[stop.tour.slug, stop.slug])}"
    assert client.post(url, {"regime": "information", "follows": "x"}).status_code == 302  # changes no hours
    version = AttendanceRule.objects.get().version

    asked = client.post(url, {"regime": "co_funded", "version": version})

    assert asked.status_code == 422
    assert "The hours of 1 person change" in text_of(asked)
    assert "as long as the signed sheets are not brought back" in text_of(asked)
    assert "1 certificate is overtaken" in text_of(asked)
    assert 'name="sure" value="co_funded"' in text_of(asked)
    assert AttendanceRule.objects.get().regime == "information"
    assert client.post(url, {"regime": "co_funded", "version": version, "sure": "co_funded"}).status_code == 302
    assert AttendanceRule.objects.get().regime == "co_funded"


def test_a_sessions_says_so_too_and_when_it_is_given_up(client: Client, stop: Stop) -> None:
    where = [stop.tour.slug, stop.slug, stop.sessions.get().public_id]
    own, follow = (f"/en{reverse(name, args=where)}" for name in ("attendance_rule_session", "attendance_rule_follow"))
    assert client.post(own, {"regime": "training"}).status_code == 422
    assert client.post(own, {"regime": "training", "sure": "training"}).status_code == 302

    assert "The hours of 1 person change" in text_of(client.get(follow))
