"""A private calendar: whose stops it holds, what it says of them, and that it opens to nobody once closed."""

import datetime
from typing import Any

import pytest
from django.test import Client

from events.calendars.mine.operations import forget_reads, make_link, revoke_link
from events.calendars.mine.queries import token_of
from events.calendars.models import FeedLink, FeedRead
from events.models import DateOption, Session, Side, Stop, Task, Tour
from tests.events.calendars.builders import events, read
from tests.events.factories import MembershipFactory, PartnershipFactory, SessionFactory, StopFactory, TourFactory
from tests.tournee.factories import UserFactory
from tournee.models import User

pytestmark = pytest.mark.django_db
LATER = datetime.date(2031, 7, 1)


def address_of(user: User, prefix: str = "/en") -> str:
    link = FeedLink.objects.filter(user=user, revoked_at=None).first() or make_link(user, actor=user)
    return f"{prefix}/calendars/mine/{token_of(link)}.ics"


def read_by(client: Client, user: User) -> Any:
    return events(client.get(address_of(user)).content)


def titles(client: Client, user: User) -> list[str]:
    return [event.summary.value for event in read_by(client, user)]


@pytest.fixture
def stop() -> Stop:
    return StopFactory(confirmed=True, title_en="Innovate", lead=UserFactory(name="Ana Lima"))


@pytest.fixture
def member(stop: Stop) -> User:
    return MembershipFactory(tour=stop.tour, reader=True).user


@pytest.fixture
def host(stop: Stop) -> User:
    return MembershipFactory(representative=True, organisation=PartnershipFactory(stop=stop).organisation).user


def test_the_team_reads_every_stop_of_its_tours_and_of_no_other(client: Client, stop: Stop, member: User) -> None:
    StopFactory(published=True)
    StopFactory(
        tour=stop.tour, state="contacted", place="Lens", title_en="Design", starts_on="2031-07-01", ends_on="2031-07-01"
    )
    assert titles(client, member) == ["Innovate – Albert", "To be confirmed: Design – Lens"]
    assert [event.status.value for event in read_by(client, member)] == ["CONFIRMED", "TENTATIVE"]


def test_a_co_host_reads_its_stops_and_nothing_of_the_others(client: Client, stop: Stop, host: User) -> None:
    StopFactory(confirmed=True, tour=stop.tour, place="Lens")
    assert titles(client, host) == ["Innovate – Albert"]


def test_it_tells_the_state_the_lead_and_the_page_in_the_workspace(client: Client, stop: Stop, member: User) -> None:
    event = read_by(client, member)[0]
    assert "State: confirmed" in event.description.value
    assert "Looked after by Ana Lima" in event.description.value
    assert event.url.value.endswith(f"/en/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/")


def test_sessions_are_told_with_the_address_where_one_joins(client: Client, stop: Stop, member: User) -> None:
    SessionFactory(stop=stop, title_en="Talk", kind=Session.Kind.WEBINAR, online_url="https://visio.example.org/abc")
    event = read_by(client, member)[0]
    assert event.conference.value == "https://visio.example.org/abc"
    assert event.location.value == "Online"


def test_possible_dates_are_tentative_until_one_is_chosen(client: Client, stop: Stop, member: User) -> None:
    open_one = StopFactory(tour=stop.tour, place="Lens", title_en="Design")
    for day in ["2031-07-01", "2031-07-08"]:
        DateOption.objects.create(stop=open_one, starts_on=day, ends_on=day)
    found = [event for event in read_by(client, member) if event.summary.value == "Possible date: Design – Lens"]
    assert [event.status.value for event in found] == ["TENTATIVE", "TENTATIVE"]
    assert len({event.uid.value for event in found}) == 2
    open_one.starts_on = open_one.ends_on = datetime.date(2031, 7, 1)
    open_one.save()
    assert "Possible date: Design – Lens" not in titles(client, member)


@pytest.mark.parametrize("state", [Stop.State.POSTPONED, Stop.State.CANCELLED])
def test_what_is_called_off_stays(client: Client, state: str) -> None:
    stop = StopFactory(published=True, state=state, title_en="Innovate")
    word = {"postponed": "Postponed", "cancelled": "Cancelled"}[state]
    assert titles(client, MembershipFactory(tour=stop.tour).user) == [f"{word}: Innovate – Albert"]


def test_tasks_are_told_to_whoever_is_to_do_them(client: Client, stop: Stop, member: User, host: User) -> None:
    Task.objects.create(stop=stop, title_fr="Salle", title_en="Book the room", days=-14, side=Side.PARTNER)
    Task.objects.create(stop=stop, title_fr="Affiche", title_en="Print the poster", days=-7, side=Side.TEAM)
    Task.objects.create(stop=stop, title_fr="Appel", title_en="Call", days=-3, side=Side.TEAM, assignee=member)
    assert [title for title in titles(client, host) if title.startswith("To do")] == ["To do: Book the room – Albert"]
    assert [title for title in titles(client, member) if title.startswith("To do")] == ["To do: Call – Albert"]
    lead: Any = stop.lead
    MembershipFactory(tour=stop.tour, user=lead)
    event = next(event for event in read_by(client, lead) if event.summary.value.startswith("To do"))
    assert event.summary.value == "To do: Print the poster – Albert"
    assert event.dtstart.value == stop.starts_on - datetime.timedelta(days=7)


def test_what_is_done_is_told_no_more(client: Client, stop: Stop, member: User) -> None:
    done = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Task.objects.create(stop=stop, title_fr="Appel", days=-3, assignee=member, done_at=done)
    assert len(titles(client, member)) == 1


def test_an_archived_tour_is_planned_no_more(client: Client, stop: Stop, member: User) -> None:
    Tour.objects.update(state=Tour.State.ARCHIVED)
    calendar = read(client.get(address_of(member)).content)
    assert "No stop of yours has a date yet." in calendar.description.value


def test_who_leaves_the_team_reads_nothing_more(client: Client, stop: Stop, member: User) -> None:
    address = address_of(member)
    member.memberships.all().delete()
    assert events(client.get(address).content) == []


def test_public_and_private_entries_never_share_a_name(client: Client) -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    member = MembershipFactory(tour=stop.tour).user
    public = events(client.get(f"/calendars/tours/{stop.tour.slug}.ics").content)
    assert {event.uid.value for event in public}.isdisjoint(event.uid.value for event in read_by(client, member))


def test_nobody_keeps_or_lists_it(client: Client, member: User) -> None:
    response = client.get(address_of(member))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("how", ["revoked", "renewed", "inactive"])
def test_a_closed_one_says_so_and_tells_nothing(client: Client, stop: Stop, member: User, how: str) -> None:
    address = address_of(member)
    if how == "revoked":
        revoke_link(FeedLink.objects.get(), actor=member)
    elif how == "renewed":
        make_link(member, actor=member)
    else:
        User.objects.filter(pk=member.pk).update(is_active=False)
    response = client.get(address)
    assert response.status_code == 410
    assert "This calendar is closed" in response.content.decode()
    assert "Albert" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("token", ["x", "a.b", "%00", "A" * 500])
def test_a_forged_address_opens_nothing(client: Client, member: User, token: str) -> None:
    address_of(member)
    assert client.get(f"/calendars/mine/{token}.ics").status_code == 404


def test_a_token_for_something_else_opens_nothing(client: Client, member: User) -> None:
    from tournee.web.signed_links import sign

    address_of(member)
    other = sign("registration", FeedLink.objects.get().public_id)
    assert client.get(f"/calendars/mine/{other}.ics").status_code == 404


def test_reading_is_noted_once_an_hour_and_forgotten_after_ninety_days(client: Client, member: User) -> None:
    address = address_of(member)
    client.get(address)
    client.get(address)
    assert FeedRead.objects.count() == 1
    FeedRead.objects.update(at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert forget_reads(datetime.datetime(2026, 4, 15, tzinfo=datetime.UTC)) == "1 removed"
    assert forget_reads(datetime.datetime(2026, 4, 15, tzinfo=datetime.UTC)) is None


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_stop_as_for_three(client: Client, count: int, django_assert_num_queries: Any) -> None:
    tour = TourFactory()
    member = MembershipFactory(tour=tour).user
    for _number in range(count):
        stop = StopFactory(confirmed=True, tour=tour, lead=UserFactory())
        SessionFactory.create_batch(count, stop=stop)
        StopFactory(tour=tour)
        Task.objects.create(stop=stop, title_fr="Appel", days=-3, assignee=member)
    address = address_of(member)
    client.get(address)
    with django_assert_num_queries(9):
        assert len(events(client.get(address).content)) == count * count + count


def test_the_page_opens_copies_renews_and_closes_it(client: Client, stop: Stop, member: User) -> None:
    client.force_login(member)
    page = "/en/workspace/calendar/"
    assert "Open my private calendar" in client.get(page).content.decode()
    client.post(page)
    client.post(page)
    first = FeedLink.objects.get()
    assert f"/en/calendars/mine/{token_of(first)}.ics" in client.get(page).content.decode()
    assert "No calendar has read it yet." in client.get(page).content.decode()
    client.get(address_of(member))
    assert "Last read by a calendar on" in client.get(page).content.decode()
    client.post(f"{page}renew/")
    second = FeedLink.objects.get(revoked_at=None)
    assert second != first
    client.post(f"{page}revoke/")
    assert not FeedLink.objects.filter(revoked_at=None).exists()
    assert "Open my private calendar" in client.get(page).content.decode()
    client.post(f"{page}revoke/")


def test_the_page_is_ones_own(client: Client, member: User) -> None:
    address = address_of(member)
    client.force_login(UserFactory())
    html = client.get("/en/workspace/calendar/").content.decode()
    assert address not in html
    assert "Nothing to follow yet" in html


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for page in ["", "renew/", "revoke/"]:
        assert client.get(f"/workspace/calendar/{page}").status_code == 302
