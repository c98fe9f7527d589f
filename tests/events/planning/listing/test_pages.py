"""The stops of a tour, as a table, a board, a month and a map over the same filters."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from events.models import DateOption, Material, Stop, Task, Tour
from tests.events.factories import (
    MembershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.events.planning.pages import co_host, member, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]
VIEWS = ["table", "board", "month", "map"]


def page(tour: Tour) -> str:
    return reverse("planning_stops", args=[tour.slug])


def places(client: Client, tour: Tour, **query: object) -> set[str]:
    html = client.get(page(tour), query).content.decode()
    return {slug for slug in tour.stops.values_list("slug", flat=True) if f"stops/{slug}/" in html}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_the_stops_that_the_filters_leave(client: Client, view: str) -> None:
    tour, normandy, theme = TourFactory(), TerritoryFactory(region=True, name="Normandie"), ThemeFactory()
    user = member(client, tour)
    evreux = StopFactory(tour=tour, slug="evreux", place="Évreux", region=normandy, dated=True, lead=user)
    StopFactory(tour=tour, slug="thiers", place="Thiers", state="contacted").themes.add(theme)

    def found(**query: object) -> set[str]:
        return places(client, tour, view=view, **query)

    assert found(q="evreux") == {"evreux"}
    assert found(state="contacted") == {"thiers"}
    assert found(region=normandy.pk, month=f"{evreux.starts_on:%Y-%m}") == {"evreux"}
    assert found(theme=theme.pk) == {"thiers"}
    assert found(lead=user.pk, month=f"{evreux.starts_on:%Y-%m}") == {"evreux"}
    assert found(lead="nobody") == {"thiers"}
    assert found(state="held") == set()


def test_a_month_holds_what_takes_place_in_it_and_what_may(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)
    StopFactory(tour=tour, slug="june", dated=True)
    StopFactory(tour=tour, slug="some-june", month=datetime.date(2031, 6, 1))
    may = StopFactory(tour=tour, slug="maybe")
    DateOption.objects.create(stop=may, starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 6, 2))
    StopFactory(tour=tour, slug="whenever")

    assert places(client, tour, month="2031-06") == {"june", "some-june", "maybe"}
    assert places(client, tour, month="none") == {"some-june", "maybe", "whenever"}
    assert places(client, tour, month="2031-07") == {"june", "some-june", "maybe", "whenever"}  # no month of this tour


def test_stops_that_need_help_are_found(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)
    soon = timezone.localdate() + datetime.timedelta(days=3)
    StopFactory(tour=tour, slug="no-venue", confirmed=True, venue="", address="", starts_on=soon, ends_on=soon)
    StopFactory(tour=tour, slug="long-gone", held=True)

    assert "no-venue" in places(client, tour, attention="on")
    assert "long-gone" not in places(client, tour, attention="on")


def test_the_view_is_kept_when_filters_change_and_filters_when_the_view_does(client: Client) -> None:
    tour = StopFactory(place="Évreux").tour
    member(client, tour)

    html = client.get(page(tour), {"view": "board", "q": "evreux"}).content.decode()

    assert '<input type="hidden" name="view" value="board">' in html
    assert "?view=map&amp;q=evreux" in html
    assert f'href="{page(tour)}?view=board"' in html  # where the filters are cleared


@pytest.mark.parametrize("view", VIEWS)
def test_a_tour_without_stops_says_how_it_begins(client: Client, view: str) -> None:
    tour = TourFactory()
    member(client, tour)

    html = client.get(page(tour), {"view": view}).content.decode()

    assert reverse("planning_stop_new", args=[tour.slug]) in html
    assert 'role="search" aria-label' not in html.split("<main")[1]


@pytest.mark.parametrize("view", VIEWS)
def test_where_nothing_matches_the_filters_can_be_cleared(client: Client, view: str) -> None:
    tour = StopFactory().tour
    member(client, tour)

    html = client.get(page(tour), {"view": view, "q": "nowhere"}).content.decode()

    assert 'class="empty"' in html
    assert 'class="filters"' in html


def test_the_table_says_how_ready_a_stop_is_and_who_looks_after_it(client: Client) -> None:
    stop = StopFactory(dated=True)
    stop.lead = member(client, stop.tour)
    stop.save()
    SessionFactory(stop=stop, seats_taken=12)
    Task.objects.create(stop=stop, title_fr="Réserver", days=-20, done_at=timezone.now())
    Task.objects.create(stop=stop, title_fr="Inviter", days=-10)
    Task.objects.create(stop=stop, title_fr="Imprimer", days=-3)

    html = text_of(client.get(page(stop.tour)))

    assert "1 / 3" in html
    assert "12 / 30" in html
    assert str(stop.lead) in html


def test_stops_are_sorted_by_what_is_left_to_do(client: Client) -> None:
    ready = StopFactory(slug="ready", place="Albert")
    late = StopFactory(slug="late", place="Zuydcoote", tour=ready.tour)
    Task.objects.create(stop=late, title_fr="Réserver", days=-20)
    member(client, ready.tour)

    html = client.get(page(ready.tour), {"sort": "-ready"}).content.decode()

    assert html.index("stops/late/") < html.index("stops/ready/")


def test_a_card_says_what_is_missing_first_or_offers_the_step(client: Client) -> None:
    lacks = StopFactory(slug="lacks")
    ready = StopFactory(slug="ready", tour=lacks.tour, dated=True)
    confirmed = StopFactory(slug="confirmed", tour=lacks.tour, confirmed=True, venue="")
    lacks.state = ready.state = Stop.State.CONTACTED
    lacks.save()
    ready.save()
    member(client, lacks.tour)

    html = text_of(client.get(page(lacks.tour), {"view": "board"}))

    assert "stops/ready/confirm/" in html
    assert "stops/lacks/confirm/" not in html
    assert "stops/lacks/edit/#id_starts_on" in html
    assert "stops/confirmed/publish/" not in html
    assert "stops/confirmed/edit/#id_venue" in html
    assert confirmed.place in html


def test_a_stop_that_weighs_several_dates_is_asked_to_choose_one_before_it_is_confirmed(client: Client) -> None:
    stop = StopFactory(slug="riom", state=Stop.State.CONTACTED)
    DateOption.objects.create(stop=stop, starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 6, 2))
    member(client, stop.tour)

    html = text_of(client.get(page(stop.tour), {"view": "board"}))

    assert "stops/riom/#dates" in html
    assert "stops/riom/confirm/" not in html


def test_a_reader_is_offered_no_step(client: Client) -> None:
    tour = StopFactory(slug="idea").tour
    member(client, tour, "reader")

    html = client.get(page(tour), {"view": "board"}).content.decode()

    assert "stops/idea/contact/" not in html
    assert reverse("planning_stop_new", args=[tour.slug]) not in html


def test_a_stop_of_two_days_stands_on_both_and_possible_dates_are_said_so(client: Client) -> None:
    stop = StopFactory(slug="two", starts_on=datetime.date(2031, 6, 18), ends_on=datetime.date(2031, 6, 19))
    may = StopFactory(slug="maybe", tour=stop.tour)
    DateOption.objects.create(stop=may, starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 6, 2))
    member(client, stop.tour)

    with translation.override("en"):
        html = text_of(client.get(page(stop.tour), {"view": "month"}))

    assert "day 1 of 2" in html
    assert "day 2 of 2" in html
    assert 'class="possible"' in html
    assert "Pentecost Monday" in html  # 2 June 2031


def test_the_month_leads_to_the_one_before_and_after_with_the_same_filters(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour)

    html = client.get(page(stop.tour), {"view": "month", "q": "albert", "month": "2031-12"}).content.decode()

    assert "?view=month&amp;q=albert&amp;month=2031-11" in html
    assert "?view=month&amp;q=albert&amp;month=2032-01" in html


def test_turning_the_page_of_the_calendar_is_no_filter_and_filters_keep_the_page(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour)

    response = client.get(page(stop.tour), {"view": "month", "month": "2031-12"})

    assert response.context["filters"].used == 0
    html = response.content.decode()
    assert '<input type="hidden" name="month" value="2031-12">' in html
    assert '<select name="month"' not in html


@pytest.mark.parametrize("month", ["2031-13", "x", "0000-00", "9999-12", "0001-01", "99999-01"])
def test_a_month_that_is_none_does_no_harm(client: Client, month: str) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour)

    for view in VIEWS:
        assert client.get(page(stop.tour), {"view": view, "month": month}).status_code == 200


def test_a_stop_without_a_point_is_listed_beside_the_map(client: Client) -> None:
    placed = StopFactory(slug="placed")
    StopFactory(slug="somewhere", tour=placed.tour, latitude=None, longitude=None)
    member(client, placed.tour)

    html = client.get(page(placed.tour), {"view": "map"}).content.decode()

    assert "<svg" in html
    assert "stops/somewhere/" in html.split('id="unplaced-title"')[1]


def test_a_co_host_does_not_see_the_stops_of_the_others(client: Client) -> None:
    stop = StopFactory()
    co_host(client, stop)

    assert client.get(page(stop.tour)).status_code == 403


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_asks_as_much_for_one_stop_as_for_three(client: Client, view: str) -> None:
    tour = TourFactory()
    member(client, tour)

    def asked() -> int:
        client.get(page(tour), {"view": view})
        with CaptureQueriesContext(connection) as queries:
            client.get(page(tour), {"view": view})
        return len(queries)

    _one_of_each(tour)
    for_one = asked()
    _one_of_each(tour)
    _one_of_each(tour)

    assert asked() == for_one <= 15


def _one_of_each(tour: Tour) -> None:
    """An idea with possible dates, and a confirmed stop with a session."""
    stop = StopFactory(tour=tour)
    SessionFactory(stop=StopFactory(tour=tour, confirmed=True))
    DateOption.objects.create(stop=stop, starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 6, 2))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_house_page(client: Client, view: str, language: str) -> None:
    tour = TourFactory()
    for kept in ({"published": True}, {"held": True}, {"cancelled": True}, {}, {"confirmed": True}):
        stop = StopFactory(**{**kept, "tour": tour})
        Material.objects.create(stop=stop, title_fr="Support", url="https://example.org/")
    MembershipFactory(tour=tour)
    member(client, tour)

    with translation.override(language):
        assert_house_page(client.get(page(tour), {"view": view}), language=language)
