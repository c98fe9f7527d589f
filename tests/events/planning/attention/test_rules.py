"""Each rule: a stop that triggers it and one that does not."""

import datetime

import pytest
from django.utils import translation

from events.models import DateOption, Side, Stop, Tour
from events.planning.attention import dates, people, places
from events.planning.attention.gathering import watched
from events.planning.attention.needs import Need, Urgency
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakingFactory,
    StopFactory,
    TourFactory,
)
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 18)
RULES = {rule.name: rule for rule in (*dates.RULES, *places.RULES, *people.RULES)}


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def found(name: str, tour: Tour, before: int, threshold: int | None = None) -> list[Need]:
    """What the rule says `before` days before 18 June 2031."""
    rule = RULES[name]
    seen = watched(tour, DAY - datetime.timedelta(days=before))
    return list(rule.find(seen, (rule.default or 0) if threshold is None else threshold))


def test_a_stop_without_a_venue_needs_one_within_its_days_and_not_before() -> None:
    stop = StopFactory(confirmed=True, venue="")

    [need] = found("no_venue", stop.tour, before=42)

    assert (need.key, need.stop) == (f"no_venue:{stop.pk}", stop)
    assert need.sentence == "No venue yet: nobody can be told where to come."
    assert need.action.url.endswith(f"/stops/{stop.slug}/edit/#id_venue")
    assert found("no_venue", stop.tour, before=43) == []
    assert found("no_venue", StopFactory(confirmed=True).tour, before=1) == []


def test_a_venue_is_the_co_hosts_to_give_until_readers_see_the_stop() -> None:
    draft, public = StopFactory(confirmed=True, venue=""), StopFactory(published=True, venue="")
    for stop in (draft, public):
        PartnershipFactory(stop=stop)

    assert [need.side for need in found("no_venue", draft.tour, before=5)] == [Side.PARTNER]
    assert [need.side for need in found("no_venue", public.tour, before=5)] == [Side.TEAM]


def test_a_stop_held_online_needs_no_venue() -> None:
    stop = StopFactory(confirmed=True, venue="")
    SessionFactory(stop=stop, online_url="https://visio.example.org/1")

    assert found("no_venue", stop.tour, before=5) == []


@pytest.mark.parametrize(
    ("access", "step_free", "said"),
    [
        ("", "", "Nothing says how to come to the room, nor whether there are steps on the way."),
        ("", "yes", "Nothing says how to come to the room."),
        ("Par la cour.", "", "Not known whether there are steps on the way: some cannot come without."),
    ],
)
def test_a_room_needs_its_access_note(access: str, step_free: str, said: str) -> None:
    stop = StopFactory(confirmed=True, access_fr=access, step_free=step_free)

    assert [need.sentence for need in found("no_access", stop.tour, before=28)] == [said]
    assert found("no_access", stop.tour, before=29) == []


def test_a_room_whose_access_is_said_needs_nothing_nor_does_one_not_known_yet() -> None:
    known = StopFactory(confirmed=True, access_fr="Par la cour.", step_free=Stop.StepFree.PARTLY)
    nowhere = StopFactory(confirmed=True, venue="")

    assert found("no_access", known.tour, before=5) == found("no_access", nowhere.tour, before=5) == []


def test_a_stop_without_a_co_host_needs_one() -> None:
    alone, hosted = StopFactory(confirmed=True), StopFactory(confirmed=True)
    PartnershipFactory(stop=alone, role="supporter")
    PartnershipFactory(stop=hosted)

    [need] = found("no_co_host", alone.tour, before=60)

    assert need.action.url.endswith(f"/stops/{alone.slug}/partners/add/")
    assert found("no_co_host", hosted.tour, before=60) == []


def test_a_co_host_where_nobody_can_sign_in_is_named_once_for_all_its_stops() -> None:
    tour = TourFactory()
    first = StopFactory(tour=tour, confirmed=True)
    partner = PartnershipFactory(stop=first, organisation__acronym="UPJV")
    later = StopFactory(tour=tour, confirmed=True, starts_on=DAY + datetime.timedelta(days=1))
    PartnershipFactory(stop=later, organisation=partner.organisation)

    [need] = found("co_host_without_account", tour, before=10)

    assert need.stop == first
    assert need.sentence == "UPJV: nobody there has an account or a known address, and so cannot be written to."
    partner.contact_persons.add(ContactPersonFactory(organisation=partner.organisation))
    [reachable] = found("co_host_without_account", tour, before=10)
    assert reachable.sentence == "UPJV: nobody there has an account, and so cannot fill in the stop."


def test_a_co_host_with_a_representative_can_be_written_to() -> None:
    partner = PartnershipFactory(stop=StopFactory(confirmed=True))
    member = MembershipFactory(representative=True, organisation=partner.organisation)

    assert found("co_host_without_account", partner.stop.tour, before=10) == []
    member.user.is_active = False
    member.user.save()
    assert len(found("co_host_without_account", partner.stop.tour, before=10)) == 1


def test_a_session_without_a_facilitator_is_named_with_its_hour() -> None:
    stop = StopFactory(confirmed=True)
    session = SessionFactory(stop=stop, title_en="From know-how to export")
    SpeakingFactory(session=session)  # speaks, and facilitates nothing

    [need] = found("no_facilitator", stop.tour, before=5)

    assert need.sentence == "No facilitator for “From know-how to export” (09:00)."
    assert need.action.url.endswith(f"/sessions/{session.pk}/edit/")
    assert need.urgency == Urgency.NOW
    SessionFactory(stop=stop)
    [need] = found("no_facilitator", stop.tour, before=5)
    assert "and 1 other session." in need.sentence
    assert found("no_facilitator", stop.tour, before=22) == []


def test_a_session_is_led_by_its_facilitator_its_partner_or_the_firm_that_is_visited() -> None:
    tour = TourFactory()
    led = SessionFactory(stop=StopFactory(tour=tour, confirmed=True))
    SpeakingFactory(session=led, role="facilitator")
    PartnershipFactory(stop=None, session=SessionFactory(stop=led.stop), role="facilitator")
    SessionFactory(stop=led.stop, kind="company_visit")
    SessionFactory(stop=led.stop, state="cancelled")
    elsewhere = StopFactory(tour=tour, confirmed=True)
    SessionFactory(stop=elsewhere)
    PartnershipFactory(stop=elsewhere, role="facilitator")

    assert found("no_facilitator", tour, before=5) == []


def test_a_stop_needs_somebody_in_the_team() -> None:
    alone, led = StopFactory(confirmed=True), StopFactory(confirmed=True, lead=UserFactory())

    assert [need.stop for need in found("no_lead", alone.tour, before=60)] == [alone]
    assert found("no_lead", led.tour, before=60) == []


def test_more_than_three_stops_without_somebody_are_said_once() -> None:
    tour = TourFactory()
    for _ in range(4):
        StopFactory(tour=tour, confirmed=True)

    [need] = found("no_lead", tour, before=60)

    assert (need.key, need.stop) == ("no_lead", None)
    assert need.sentence == "4 stops have nobody in the team who looks after them."


def test_a_stop_with_only_a_month_needs_a_day_before_it_begins() -> None:
    stop = StopFactory(month=datetime.date(2031, 6, 1))

    [need] = found("no_date", stop.tour, before=17 + 45)

    assert need.sentence == "No day yet: only the month is known, June 2031."
    assert need.action.url.endswith("edit/#id_starts_on")
    assert found("no_date", stop.tour, before=17 + 46) == []
    assert found("no_date", StopFactory(confirmed=True).tour, before=1) == []


def test_a_stop_with_options_says_how_many_and_the_first() -> None:
    stop = StopFactory()
    for day in (20, 12):
        when = datetime.date(2031, 6, day)
        DateOption.objects.create(stop=stop, starts_on=when, ends_on=when)

    [need] = found("no_date", stop.tour, before=30)

    assert need.sentence == "No date yet: 2 are possible, the first on 12\u00a0June 2031."
    assert need.action.label == "Choose the date"


def test_a_stop_without_any_date_counts_from_the_tours_first_day() -> None:
    tour = StopFactory(tour__starts_on=DAY, tour__ends_on=DAY).tour

    assert [need.sentence for need in found("no_date", tour, before=45)] == ["No date yet, nor a month."]
    assert found("no_date", tour, before=46) == []


def test_a_confirmed_stop_wants_to_be_published_in_time() -> None:
    confirmed, idea = StopFactory(confirmed=True), StopFactory(dated=True)

    [late] = found("published_late", confirmed.tour, before=28)
    [later] = found("published_late", idea.tour, before=28)

    assert late.sentence == "Confirmed, but not published: nobody can register."
    assert late.action.url.endswith("/publish/")
    assert "nobody has confirmed it" in later.sentence
    assert found("published_late", StopFactory(published=True).tour, before=5) == []


def test_what_is_over_or_called_off_asks_for_nothing() -> None:
    tour = TourFactory(published=True)
    StopFactory(tour=tour, held=True, venue="", ends_on=datetime.date(2019, 6, 18))
    StopFactory(tour=tour, cancelled=True, venue="")

    assert [need for name in ("no_venue", "no_lead", "no_co_host") for need in found(name, tour, before=5)] == []


def test_a_tour_with_fewer_stops_than_it_aims_at_says_how_many() -> None:
    tour = TourFactory(target_stops=2, starts_on=DAY)
    StopFactory(tour=tour)
    StopFactory(tour=tour, cancelled=True)

    [need] = found("few_stops", tour, before=90)

    assert (need.key, need.stop, need.sentence) == ("few_stops", None, "1 stop is planned of the 2 aimed at.")
    assert found("few_stops", tour, before=91) == []
    StopFactory(tour=tour)
    assert found("few_stops", tour, before=90) == []
