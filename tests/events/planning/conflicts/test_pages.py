"""The pages of conflicts: a tour's and a stop's, for the team, for co-hosts, for readers; and over the API."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Snooze, Stop, Tour
from events.planning.attention.gathering import watched
from events.planning.attention.needs import Need, Urgency, attention_rules
from tests.events.factories import SpeakerFactory, StopFactory, TourFactory
from tests.events.planning.conflicts.world import TODAY, session_at, stop_in
from tests.events.planning.pages import co_host, member, text_of

pytestmark = pytest.mark.django_db


def page_of_tour(tour: Tour) -> str:
    return reverse("planning_conflicts", args=[tour.slug])


def page_of_stop(stop: Stop) -> str:
    return reverse("planning_stop_conflicts", args=[stop.tour.slug, stop.slug])


def needs_of(tour: Tour, today: datetime.date) -> list[Need]:
    (rule,) = [rule for rule in attention_rules if rule.name == "conflicts"]
    return list(rule.find(watched(tour, today), rule.default or 0))


def clashing() -> tuple[Stop, Stop]:
    """Two stops of one tour where one person speaks at once, the second with a room used twice."""
    one = stop_in("Albert")
    other = stop_in("Amiens", tour=one.tour)
    person = SpeakerFactory(name="Ada Lenoir")
    session_at(one, "09:00", "11:00", person, room="A", title_fr="Robots")
    session_at(other, "10:00", "12:00", person, room="B", title_fr="Métiers")
    session_at(other, "10:00", "12:00", room="B")
    return one, other


def test_the_page_says_each_conflict_with_its_formula_and_its_action(client: Client) -> None:
    one, other = clashing()
    member(client, one.tour, "editor")

    page = text_of(client.get(page_of_tour(one.tour)))

    assert "Ada Lenoir" in page
    assert "80\xa0km/h" in page or "80 km/h" in page
    assert reverse("planning_session_edit", args=[one.tour.slug, other.slug, other.sessions.first().pk]) in page
    assert page.index('id="speaker"') < page.index('id="room"')


def test_a_reader_reads_and_is_offered_nothing_to_change(client: Client) -> None:
    one, _other = clashing()
    member(client, one.tour, "reader")

    page = text_of(client.get(page_of_tour(one.tour)))

    assert "Ada Lenoir" in page
    assert 'class="act"' not in page


def test_a_tour_without_conflicts_says_what_was_looked_at(client: Client) -> None:
    stop = stop_in("Albert")
    member(client, stop.tour, "editor")

    answer = client.get(page_of_tour(stop.tour))

    assert 'class="empty"' in answer.content.decode()
    assert 'id="compared"' in answer.content.decode()
    assert answer.context["looked"].dated == 1


def test_a_tour_without_a_date_says_that_there_is_nothing_to_compare(client: Client) -> None:
    tour = TourFactory()
    StopFactory(tour=tour)
    member(client, tour, "editor")

    assert client.get(page_of_tour(tour)).context["looked"].dated == 0


def test_a_stops_page_has_its_own_conflicts_only(client: Client) -> None:
    one, other = clashing()
    member(client, one.tour, "editor")

    keys = {found.key.split(":")[1] for found in client.get(page_of_stop(one)).context["looked"].conflicts}

    assert keys == {"speaker", "team"}
    assert "room" in {found.kind for found in client.get(page_of_stop(other)).context["looked"].conflicts}


def test_a_co_host_reads_those_of_its_stop_and_not_which_private_stop_it_clashes_with(client: Client) -> None:
    one, other = clashing()
    co_host(client, one)

    page = text_of(client.get(page_of_stop(one)))

    assert "Ada Lenoir" in page
    assert "Amiens" not in page
    assert "Métiers" not in page
    assert client.get(page_of_stop(other)).status_code in (403, 404)
    assert client.get(page_of_tour(one.tour)).status_code in (403, 404)


def test_both_pages_are_tabs(client: Client) -> None:
    stop = stop_in("Albert")
    member(client, stop.tour, "reader")

    assert page_of_tour(stop.tour) in text_of(client.get(page_of_tour(stop.tour)))
    assert page_of_stop(stop) in text_of(client.get(page_of_stop(stop)))


def test_what_was_put_off_stands_apart_with_its_reason(client: Client) -> None:
    one, _other = clashing()
    user = member(client, one.tour, "editor")
    (key,) = [need.key for need in needs_of(one.tour, TODAY) if ":room:" in need.key]
    Snooze.objects.create(
        tour=one.tour, key=key, until=datetime.date(2099, 1, 1), reason="La salle est divisible.", by=user
    )

    page = client.get(page_of_tour(one.tour))

    assert "La salle est divisible." in text_of(page)
    assert "room" not in {kind.value for kind, _lines in page.context["groups"].open}


def test_the_control_room_is_told_of_what_is_near_enough() -> None:
    one, _other = clashing()

    def told(today: datetime.date) -> list[Urgency]:
        return [need.urgency for need in needs_of(one.tour, today) if ":speaker:" in need.key]

    assert told(one.starts_on - datetime.timedelta(days=91)) == []
    assert told(one.starts_on - datetime.timedelta(days=90)) == [Urgency.SOON]
    assert told(one.starts_on - datetime.timedelta(days=3)) == [Urgency.NOW]


def test_what_is_only_good_to_know_does_not_call() -> None:
    one = stop_in("Albert")
    stop_in("Amiens")

    assert needs_of(one.tour, TODAY) == []


def test_the_api_gives_a_tours_and_a_stops(client: Client) -> None:
    one, other = clashing()
    member(client, one.tour, "reader")

    of_tour = client.get(f"/api/v1/tours/{one.tour.slug}/conflicts/").json()
    of_stop = client.get(f"/api/v1/stops/{one.public_id}/conflicts/").json()

    assert {found["kind"] for found in of_tour["conflicts"]} == {"speaker", "team", "room"}
    assert {found["level"] for found in of_tour["conflicts"]} == {"impossible"}
    assert {found["kind"] for found in of_stop["conflicts"]} == {"speaker", "team"}
    assert of_tour["conflicts"][0]["stop"] == str(other.public_id)
    assert of_tour["not_covered"]


def test_the_api_refuses_whoever_is_not_of_the_team(client: Client) -> None:
    one, _other = clashing()

    assert client.get(f"/api/v1/tours/{one.tour.slug}/conflicts/").status_code in (401, 403, 404)
    member(client, TourFactory())
    assert client.get(f"/api/v1/tours/{one.tour.slug}/conflicts/").status_code in (403, 404)
