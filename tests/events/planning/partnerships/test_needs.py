"""When the control room speaks of a partner."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from events.models import Exchange, Partnership, Side, Stop
from events.planning.attention.gathering import watched
from events.planning.attention.needs import Need, Urgency
from events.planning.partnerships.needs import partner_silent
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory, TourFactory
from tests.events.planning.partnerships.factories import CommitmentFactory, ExchangeFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2031, 6, 8)  # ten days before the stop
DAY = datetime.timedelta(days=1)


def asked(stop: Stop | None = None, **exchange: object) -> Partnership:
    """The co-host of a stop that was asked twenty days ago."""
    partnership = PartnershipFactory(stop=stop or StopFactory(confirmed=True))
    ExchangeFactory(partnership=partnership, **{"on": TODAY - 20 * DAY, "kind": "call", **exchange})
    return partnership


def needs(partnership: Partnership, days: int = 14) -> list[Need]:
    tour = partnership.tour or (partnership.stop or partnership.session.stop).tour
    return list(partner_silent(watched(tour, TODAY), days))


def test_a_co_host_that_never_replied_is_silent_since_it_was_asked() -> None:
    partnership = asked()

    (need,) = needs(partnership)

    assert (need.key, need.stop, need.side) == (f"partner_silent:{partnership.pk}", partnership.stop, Side.TEAM)
    assert "20" in need.sentence
    assert str(partnership.organisation) in need.sentence
    assert need.action.url.endswith(f"/partners/{partnership.pk}/")
    assert need.urgency == Urgency.SOON


def test_a_reply_is_counted_from_and_our_own_calls_are_not() -> None:
    partnership = asked(kind=Exchange.Kind.REPLY)
    ExchangeFactory(partnership=partnership, on=TODAY - DAY, kind=Exchange.Kind.MESSAGE)

    assert needs(partnership)
    ExchangeFactory(partnership=partnership, on=TODAY - 13 * DAY, kind=Exchange.Kind.AGREED)
    assert needs(partnership) == []


@pytest.mark.parametrize(
    "stop",
    [
        {"published": True},
        {"cancelled": True},
        {"state": Stop.State.IDEA},
        {"state": Stop.State.CONFIRMED, "starts_on": TODAY - DAY, "ends_on": TODAY - DAY},
    ],
)
def test_nobody_waits_for_a_reply_where_the_stop_is_ready_off_over_or_only_an_idea(stop: dict[str, object]) -> None:
    assert needs(asked(StopFactory(**stop))) == []


def test_only_co_hosts_are_expected_to_reply_and_only_once_they_were_asked() -> None:
    supporter = PartnershipFactory(stop=StopFactory(confirmed=True), role="supporter")
    ExchangeFactory(partnership=supporter, on=TODAY - 20 * DAY)

    assert needs(supporter) == []
    assert needs(PartnershipFactory(stop=StopFactory(confirmed=True))) == []


def test_a_tour_sets_after_how_many_days_silence_counts() -> None:
    assert needs(asked(), days=21) == []


@pytest.mark.parametrize("place", ["tour", "stop", "session"])
def test_an_action_whose_day_has_passed_is_named_wherever_the_partner_is(place: str) -> None:
    stop = StopFactory(confirmed=True)
    subject = {"tour": stop.tour, "stop": stop, "session": SessionFactory(stop=stop)}[place]
    partnership = PartnershipFactory(
        **{"stop": None, place: subject}, next_action="Rappeler le doyen.", next_action_on=TODAY - DAY
    )

    (need,) = needs(partnership)

    assert need.key == f"partner_silent:next-{partnership.pk}"
    assert "Rappeler le doyen" in need.sentence
    assert ".." not in need.sentence
    assert need.stop == (None if place == "tour" else stop)


def test_an_action_of_today_of_no_day_or_of_a_stop_called_off_is_not_late() -> None:
    for stop, day in ((StopFactory(), TODAY), (StopFactory(), None), (StopFactory(cancelled=True), TODAY - DAY)):
        assert needs(PartnershipFactory(stop=stop, next_action="Appeler", next_action_on=day)) == []


def test_a_promise_past_its_day_is_the_co_hosts_to_keep() -> None:
    promise = CommitmentFactory(due_on=TODAY - DAY, what="La grande salle")

    (need,) = needs(promise.partnership)

    assert (need.key, need.side) == (f"partner_silent:promise-{promise.pk}", Side.PARTNER)
    assert "La grande salle" in need.sentence


def test_a_promise_of_a_backer_of_the_tour_is_the_teams_to_ask_for() -> None:
    backer = PartnershipFactory(stop=None, tour=TourFactory(), role="funder")
    CommitmentFactory(partnership=backer, due_on=TODAY - DAY)

    assert [(need.stop, need.side) for need in needs(backer)] == [(None, Side.TEAM)]


def test_a_promise_that_came_or_is_still_to_come_is_not_late() -> None:
    partnership = PartnershipFactory()
    CommitmentFactory(partnership=partnership, due_on=TODAY - DAY, received_on=TODAY)
    CommitmentFactory(partnership=partnership, due_on=TODAY)
    CommitmentFactory(partnership=partnership)

    assert needs(partnership) == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_partner_as_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tour = TourFactory()
    for _ in range(count):
        partnership = asked(StopFactory(confirmed=True, tour=tour))
        CommitmentFactory(partnership=partnership, due_on=TODAY - DAY)
        Partnership.objects.filter(pk=partnership.pk).update(next_action="x", next_action_on=TODAY - DAY)
    seen = watched(tour, TODAY)

    with django_assert_num_queries(3):
        assert len(list(partner_silent(seen, 14))) == 3 * count
