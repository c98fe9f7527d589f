"""Correcting afterwards: a fact with a reason, by the tour's editors, on the stop's own days."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from registrations.attendance.operations import AttendanceError, add_presence, take_back_presence
from registrations.attendance.queries import people_present
from registrations.desk.operations import Noted, check_in
from registrations.models import Attendee, Certificate, CheckIn
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.registrations.factories import AttendeeFactory, CheckInFactory, PersonFactory, RegistrationFactory
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.history.models import HistoryEntry
from tournee.history.operations import record_all

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2019, 6, 18, 7, tzinfo=datetime.UTC)


@pytest.fixture
def attendee() -> Attendee:
    return AttendeeFactory(registration=RegistrationFactory(stop=StopFactory(held=True)))


def page(attendee: Attendee) -> str:
    stop = attendee.stop
    return reverse("attendance_correct", args=[stop.tour.slug, stop.slug, attendee.public_id])


def test_a_presence_is_added_with_its_reason(attendee: Attendee) -> None:
    user = UserFactory()

    fact = add_presence(attendee, at=NINE, reason=" signed the sheet ", actor=user)

    assert dict(people_present(attendee.stop).values_list("pk", "came_at")) == {attendee.pk: NINE}
    assert (fact.how, fact.reason, fact.noted_by) == ("correction", "signed the sheet", user)
    assert HistoryEntry.objects.get(action="attendance.add").actor == user


def test_what_the_door_noted_is_taken_back_and_stays_readable(attendee: Attendee) -> None:
    check_in(attendee, Noted())
    check_in(attendee, Noted(), session=SessionFactory(stop=attendee.stop))

    take_back_presence(attendee, reason="a namesake", actor=None)

    assert not people_present(attendee.stop).exists()
    assert CheckIn.objects.count() == 4
    assert "namesake" not in str(HistoryEntry.objects.filter(action="attendance.take_back").values())


@pytest.mark.parametrize(
    ("at", "reason", "code"),
    [
        (NINE, "  ", "no_reason"),
        (NINE + datetime.timedelta(days=1), "x", "another_day"),
        (datetime.datetime(2131, 6, 18, 7, tzinfo=datetime.UTC), "x", "to_come"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(attendee: Attendee, at, reason: str, code: str) -> None:
    with pytest.raises(AttendanceError) as refused:
        add_presence(attendee, at=at, reason=reason, actor=None)

    assert refused.value.code == code
    assert not CheckIn.objects.exists()


def test_whoever_was_noted_is_added_on_another_day_too(client: Client, attendee: Attendee) -> None:
    stop = attendee.stop
    type(stop).objects.filter(pk=stop.pk).update(ends_on=NINE.date() + datetime.timedelta(days=1))
    add_presence(attendee, at=NINE, reason="x", actor=None)
    member(client, stop.tour)
    link = f"{page(attendee)}?add=1"
    assert link in text_of(client.get(page(attendee)))

    sent = {"day": "2019-06-19", "hour": "09:00", "session": "", "reason": "signed the sheet"}
    assert client.post(link, sent).status_code == 302
    assert client.post(link, sent).status_code == 422
    assert CheckIn.objects.standing().count() == 2


def test_of_several_days_one_is_taken_back_and_the_others_stay(client: Client, attendee: Attendee) -> None:
    stop = attendee.stop
    type(stop).objects.filter(pk=stop.pk).update(ends_on=NINE.date() + datetime.timedelta(days=1))
    for days in (0, 1):
        CheckInFactory(attendee=attendee, at=NINE + datetime.timedelta(days=days))
    with pytest.raises(AttendanceError) as refused:
        take_back_presence(attendee, reason="x", actor=None)
    assert refused.value.code == "which_day"
    member(client, stop.tour)

    assert client.post(page(attendee), {"reason": "un homonyme"}).status_code == 422
    assert client.post(page(attendee), {"day": "2019-06-19", "reason": "un homonyme"}).status_code == 302
    assert dict(people_present(stop).values_list("pk", "came_at")) == {attendee.pk: NINE}
    assert 'name="day"' not in text_of(client.get(page(attendee)))


def test_nobody_is_present_twice_nor_taken_back_who_never_was(attendee: Attendee) -> None:
    with pytest.raises(AttendanceError) as refused:
        take_back_presence(attendee, reason="x", actor=None)
    assert refused.value.code == "not_here"

    add_presence(attendee, at=NINE, reason="x", actor=None)
    with pytest.raises(AttendanceError) as refused:
        add_presence(attendee, at=NINE, reason="x", actor=None)
    assert refused.value.code == "already_here"


def test_readers_of_a_stop_that_is_over_see_the_correction(attendee: Attendee) -> None:
    before = attendee.stop.tour.public_version

    add_presence(attendee, at=NINE, reason="x", actor=None)

    attendee.stop.tour.refresh_from_db()
    assert attendee.stop.tour.public_version > before


def test_editors_correct_both_ways_by_the_page(client: Client, attendee: Attendee) -> None:
    member(client, attendee.stop.tour, "editor")
    SessionFactory(stop=attendee.stop)
    assert_house_page(client.get(page(attendee)))

    response = send(client, page(attendee), reason="a signé la feuille")
    assert response.status_code == 302
    assert dict(people_present(attendee.stop).values_list("pk", "came_at")) == {attendee.pk: NINE}

    send(client, page(attendee), reason="un homonyme")
    assert dict(people_present(attendee.stop).values_list("pk", "came_at")) == {}


def test_a_refused_correction_keeps_what_was_typed(client: Client, attendee: Attendee) -> None:
    member(client, attendee.stop.tour, "editor")

    response = send(client, page(attendee), day="2019-06-20", reason="a signé la feuille")

    assert response.status_code == 422
    assert 'value="a signé la feuille"' in text_of(response)
    assert 'href="#id_day"' in text_of(response)


def test_co_hosts_read_and_do_not_correct(client: Client, attendee: Attendee) -> None:
    co_host(client, attendee.stop)

    assert client.get(page(attendee)).status_code == 403
    assert client.post(page(attendee), {"reason": "x"}).status_code == 403


def test_the_attendee_of_another_stop_is_not_found(client: Client, attendee: Attendee) -> None:
    other = StopFactory(held=True, tour=attendee.stop.tour)
    member(client, attendee.stop.tour, "editor")

    url = reverse("attendance_correct", args=[other.tour.slug, other.slug, attendee.public_id])
    assert client.get(url).status_code == 404


def test_a_name_is_never_code(client: Client) -> None:
    registration = RegistrationFactory(stop=StopFactory(held=True))
    attendee = AttendeeFactory(registration=registration, person=PersonFactory(name="<script>x</script>"))
    member(client, attendee.stop.tour, "editor")

    assert "<script>x" not in client.get(page(attendee)).content.decode()


@pytest.mark.parametrize(("in_session", "said"), [(True, "This session ended at"), (False, "The last session of that")])
def test_nobody_arrives_after_the_end(client: Client, attendee: Attendee, in_session: bool, said: str) -> None:
    hour = datetime.timedelta(hours=1)
    session = SessionFactory(stop=attendee.stop, starts_at=NINE, ends_at=NINE + hour)
    if not in_session:
        SessionFactory(stop=attendee.stop, starts_at=NINE + 2 * hour, ends_at=NINE + 3 * hour)
    member(client, attendee.stop.tour)
    late = "10:00" if in_session else "12:00"
    sent = {"day": "2019-06-18", "hour": late, "session": str(session.pk) if in_session else "", "reason": "x"}

    answer = client.post(f"/en{page(attendee)}", sent)

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["hour"])
    assert client.post(page(attendee), sent | {"hour": f"{int(late[:2]) - 1}:59"}).status_code == 302


@pytest.mark.parametrize(("hour", "status"), [("06:59", 422), ("07:00", 302)])
def test_nobody_arrives_hours_before_the_first_session_of_that_day(
    client: Client, attendee: Attendee, hour: str, status: int
) -> None:
    afternoon = SessionFactory(stop=attendee.stop, starts_at=NINE + datetime.timedelta(hours=5))
    SessionFactory(stop=attendee.stop, starts_at=NINE, ends_at=NINE + datetime.timedelta(hours=1))
    member(client, attendee.stop.tour)

    sent = {"day": "2019-06-18", "hour": hour, "session": str(afternoon.pk), "reason": "x"}
    answer = client.post(f"/en{page(attendee)}", sent)

    assert answer.status_code == status
    if status == 422:
        assert "The first session of that day began at" in str(answer.context["form"].errors["hour"])


def test_a_walk_in_taken_back_is_listed_no_more(client: Client, attendee: Attendee) -> None:
    type(attendee.registration).objects.filter(pk=attendee.registration_id).update(origin="walk_in")
    check_in(attendee, Noted())
    member(client, attendee.stop.tour)
    at = f"/workspace/tours/{attendee.stop.tour.slug}/stops/{attendee.stop.slug}/attendance/"
    assert str(attendee.person) in text_of(client.get(at))

    take_back_presence(attendee, reason="nobody", actor=None)

    assert str(attendee.person) not in text_of(client.get(at))


def test_the_list_says_who_corrected_when_and_why_and_the_history_that_somebody_did(
    client: Client, attendee: Attendee
) -> None:
    stop, user = attendee.stop, member(client, attendee.stop.tour)
    check_in(attendee, Noted(at=NINE))
    take_back_presence(attendee, reason="a namesake", actor=user)
    issued = [
        Certificate(tour=stop.tour, attendee=attendee, number=number, code=str(number), minutes=60, revoked_at=NINE)
        for number in (1, 2)
    ]
    record_all("certificate.issue", Certificate.objects.bulk_create(issued), actor=user)

    at = f"/en/workspace/tours/{stop.tour.slug}/stops/{stop.slug}"
    row, history = (text_of(client.get(f"{at}/{name}/")) for name in ("attendance", "history"))

    assert f"taken back by {user} on " in row
    assert ": a namesake" in row
    assert "took back that somebody was here" in history
    assert "issued a certificate (2)" in history
    assert "T07:00" not in history
    assert "namesake" not in history
