"""The next edition of a tour."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import (
    ChecklistItem,
    Exchange,
    Membership,
    Partnership,
    Prompt,
    Role,
    Session,
    Stop,
    TerritoryMembership,
    Threshold,
    Tour,
)
from events.planning.announcements import TourCloned, tour_cloned
from events.planning.editions.dates import a_year_later, on_a_weekday, whole_weeks
from events.planning.editions.operations import clone_tour
from events.planning.errors import PlanningError
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.tournee.factories import UserFactory
from tournee.accounts.models import User

pytestmark = pytest.mark.django_db
PARIS = datetime.timezone(datetime.timedelta(hours=2))
TUESDAY = datetime.date(2031, 6, 3)


@pytest.fixture
def source() -> Tour:
    """June and July 2031; one stop on a Tuesday with a session at 9:30 local time."""
    tour = TourFactory.create(starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 7, 31))
    stop = StopFactory.create(tour=tour, place="Albert", starts_on=TUESDAY, ends_on=TUESDAY)
    SessionFactory.create(
        stop=stop,
        room="Salle 1",
        starts_at=datetime.datetime(2031, 6, 3, 9, 30, tzinfo=PARIS),
        ends_at=datetime.datetime(2031, 6, 3, 12, 0, tzinfo=PARIS),
    )
    return tour


@pytest.fixture
def manager(source: Tour) -> User:
    user = UserFactory.create()
    Membership.objects.create(user=user, tour=source, role=Role.MANAGER)
    return user


def cloned(source: Tour, manager: User, *, starts_on: datetime.date = datetime.date(2032, 1, 5), **more: bool) -> Tour:
    return clone_tour(
        source, title_fr="La suite", title_en="", starts_on=starts_on, territory_vintage="",
        partners=more.get("partners", False), actor=manager,
    )  # fmt: skip


def test_the_clone_is_in_preparation_follows_its_source_and_is_managed_by_who_made_it(
    source: Tour, manager: User
) -> None:
    clone = cloned(source, manager)
    assert (clone.state, clone.previous_edition) == (Tour.State.DRAFT, source)
    assert [(member.user, member.role) for member in clone.memberships.all()] == [(manager, Role.MANAGER)]


def test_each_stop_is_an_idea_without_number_linked_to_the_one_before(source: Tour, manager: User) -> None:
    (stop,) = cloned(source, manager).stops.all()
    assert (stop.place, stop.state, stop.number, stop.published_at) == ("Albert", Stop.State.IDEA, None, None)
    assert stop.previous == source.stops.get()
    assert stop.search_key == source.stops.get().search_key


def test_a_tuesday_stays_a_tuesday_and_half_past_nine_half_past_nine_in_winter_too(source: Tour, manager: User) -> None:
    (stop,) = cloned(source, manager, starts_on=datetime.date(2032, 1, 5)).stops.all()
    (session,) = stop.sessions.all()
    assert stop.starts_on == datetime.date(2032, 1, 6)
    assert f"{session.starts_at.astimezone(stop.zone):%Y-%m-%d %H:%M}" == "2032-01-06 09:30"
    assert (session.room, session.seats_taken) == ("Salle 1", 0)


def test_a_clone_that_begins_on_a_leap_day_or_a_weekend_has_all_its_stops_on_weekdays(
    source: Tour, manager: User
) -> None:
    StopFactory.create(tour=source, place="Thiers", starts_on=datetime.date(2031, 6, 8))  # a Sunday
    assert datetime.date(2032, 2, 29).weekday() == 6
    clone = cloned(source, manager, starts_on=datetime.date(2032, 2, 29))
    assert clone.starts_on == datetime.date(2032, 3, 1)
    assert all(stop.starts_on and stop.starts_on.weekday() < 5 for stop in clone.stops.all())
    assert all(clone.starts_on <= stop.starts_on <= clone.ends_on for stop in clone.stops.all() if stop.starts_on)


def test_a_tour_that_began_on_a_leap_day_offers_the_last_of_february() -> None:
    assert a_year_later(datetime.date(2032, 2, 29)) == datetime.date(2033, 2, 28)


@pytest.mark.parametrize("days", range(-400, 400, 13))
def test_whole_weeks_keep_the_weekday_and_come_within_three_days_and_a_half(days: int) -> None:
    after = TUESDAY + datetime.timedelta(days=days)
    arrived = TUESDAY + whole_weeks(TUESDAY, after)
    assert arrived.weekday() == TUESDAY.weekday()
    assert abs(arrived - after) <= datetime.timedelta(days=3)


def test_a_weekday_is_left_where_it_is_and_a_weekend_becomes_monday() -> None:
    week = [on_a_weekday(datetime.date(2031, 6, 2) + datetime.timedelta(days=day)) for day in range(7)]
    assert [day.day for day in week] == [2, 3, 4, 5, 6, 9, 9]


def test_a_month_and_a_stop_without_date_keep_their_uncertainty(source: Tour, manager: User) -> None:
    StopFactory.create(tour=source, place="Vernon", starts_on=None, ends_on=None, month=datetime.date(2031, 7, 1))
    StopFactory.create(tour=source, place="Figeac", starts_on=None, ends_on=None, month=None)
    months = dict(cloned(source, manager, starts_on=datetime.date(2032, 6, 1)).stops.values_list("place", "month"))
    assert months["Vernon"] == datetime.date(2032, 7, 1)
    assert months["Figeac"] is None


def test_cancelled_stops_and_sessions_are_not_taken_over(source: Tour, manager: User) -> None:
    StopFactory.create(tour=source, place="Thiers", state=Stop.State.CANCELLED)
    SessionFactory.create(stop=source.stops.get(place="Albert"), state=Session.State.CANCELLED)
    clone = cloned(source, manager)
    assert [stop.place for stop in clone.stops.all()] == ["Albert"]
    assert Session.objects.filter(stop__tour=clone).count() == 1


def test_themes_aims_thresholds_checklist_and_guide_come_along(source: Tour, manager: User) -> None:
    theme = ThemeFactory.create()
    source.themes.add(theme)
    source.stops.get().themes.add(theme)
    Session.objects.get(stop__tour=source).themes.add(theme)
    Tour.objects.filter(pk=source.pk).update(target_companies=400)
    source.refresh_from_db()
    Threshold.objects.create(tour=source, rule="no_venue", value=10)
    ChecklistItem.objects.create(tour=source, title_fr="Réserver la salle", days=-60)
    Prompt.objects.create(tour=source, text_fr="Comment innove-t-on ?")
    clone = cloned(source, manager)
    stop = clone.stops.get()
    assert clone.target_companies == 400
    assert list(clone.themes.all()) == list(stop.themes.all()) == list(stop.sessions.get().themes.all()) == [theme]
    assert [(row.rule, row.value) for row in clone.thresholds.all()] == [("no_venue", 10)]
    assert [task.title_fr for task in stop.tasks.all()] == ["Réserver la salle"]
    assert [row.text_fr for row in clone.prompts.all()] == ["Comment innove-t-on ?"]


def test_under_another_wave_each_stop_lies_in_that_waves_territory(source: Tour, manager: User) -> None:
    town = TerritoryFactory.create(scheme="commune")
    old = TerritoryFactory.create(scheme="ti", vintage="2018-2022", code="ti-3206")
    new = TerritoryFactory.create(scheme="ti", vintage="2023-2027", code="ti-3206")
    for territory in (old, new):
        TerritoryMembership.objects.create(part=town, whole=territory)
    Tour.objects.filter(pk=source.pk).update(territory_vintage="2018-2022")
    source.stops.update(town=town, territory=old)
    source.refresh_from_db()
    clone = clone_tour(
        source, title_fr="La suite", title_en="", starts_on=datetime.date(2032, 1, 5), territory_vintage="2023-2027",
        partners=False, actor=manager,
    )  # fmt: skip
    assert clone.stops.get().territory == new


def test_nothing_personal_is_copied(source: Tour, manager: User) -> None:
    stop = source.stops.get()
    organisation = OrganisationFactory.create()
    person = ContactPersonFactory.create(organisation=organisation)
    partnership = PartnershipFactory.create(
        organisation=organisation, stop=stop, tour=None, role="co_host", next_action="Rappeler"
    )
    partnership.contact_persons.add(person)
    Exchange.objects.create(partnership=partnership, on=TUESDAY, kind="call", summary="Intéressé")
    stop.sessions.get().speakings.create(speaker=SpeakerFactory.create(), role="speaker")
    Stop.objects.filter(pk=stop.pk).update(contact=person, lead=manager)
    Tour.objects.filter(pk=source.pk).update(contact_name="Une Personne", contact_email="personne@exemple.example")
    source.refresh_from_db()
    clone = cloned(source, manager, partners=True)
    new = clone.stops.get()
    (copy,) = new.partnerships.all()
    assert (clone.contact_name, clone.contact_email) == ("", "")
    assert (new.contact, new.lead) == (None, None)
    assert not new.sessions.get().speakings.exists()
    assert (copy.organisation, copy.role, copy.next_action) == (organisation, "co_host", "")
    assert not copy.contact_persons.exists()
    assert not copy.exchanges.exists()


def test_without_partners_no_organisation_sees_the_new_edition(source: Tour, manager: User) -> None:
    PartnershipFactory.create(organisation=OrganisationFactory.create(), stop=source.stops.get(), tour=None)
    clone = cloned(source, manager, partners=False)
    assert not Partnership.objects.filter(stop__tour=clone).exists()


def test_an_edition_that_would_begin_before_its_source_is_refused_and_nothing_is_made(
    source: Tour, manager: User
) -> None:
    with pytest.raises(PlanningError) as refused:
        cloned(source, manager, starts_on=source.starts_on)
    assert (refused.value.code, refused.value.field) == ("not_later", "starts_on")
    assert Tour.objects.count() == 1


def test_the_floors_above_are_told_which_stop_became_which(source: Tour, manager: User) -> None:
    told: list[TourCloned] = []
    tour_cloned.subscribe(told.append, by="test")
    try:
        clone = cloned(source, manager)
    finally:
        tour_cloned._subscribers.pop()
    assert told == [TourCloned(source, clone, {source.stops.get().pk: clone.stops.get()}, manager)]


def test_ten_stops_cost_as_many_queries_as_one(source: Tour, manager: User) -> None:
    with CaptureQueriesContext(connection) as one:
        cloned(source, manager)
    for number in range(9):
        SessionFactory.create(stop=StopFactory.create(tour=source, place=f"Ville {number}", starts_on=TUESDAY))
    with CaptureQueriesContext(connection) as ten:
        cloned(source, manager)
    assert len(ten) == len(one)


def test_the_page_says_what_comes_along_and_leads_to_the_clone(client: Client, source: Tour, manager: User) -> None:
    client.force_login(manager)
    address = reverse("planning_tour_clone", args=[source.slug])
    page = client.get(address)
    assert page.status_code == 200
    sent = {"title_fr": "La suite", "title_en": "", "starts_on": "2032-06-01", "territory_vintage": ""}
    answer = client.post(address, {**sent, **_hidden(page.content.decode())})
    clone = Tour.objects.get(previous_edition=source)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("planning_tour", args=[clone.slug])


def test_the_page_says_beside_the_day_that_it_is_too_early(client: Client, source: Tour, manager: User) -> None:
    client.force_login(manager)
    answer = client.post(
        reverse("planning_tour_clone", args=[source.slug]), {"title_fr": "La suite", "starts_on": "2031-01-01"}
    )
    assert answer.status_code == 422
    assert "starts_on" in answer.context["form"].errors


def test_an_archived_tour_can_be_cloned(source: Tour, manager: User) -> None:
    Tour.objects.filter(pk=source.pk).update(state=Tour.State.ARCHIVED)
    source.refresh_from_db()
    assert cloned(source, manager).stops.count() == 1


def test_an_editor_of_the_tour_is_not_offered_to_create_one(client: Client, source: Tour) -> None:
    editor = UserFactory.create()
    Membership.objects.create(user=editor, tour=source, role=Role.EDITOR)
    client.force_login(editor)
    assert client.get(reverse("planning_tour_clone", args=[source.slug])).status_code == 403


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
