"""The made-up edition shows the door and who came in every state."""

from __future__ import annotations

import pytest
from django.utils import timezone

from events.models import Stop, Tour
from registrations.attendance.certificates.holding import everybody, tally_of
from registrations.attendance.certificates.signing import read
from registrations.attendance.presence import evidence_at
from registrations.attendance.queries import people_present
from registrations.attendance.rule.queries import rules_of
from registrations.attendance.scans.queries import is_known
from registrations.desk.devices.links import EXPIRED, REVOKED, why_ended
from registrations.models import (
    AttendanceRule,
    Attendee,
    Certificate,
    CheckIn,
    DeskDevice,
    EveningPage,
    Registration,
    ScannedSheet,
)
from tournee.demo import cases, today
from tournee.history.models import HistoryEntry

Regime, How = AttendanceRule.Regime, CheckIn.How


@pytest.fixture
def stops(edition: Tour) -> list[Stop]:
    return list(edition.stops.select_related("tour").order_by("pk"))


def test_the_next_stop_has_a_telephone_that_is_ready_one_that_is_not_and_one_lost(stops: list[Stop]) -> None:
    now = timezone.now()
    here = stops[cases.FULL].desk_devices.all()

    states = sorted((why_ended(one, now), one.readied_at is not None, one.session is not None) for one in here)
    assert states == [("", False, True), ("", True, False), (REVOKED, False, False)]
    assert here.get(readied_at__isnull=False).readied_people == stops[cases.FULL].attendees.count()


def test_each_stop_held_had_a_telephone_that_noted_who_came(edition: Tour) -> None:
    past = DeskDevice.objects.filter(stop__tour=edition, day__lt=timezone.localdate())

    assert past.count() == cases.HELD
    assert {why_ended(one, timezone.now()) for one in past} == {EXPIRED}
    assert not past.filter(check_ins=None).exists()


def test_as_many_telephones_are_told_of_as_there_are_besides_those_of_today(loaded: list[str], edition: Tour) -> None:
    said = next(line for line in loaded if line.startswith("door: "))

    told = DeskDevice.objects.filter(stop__tour=edition).exclude(stop__town__code=today.TOWN)
    assert f" {told.count()} telephones," in said


def test_rules_of_attendance_are_of_each_regime(stops: list[Stop]) -> None:
    co_funded, training = stops[cases.CO_FUNDED], stops[cases.TRAINING]

    assert rules_of(co_funded).of_stop.regime == Regime.CO_FUNDED
    assert co_funded.fundings.get().mention_fr
    assert rules_of(training).of_stop.regime == Regime.INFORMATION
    assert rules_of(training).of(training.sessions.get()).regime == Regime.TRAINING
    themselves = AttendanceRule.objects.filter(self_sign_in=True).exclude(stop__town__code=today.TOWN)
    assert themselves.get().stop == stops[cases.SELF_SIGN_IN]


def test_people_were_noted_in_every_way_and_one_by_mistake(edition: Tour, stops: list[Stop]) -> None:
    facts = CheckIn.objects.filter(stop__tour=edition)
    here = facts.filter(stop=stops[cases.REPRESENTED[0]])

    assert set(facts.values_list("how", flat=True)) == set(How.values)
    assert here.get(how=How.CORRECTION).reason
    assert here.filter(undoes__isnull=False).count() == 1
    assert here.filter(direction=CheckIn.Direction.OUT).count() == 1
    assert here.filter(attendee__registration__origin=Registration.Origin.WALK_IN).count() >= 2


def test_one_room_held_more_than_its_safety_limit(stops: list[Stop]) -> None:
    over = [
        stop for stop in stops[: cases.HELD] if stop.safety_limit and people_present(stop).count() > stop.safety_limit
    ]

    assert over == [stops[cases.OVER_LIMIT]]


def test_one_leaves_early_and_has_fewer_minutes(stops: list[Stop]) -> None:
    minutes = {one.minutes for one in evidence_at([stops[cases.REPRESENTED[0]]]).attended().values()}

    assert len(minutes) > 1


def test_those_who_serve_the_door_know_what_to_mind(stops: list[Stop]) -> None:
    expected = Attendee.objects.filter(stop=stops[cases.FULL])

    noted = expected.exclude(desk_note="")
    assert noted.count() == 3
    told = HistoryEntry.objects.filter(action="desk.note", object_id__in=noted.values("registration"))
    assert told.count() == 3
    assert expected.filter(no_photographs=True).count() == 2


def test_signed_sheets_were_read_wait_or_lost_their_code(stops: list[Stop]) -> None:
    scans = list(ScannedSheet.objects.filter(stop=stops[cases.CO_FUNDED]))

    assert {(is_known(scan), scan.noted_at is not None) for scan in scans} == {
        (True, True), (True, False), (False, False),
    }  # fmt: skip
    assert ScannedSheet.objects.get(stop=stops[cases.TRAINING]).noted_at


def test_certificates_are_sent_revoked_overtaken_and_of_somebody_erased(edition: Tour, stops: list[Stop]) -> None:
    sent, waiting = (tally_of(everybody(stops[place])) for place in (cases.TRAINING, cases.CO_FUNDED))
    numbers = list(Certificate.objects.filter(tour=edition).values_list("number", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))
    assert (sent.to_send, sent.overtaken) == (0, 1)
    assert waiting.to_send > 0
    assert waiting.revoked == 1
    assert waiting.unconfirmed > 0
    assert Certificate.objects.filter(attendee__person__erased_at__isnull=False).count() == 1
    assert all(read(code) for code in Certificate.objects.values_list("code", flat=True)[:3])


def test_each_stop_held_has_its_evening_page_and_the_newest_a_draft(edition: Tour, stops: list[Stop]) -> None:
    pages = EveningPage.objects.filter(stop__tour=edition).order_by("stop__starts_on")

    assert [page.approved_at is not None for page in pages] == [True] * (cases.HELD - 1) + [False]
    assert all(page.points_fr and page.points_en and page.next_en for page in pages)
    assert all(quote["by"] for page in pages for quote in page.quotes)
    assert all(page.figures["present"] for page in pages[: cases.HELD - 1])


def test_nothing_at_the_door_is_of_2019(edition: Tour) -> None:
    for model in (AttendanceRule, CheckIn, DeskDevice, EveningPage, ScannedSheet):
        assert not model._default_manager.filter(stop__tour__slug="2019").exists()
    assert not Certificate.objects.filter(tour__slug="2019").exists()
