"""Whoever loads the demonstration tries the door the same day, whatever the day and the hour."""

from __future__ import annotations

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from events.models import Stop, Tour
from registrations.attendance.half_days import half_day_of, half_days_of
from registrations.attendance.rule.queries import rules_of
from registrations.desk.devices.links import REVOKED, why_ended
from registrations.desk.queries import counts_of
from registrations.models import Attendee, CheckIn, Registration, Seat
from tests.settings import SITE_URL
from tournee.demo import today
from tournee.demo.expecting import FULL_AT

PARIS, SUNDAY = ZoneInfo("Europe/Paris"), 6
_ONE_DAY, _HALF_A_DAY = datetime.timedelta(days=1), datetime.timedelta(hours=12)


@pytest.fixture
def stop(edition: Tour) -> Stop:
    found = today.stop_of(timezone.now())
    assert found is not None
    return found


def on_a_sunday(hour: int, minute: int) -> datetime.datetime:
    """Of the next fortnight, by the clock of the stop."""
    day = timezone.now().astimezone(PARIS).date() + 7 * _ONE_DAY
    day += (SUNDAY - day.weekday()) * _ONE_DAY
    return datetime.datetime.combine(day, datetime.time(hour, minute, 5), PARIS)


def test_a_telephone_s_link_notes_somebody_expected_at_a_stop_of_today(stop: Stop, client: Client) -> None:
    door, ticket = (address.removeprefix(SITE_URL) for address in today.addresses_to_try())
    coming = Attendee.objects.filter(stop=stop, check_ins=None, cancelled_at=None).earliest("pk")
    before = counts_of(stop).here

    assert stop.place in client.get(door).content.decode()
    assert coming.code in Client().get(ticket).content.decode()
    assert client.post(door, {"here": f"{coming.public_id} {uuid.uuid4()}"}).status_code == 302
    assert counts_of(stop).here == before + 1


def test_people_of_every_state_are_there_to_be_tried(stop: Stop) -> None:
    people, facts = Attendee.objects.filter(stop=stop), CheckIn.objects.filter(stop=stop)
    full = stop.sessions.latest("pk")
    waiting = Seat.objects.filter(session=full, state=Seat.State.WAITLISTED)
    telephones = [why_ended(one, timezone.now()) for one in stop.desk_devices.all()]

    assert people.filter(cancelled_at=None, check_ins=None).count() > 10
    assert (full.seats_taken, waiting.count()) == (FULL_AT, 2)
    assert people.filter(cancelled_at__isnull=False).count() == 1
    assert people.filter(registration__origin=Registration.Origin.WALK_IN).count() == 1
    assert people.exclude(desk_note="").count() == people.filter(no_photographs=True).count() == 1
    assert facts.filter(undoes__isnull=False).count() == facts.filter(direction="out").count() == 1
    assert {"", REVOKED} == set(telephones)
    assert rules_of(stop).of_stop.self_sign_in


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (12, 59), (17, 59), (23, 59)])
def test_a_session_is_on_or_next_at_whatever_hour_it_is_loaded(edition: Tour, hour: int, minute: int) -> None:
    now = on_a_sunday(hour, minute)
    with travel(now, tick=False):
        said = today.load(now.date())
        stop, (door, ticket) = today.stop_of(now), today.addresses_to_try()

    assert stop is not None
    half_days = {half_day_of(now, PARIS), half_day_of(now + _HALF_A_DAY, PARIS)}
    to_come = stop.sessions.filter(ends_at__gt=now)
    assert half_days & {one for session in to_come for one in half_days_of(session.starts_at, session.ends_at, PARIS)}
    assert said.startswith("today: a stop in Vierzon")
    assert door
    assert ticket
    facts = CheckIn.objects.filter(stop=stop)
    assert {fact.at.astimezone(PARIS).date() for fact in facts} == {now.date()}


def test_loaded_in_the_evening_it_can_be_tried_past_midnight(edition: Tour, client: Client) -> None:
    now = on_a_sunday(23, 58)
    with travel(now, tick=False):
        today.load(now.date())
    with travel(now + datetime.timedelta(minutes=10), tick=False):
        door, _ticket = today.addresses_to_try()
        page = client.get(door.removeprefix(SITE_URL))

    assert page.status_code == 200
    assert "Vierzon" in page.content.decode()


def test_another_day_has_a_stop_of_its_own_and_the_same_day_no_second_one(edition: Tour, stop: Stop) -> None:
    noted = CheckIn.objects.filter(stop=stop).count()
    now = on_a_sunday(10, 0)
    with travel(now, tick=False):
        today.load(now.date())
        newer = today.stop_of(now)
        again = today.load(now.date())

    assert newer is not None
    assert newer.pk != stop.pk
    assert again == "today: already there"
    assert CheckIn.objects.filter(stop=stop).count() == noted


def test_an_edition_that_is_over_gets_no_stop(edition: Tour) -> None:
    with travel(datetime.datetime.combine(edition.ends_on, datetime.time(10), PARIS) + 9 * _ONE_DAY, tick=False):
        said = today.load(timezone.localdate())

    assert "left out" in said
