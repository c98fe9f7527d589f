"""The team's desk and a telephone at the door say the same of who is here, who went out and who came unlisted."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from events.models import Stop
from registrations.attendance.queries import presence_figures
from registrations.booking.request import PersonRequest
from registrations.desk.devices.operations import make_link
from registrations.desk.door.people import day_of, people_of
from registrations.desk.door.standing import Shown
from registrations.desk.door.standing import counts_of as counts_of_telephone
from registrations.desk.operations import Noted, check_in, keep, undo, walk_in
from registrations.desk.queries import Door, count_expected, counts_of, people_at, rows_of, session_counts
from registrations.models import Attendee, CheckIn
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, RegistrationFactory, SeatFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 18)
OUT = CheckIn.Direction.OUT


@pytest.fixture
def stop():
    with travel("2031-06-18 09:00", tick=False):
        yield StopFactory(published=True, starts_on=DAY, ends_on=DAY)


def somebody(stop: Stop, name: str) -> Attendee:
    found: Attendee = AttendeeFactory(registration=RegistrationFactory(stop=stop), person__name=name)
    return found


def test_both_count_the_same(stop: Stop) -> None:
    session = SessionFactory(stop=stop)
    here, gone, cancelled, inside = (somebody(stop, name) for name in ("Anna", "Bruno", "Chloé", "Driss"))
    for one in (here, gone):
        SeatFactory(attendee=one, session=session)
        check_in(one, Noted())
    keep(gone, Noted(), direction=OUT)
    check_in(cancelled, Noted())
    Attendee.objects.filter(pk=cancelled.pk).update(cancelled_at=datetime.datetime.now(datetime.UTC))
    check_in(inside, Noted(), session=session)
    walk_in(stop, PersonRequest("Zoé"), Noted())

    day = day_of(make_link(stop, name="Entrée", day=DAY, actor=None))
    told = counts_of_telephone(day, [Shown(who, day) for who in people_of(day)])
    counts = counts_of(stop)

    assert (told.here, told.stop, told.walk_ins, told.inside) == (4, 4, 1, {session.pk: 2})
    assert (counts.here, counts.walk_ins, count_expected(stop) + counts.back) == (told.here, 1, told.expected)
    report = presence_figures(stop)
    assert (report.expected, report.walk_ins) == (told.expected, told.walk_ins)
    assert {one.session.pk: one.here for one in session_counts(stop, counts)} == told.inside
    listed = rows_of(Door(stop, None), people_at(Door(stop, None), shown="here"))
    assert [str(row.attendee.person) for row in listed] == ["Anna", "Chloé", "Driss", "Zoé"]


def test_whoever_goes_out_is_said_so_and_may_come_back(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna")
    check_in(anna, Noted())
    client.force_login(MembershipFactory(tour=stop.tour, role="editor").user)
    page = "/en" + reverse("desk", args=[stop.tour.slug, stop.slug]).removeprefix("/fr")

    out = client.post(page, {"out": f"{anna.public_id} {uuid.uuid4()}"}, headers={"HX-Request": "true"})
    assert "went out: " in out.content.decode()
    assert counts_of(stop).here == 0

    back = client.post(page, {"here": f"{anna.public_id} {uuid.uuid4()}"}, headers={"HX-Request": "true"})
    assert "here since" in back.content.decode()
    assert [fact.direction for fact in CheckIn.objects.order_by("pk")] == ["in", "out", "in"]


def test_who_was_added_on_two_telephones_is_marked(stop: Stop) -> None:
    door = Door(stop, None)
    for name, firm in (("Zoé Petit", "Scierie"), ("PETIT Zoé", ""), ("Zoé Petit", "Autre"), ("Anna", "Scierie")):
        walk_in(stop, PersonRequest(name), Noted(), firm_name=firm)
    again = walk_in(stop, PersonRequest("Zoé  petit"), Noted(), firm_name="Scierie")

    marked = [row for row in rows_of(door, people_at(door)) if row.twice]
    assert [row.party for row in marked] == ["Scierie", "Scierie"]

    undo(again, Noted())
    assert not any(row.twice for row in rows_of(door, people_at(door)))
