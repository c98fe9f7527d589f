"""Who looks after a stop, its possible dates, and the one it takes: by the pages and by the operations."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from events.models import DateOption, Stop
from events.planning.errors import PlanningError
from events.planning.listing.operations import add_option, choose_lead, choose_option
from events.planning.operations import archive_tour
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 2)


def option_of(stop: Stop, day: datetime.date = DAY, note: str = "") -> DateOption:
    return DateOption.objects.create(stop=stop, starts_on=day, ends_on=day, note=note)


def page(stop: Stop, name: str = "planning_stop") -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug])


def test_the_lead_is_chosen_among_the_team_and_history_names_the_field_alone(client: Client) -> None:
    stop = StopFactory()
    user = member(client, stop.tour)

    send(client, page(stop, "planning_stop_lead"), lead=str(user.pk))

    stop.refresh_from_db()
    assert stop.lead == user
    entry = HistoryEntry.objects.get(action="stop.lead")
    assert entry.changes == {"lead": None}
    assert str(user) in text_of(client.get(page(stop)))


def test_nobody_may_look_after_it_again(client: Client) -> None:
    stop = StopFactory()
    stop.lead = member(client, stop.tour)
    stop.save()

    send(client, page(stop, "planning_stop_lead"), lead="")

    stop.refresh_from_db()
    assert stop.lead is None


def test_somebody_outside_the_team_cannot_look_after_a_stop(client: Client) -> None:
    stop, stranger = StopFactory(), UserFactory()
    member(client, stop.tour)

    response = send(client, page(stop, "planning_stop_lead"), lead=str(stranger.pk))

    assert response.status_code == 422
    with pytest.raises(PlanningError) as refused:
        choose_lead(stop, stranger, expected_version=None, actor=None)
    assert refused.value.code == "not_in_the_team"


def test_two_people_choosing_at_once_see_both_choices(client: Client) -> None:
    stop = StopFactory()
    user, other = member(client, stop.tour), MembershipFactory(tour=stop.tour).user
    opened = client.get(page(stop, "planning_stop_lead"))
    choose_lead(stop, other, expected_version=None, actor=user)

    response = client.post(
        page(stop, "planning_stop_lead"), {"lead": str(user.pk), "version": opened.context["form"].initial["version"]}
    )

    assert response.status_code == 422
    assert str(other) in text_of(response)


def test_a_possible_date_is_added_with_its_note(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour)

    response = send(client, page(stop, "planning_option_add"), starts_on="2031-06-02", ends_on="", note="Salle libre")

    option = stop.date_options.get()
    assert (option.starts_on, option.ends_on, option.note) == (DAY, DAY, "Salle libre")
    assert response.headers["Location"] == f"{page(stop)}#dates"
    assert "Salle libre" in text_of(client.get(page(stop)))


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [("2031-06-02", "2031-06-01", "ends_on"), ("2040-01-01", "", "starts_on"), ("2031-06-02", "", "starts_on")],
)
def test_a_date_that_cannot_be_is_refused_beside_its_field(client: Client, first: str, last: str, field: str) -> None:
    stop = StopFactory()
    option_of(stop)
    member(client, stop.tour)

    response = send(client, page(stop, "planning_option_add"), starts_on=first, ends_on=last, note="")

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert stop.date_options.count() == 1


def test_a_fifth_possible_date_and_one_of_a_dated_stop_are_refused() -> None:
    stop, dated = StopFactory(), StopFactory(dated=True)
    for number in range(4):
        option_of(stop, DAY + datetime.timedelta(days=number))

    with pytest.raises(PlanningError) as enough:
        add_option(stop, DAY + datetime.timedelta(days=9), None, actor=None)
    with pytest.raises(PlanningError) as is_set:
        add_option(dated, DAY, None, actor=None)

    assert (enough.value.code, is_set.value.code) == ("enough_options", "date_is_set")


def test_one_tap_takes_a_date_and_forgets_the_others(client: Client) -> None:
    stop = StopFactory()
    option, _other = option_of(stop), option_of(stop, DAY + datetime.timedelta(days=1))
    member(client, stop.tour)

    response = client.post(reverse("planning_option_choose", args=[option.pk]))

    stop.refresh_from_db()
    assert response.headers["Location"] == page(stop)
    assert (stop.starts_on, stop.ends_on, stop.state) == (DAY, DAY, Stop.State.IDEA)
    assert not stop.date_options.exists()


def test_opening_the_address_of_a_choice_changes_nothing(client: Client) -> None:
    stop = StopFactory()
    option = option_of(stop)
    member(client, stop.tour)

    assert client.get(reverse("planning_option_choose", args=[option.pk])).status_code == 200
    assert client.get(reverse("planning_option_remove", args=[option.pk])).status_code == 200

    assert stop.date_options.count() == 1


def test_a_date_outside_the_tour_since_it_was_weighed_is_refused_with_the_reason(client: Client) -> None:
    stop = StopFactory()
    option = option_of(stop, datetime.date(2032, 1, 1))
    member(client, stop.tour)

    response = client.post(reverse("planning_option_choose", args=[option.pk]))

    assert response.status_code == 422
    stop.refresh_from_db()
    assert stop.starts_on is None


def test_a_postponed_stop_takes_its_new_date_by_the_step_that_tells_everybody() -> None:
    stop = StopFactory(published=True, starts_on=None, ends_on=None, state=Stop.State.POSTPONED)
    option = option_of(stop)

    with pytest.raises(PlanningError) as refused:
        choose_option(option, actor=None)

    assert refused.value.code == "reschedule_instead"


def test_a_possible_date_is_dropped_in_one_tap(client: Client) -> None:
    stop = StopFactory()
    option, other = option_of(stop), option_of(stop, DAY + datetime.timedelta(days=1))
    member(client, stop.tour)

    client.post(reverse("planning_option_remove", args=[option.pk]))

    assert list(stop.date_options.all()) == [other]


def test_nothing_is_decided_in_an_archived_tour(client: Client) -> None:
    tour = TourFactory(published=True)
    stop = StopFactory(tour=tour)
    option = option_of(stop)
    member(client, tour)
    archive_tour(tour, actor=None)

    assert client.post(reverse("planning_option_choose", args=[option.pk])).status_code == 422
    assert client.post(page(stop, "planning_stop_lead"), {"lead": ""}).status_code == 422


def test_a_co_host_decides_neither_dates_nor_the_lead(client: Client) -> None:
    stop = StopFactory()
    option = option_of(stop)
    co_host(client, stop)

    assert client.post(reverse("planning_option_choose", args=[option.pk])).status_code == 403
    assert client.get(page(stop, "planning_stop_lead")).status_code == 403
    html = client.get(page(stop)).content.decode()
    assert reverse("planning_option_choose", args=[option.pk]) not in html


def test_a_session_with_more_seats_than_the_room_may_hold_is_said(client: Client) -> None:
    stop = StopFactory(dated=True, safety_limit=25)
    SessionFactory(stop=stop, title_fr="Trop grand", title_en="Too big", capacity=40)
    SessionFactory(stop=stop, title_fr="Bien", title_en="Fine", capacity=25)
    SessionFactory(stop=stop, title_fr="Sans fin", title_en="Endless", capacity=None)
    SessionFactory(stop=stop, title_fr="En ligne", title_en="Online", capacity=400, kind="webinar")
    SessionFactory(stop=stop, title_fr="Annulé", title_en="Off", capacity=400, state="cancelled")
    member(client, stop.tour)

    said = client.get(page(stop)).context["above_the_limit"]

    assert len(said) == 2
    assert "40" in said[0]


def test_the_lead_is_chosen_over_the_api_by_address() -> None:
    stop = StopFactory()
    member = MembershipFactory(tour=stop.tour)
    api = APIClient()
    api.force_authenticate(member.user)
    address = f"/api/v1/stops/{stop.public_id}/lead/"

    chosen = api.post(address, {"email": member.user.email.upper()}, format="json", HTTP_IF_MATCH="*")
    stranger = api.post(address, {"email": "nobody@example.org"}, format="json", HTTP_IF_MATCH="*")

    assert (chosen.status_code, stranger.status_code) == (200, 422)
    stop.refresh_from_db()
    assert stop.lead == member.user


def test_the_stops_form_keeps_notes_and_possible_dates_it_has_no_room_for(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour)
    for number in range(6):
        option_of(stop, DAY + datetime.timedelta(days=number), note=f"note {number}")

    send(client, page(stop, "planning_stop_edit"), option_1_until=str(DAY + datetime.timedelta(days=20)))

    kept = list(stop.date_options.values_list("starts_on", "note"))
    assert len(kept) == 6
    assert [note for _day, note in kept[1:]] == [f"note {number}" for number in range(1, 6)]
