"""The control room and the pages around it, as people use them."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from events.models import Snooze, Stop, Threshold, Tour
from events.planning.attention.gathering import rule_named
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]
SOON = timezone.localdate() + datetime.timedelta(days=5)


def page(tour: Tour, name: str = "planning_tour", *more: str) -> str:
    return reverse(name, args=[tour.slug, *more])


def lacking(tour: Tour, **values: object) -> Stop:
    """A stop in five days without a venue."""
    stop: Stop = StopFactory(tour=tour, confirmed=True, venue="", starts_on=SOON, **values)
    return stop


def test_the_control_room_says_which_stop_needs_what_and_leads_there(client: Client) -> None:
    stop = lacking(TourFactory())
    member(client, stop.tour)

    html = text_of(client.get(page(stop.tour)))

    assert f'href="/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/edit/#id_venue"' in html
    assert f'href="{page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}")}"' in html


def test_a_reader_sees_what_is_missing_and_nothing_to_press(client: Client) -> None:
    stop = lacking(TourFactory())
    member(client, stop.tour, "reader")

    html = text_of(client.get(page(stop.tour)))

    assert stop.place in html
    assert "put-off/" not in html
    assert "#id_venue" not in html
    assert client.get(page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}")).status_code == 403
    assert client.get(page(stop.tour, "planning_thresholds")).status_code == 403


def test_a_co_host_does_not_see_the_control_room(client: Client) -> None:
    stop = lacking(TourFactory())
    co_host(client, stop)

    assert client.get(page(stop.tour)).status_code == 403


def test_a_need_is_put_off_with_a_reason_and_taken_up_again(client: Client) -> None:
    stop = lacking(TourFactory())
    user = member(client, stop.tour, "editor")
    address = page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}")

    answer = send(client, address, until=(SOON - datetime.timedelta(days=1)).isoformat(), reason="Devis attendu lundi")

    assert answer.headers["Location"] == page(stop.tour)
    snooze = Snooze.objects.get()
    html = text_of(client.get(page(stop.tour)))
    assert "Devis attendu lundi" in html
    assert f"({user})" in html
    assert address not in html
    send(client, reverse("planning_take_back", args=[snooze.pk]))
    assert address in text_of(client.get(page(stop.tour)))
    told = text_of(client.get(page(stop.tour, "planning_history")))
    assert "Devis attendu lundi" in told
    assert told.count(f"– {stop}") == 1


@pytest.mark.parametrize(("until", "reason"), [(-1, "Devis"), (0, "Devis"), (367, "Devis"), (3, " ")])
def test_a_day_that_is_not_ahead_or_no_reason_is_refused_beside_the_field(
    client: Client, until: int, reason: str
) -> None:
    stop = lacking(TourFactory())
    member(client, stop.tour)
    day = timezone.localdate() + datetime.timedelta(days=until)

    answer = send(client, page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}"), until=day, reason=reason)

    assert answer.status_code == 422
    assert f'id="id_{"reason" if until == 3 else "until"}_error"' in answer.content.decode()
    assert not Snooze.objects.exists()


def test_what_is_settled_meanwhile_cannot_be_put_off(client: Client) -> None:
    stop = lacking(TourFactory())
    member(client, stop.tour)
    address = page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}")
    Stop.objects.update(venue="Lycée")

    assert client.get(address).status_code == 200
    assert client.post(address, {"until": SOON.isoformat(), "reason": "Devis"}).status_code == 422
    assert client.get(page(stop.tour, "planning_put_off", "no_such_rule:1")).status_code == 404
    assert not Snooze.objects.exists()


def test_thresholds_are_set_emptied_and_told_in_history(client: Client) -> None:
    stop = lacking(TourFactory())
    member(client, stop.tour, "editor")
    address = page(stop.tour, "planning_thresholds")

    send(client, address, no_venue="3", no_lead="")

    assert dict(Threshold.objects.values_list("rule", "value")) == {"no_venue": 3, "no_lead": None}
    html = text_of(client.get(page(stop.tour)))
    assert "#id_venue" not in html
    shown = controls(client.get(address))
    assert (shown["no_venue"], shown["no_lead"], shown["no_co_host"]) == (["3"], [""], ["60"])
    rule = rule_named("no_venue")
    assert rule is not None
    assert str(rule.label) in text_of(client.get(page(stop.tour, "planning_history")))


def test_two_editors_who_set_the_same_threshold_at_once_both_see_it(client: Client) -> None:
    tour = TourFactory()
    member(client, tour, "editor")
    address = page(tour, "planning_thresholds")
    mine = {**controls(client.get(address)), "no_venue": "10"}
    send(client, address, no_venue="20", no_lead="7")

    refused = client.post(address, mine)

    assert refused.status_code == 422
    assert "20" in text_of(refused).split("id_no_venue_error")[1][:300]
    assert Threshold.objects.get(rule="no_lead").value == 7
    assert client.post(address, controls(refused)).status_code == 302
    assert Threshold.objects.get(rule="no_venue").value == 10


def test_a_threshold_out_of_bounds_is_refused(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    refused = send(client, page(tour, "planning_thresholds"), no_venue="731")

    assert (refused.status_code, Threshold.objects.count()) == (422, 0)


def test_an_archived_tour_says_so_and_asks_for_nothing(client: Client) -> None:
    stop = lacking(TourFactory(state="archived"))
    member(client, stop.tour)

    html = text_of(client.get(page(stop.tour)))

    assert "#id_venue" not in html
    assert str(stop.tour) in html
    put_off = client.get(page(stop.tour, "planning_put_off", f"no_venue:{stop.pk}"))
    assert put_off.status_code == 200
    assert "until" not in controls(put_off)
    assert client.get(page(stop.tour, "planning_thresholds")).status_code == 200


def queries_for(count: int) -> int:
    client, tour = Client(), TourFactory()
    member(client, tour)
    for _ in range(count):
        SessionFactory(stop=lacking(tour))
    client.get(page(tour))
    with CaptureQueriesContext(connection) as asked:
        client.get(page(tour))
    return len(asked)


def test_the_control_room_asks_as_much_for_one_stop_as_for_three() -> None:
    assert queries_for(1) == queries_for(3)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("stops", [0, 1, 9])
def test_every_page_is_a_house_page_in_both_languages(client: Client, language: str, stops: int) -> None:
    tour = TourFactory(published=True)
    made = [lacking(tour) for _ in range(stops)]
    member(client, tour)
    for stop in made[:2]:
        Snooze.objects.create(tour=tour, key=f"no_venue:{stop.pk}", until=SOON, reason="Devis")
    with translation.override(language):
        addresses = [page(tour), page(tour, "planning_thresholds")]
        addresses += [page(tour, "planning_put_off", f"no_venue:{stop.pk}") for stop in made[:1]]
        addresses += [reverse("planning_take_back", args=[snooze.pk]) for snooze in Snooze.objects.all()[:1]]
        for address in addresses:
            assert_house_page(client.get(address), language=language)
