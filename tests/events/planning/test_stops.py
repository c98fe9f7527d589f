"""Adding a stop, changing it, and moving one that is already public."""

import datetime

import pytest

from events.models import FormerStopSlug, Session, Stop, Tour
from events.planning.announcements import StopChange, stop_removed, stop_rescheduled
from events.planning.errors import PlanningError
from events.planning.operations import add_stop, edit_stop, publish_stop, remove_stop
from tests.events.factories import SessionFactory, StopFactory, TerritoryFactory, TourFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db
JUNE_18 = datetime.date(2031, 6, 18)


def published_stop() -> Stop:
    stop = StopFactory(confirmed=True)
    SessionFactory(stop=stop)
    return publish_stop(stop, actor=None)


def test_a_commune_gives_the_stop_its_point_its_region_and_the_industry_territory_of_the_tours_wave() -> None:
    region = TerritoryFactory(region=True)
    departement = TerritoryFactory(departement=True, parent=region)
    town = TerritoryFactory(name="Albert", parent=departement, latitude=50.0, longitude=2.65)
    epci = TerritoryFactory(epci=True)
    first_wave = TerritoryFactory(ti=True, vintage="2018-2022")
    second_wave = TerritoryFactory(ti=True, vintage="2023-2027")
    epci.members.create(part=town)
    first_wave.members.create(part=epci)
    second_wave.members.create(part=epci)

    stop = add_stop(TourFactory(territory_vintage="2018-2022"), {"town": town}, actor=None)

    assert (stop.place, stop.latitude, stop.region, stop.territory) == ("Albert", 50.0, region, first_wave)


def test_a_day_alone_is_first_and_last_day() -> None:
    stop = add_stop(TourFactory(), {"place": "Albert", "starts_on": JUNE_18}, actor=None)

    assert stop.ends_on == JUNE_18


def test_two_stops_of_one_town_get_two_addresses() -> None:
    tour = TourFactory()

    slugs = [add_stop(tour, {"place": "L’Aigle"}, actor=None).slug for _ in range(2)]

    assert slugs == ["l-aigle", "l-aigle-2"]


def test_an_address_that_a_stop_had_is_not_given_to_another() -> None:
    stop = published_stop()
    old = stop.slug
    edit_stop(stop, {"slug": "usine"}, expected_version=stop.version, actor=None)

    other = add_stop(stop.tour, {"place": "x", "slug": old}, actor=None)

    assert FormerStopSlug.objects.get(slug=old).stop == stop
    assert other.slug == f"{old}-2"


def test_a_last_day_before_the_first_is_refused_beside_its_field() -> None:
    with pytest.raises(PlanningError) as refusal:
        add_stop(TourFactory(), {"place": "A", "starts_on": JUNE_18, "ends_on": datetime.date(2031, 6, 17)}, actor=None)

    assert refusal.value.field == "ends_on"
    assert not Stop.objects.exists()


@pytest.mark.parametrize("day", [datetime.date(2030, 6, 18), datetime.date(2032, 6, 18)])
def test_a_day_outside_the_tour_is_refused_and_says_when_the_tour_is(day: datetime.date) -> None:
    with pytest.raises(PlanningError, match="2031") as refusal:
        add_stop(TourFactory(), {"place": "Albert", "starts_on": day}, actor=None)

    assert refusal.value.field == "starts_on"


def test_a_stop_that_people_expect_cannot_move_into_the_past() -> None:
    stop = published_stop()
    Tour.objects.update(starts_on=datetime.date(2019, 1, 1))
    stop.refresh_from_db()

    with pytest.raises(PlanningError) as refusal:
        edit_stop(stop, {"starts_on": datetime.date(2020, 1, 1)}, expected_version=stop.version, actor=None)

    assert refusal.value.code == "past"


def test_a_stop_overseas_takes_its_own_time_zone() -> None:
    stop = add_stop(TourFactory(), {"town": TerritoryFactory(code="97415", name="Saint-Paul")}, actor=None)

    assert stop.time_zone == "Indian/Reunion"


def test_a_date_replaces_the_month() -> None:
    stop = add_stop(TourFactory(), {"place": "Albert", "month": JUNE_18}, actor=None)

    edit_stop(stop, {"starts_on": JUNE_18, "month": JUNE_18}, expected_version=stop.version, actor=None)

    assert (stop.starts_on, stop.month) == (JUNE_18, None)


def test_a_programme_has_no_stops() -> None:
    with pytest.raises(PlanningError):
        add_stop(TourFactory(kind="programme"), {"place": "Albert"}, actor=None)


def test_a_stop_without_a_day_keeps_a_month_or_several_options() -> None:
    stop = add_stop(
        TourFactory(),
        {
            "place": "Albert",
            "month": JUNE_18,
            "date_options": [(JUNE_18, JUNE_18), (JUNE_18, datetime.date(2031, 6, 19))],
        },
        actor=None,
    )

    assert stop.month == datetime.date(2031, 6, 1)
    assert stop.date_options.count() == 2


def test_a_public_stop_cannot_lose_its_date_by_editing() -> None:
    stop = published_stop()

    with pytest.raises(PlanningError) as refusal:
        edit_stop(stop, {"starts_on": None}, expected_version=stop.version, actor=None)

    assert refusal.value.field == "starts_on"


@pytest.mark.parametrize(
    ("values", "raised"),
    [({"venue": "Maison du vélo"}, 1), ({"starts_on": datetime.date(2031, 6, 25)}, 1), ({"summary_fr": "Plus."}, 0)],
)
def test_only_a_new_time_or_place_raises_the_sequence(values: dict[str, object], raised: int) -> None:
    stop = published_stop()

    edit_stop(stop, values, expected_version=stop.version, actor=None)

    assert (stop.sequence, Session.objects.get(stop=stop).sequence) == (raised, raised)


def test_moving_a_public_stop_is_announced_with_the_day_it_had() -> None:
    stop = published_stop()
    heard: list[StopChange] = []
    stop_rescheduled.subscribe(heard.append, by="tests")
    try:
        edit_stop(stop, {"starts_on": datetime.date(2031, 6, 25)}, expected_version=stop.version, actor=None)
    finally:
        stop_rescheduled._subscribers.pop()

    assert [(change.stop, change.previous_starts_on) for change in heard] == [(stop, JUNE_18)]
    assert stop.previous_starts_on == JUNE_18


def test_sessions_follow_their_stop_to_another_time_zone_at_the_same_local_time() -> None:
    stop = published_stop()
    before = stop.sessions.get().starts_at

    edit_stop(stop, {"time_zone": "Europe/London"}, expected_version=stop.version, actor=None)

    assert stop.sessions.get().starts_at - before == datetime.timedelta(hours=1)


def test_a_form_opened_before_somebody_saved_gets_both_values() -> None:
    stop = StopFactory(venue="Lycée")
    opened_at = stop.version
    edit_stop(Stop.objects.get(pk=stop.pk), {"venue": "Usine"}, expected_version=opened_at, actor=None)

    with pytest.raises(StaleVersion) as conflict:
        edit_stop(stop, {"venue": "Mairie"}, expected_version=opened_at, actor=None)

    assert conflict.value.theirs == {"venue": ("Usine", "Mairie")}
    assert Stop.objects.get(pk=stop.pk).venue == "Usine"


def test_history_says_what_changed_from_what_to_what() -> None:
    stop = StopFactory(venue="Lycée")

    edit_stop(stop, {"venue": "Usine", "address": ""}, expected_version=stop.version, actor=None)

    assert HistoryEntry.objects.about(stop).get().changes == {"venue": ["Lycée", "Usine"]}


def test_whoever_needs_a_stop_refuses_its_deletion_and_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = StopFactory()
    monkeypatch.setattr(stop_removed, "_subscribers", [])

    def keep(change: StopChange) -> None:
        raise PlanningError(f"{change.stop} has answers.", code="answered")

    stop_removed.subscribe(keep, by="tests")
    with pytest.raises(PlanningError):
        remove_stop(stop, expected_version=None, actor=None)

    assert Stop.objects.filter(pk=stop.pk).exists()
    assert not HistoryEntry.objects.exists()
