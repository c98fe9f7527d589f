"""Certificates: for those who came and nobody else, numbered without gaps, revoked, replaced, sent once."""

import datetime

import pytest

from events.models import Stop
from registrations.attendance.certificates import holding, operations, queries
from registrations.attendance.certificates.errors import CertificateError
from registrations.attendance.operations import add_presence, take_back_presence
from registrations.models import AttendanceRule, Certificate
from registrations.privacy.operations import erase_person
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.attendance.people import NINE, seated
from tests.tournee.factories import UserFactory
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def stop() -> Stop:
    """A stop that is over, with a workshop of two hours and one of an hour after it."""
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, title_fr="Innover avec qui ?", title_en="Innovate with whom?")
    SessionFactory(stop=stop, title_fr="Former", title_en="Train", starts_at=NINE + 2 * HOUR, ends_at=NINE + 3 * HOUR)
    return stop


def numbers(stop: Stop) -> list[tuple[int, str, bool]]:
    found = Certificate.objects.filter(tour=stop.tour).select_related("attendee__person").order_by("number")
    return [(one.number, one.attendee.person.name, one.revoked_at is None) for one in found]


def test_whoever_came_gets_one_with_the_hours_really_attended(stop: Stop) -> None:
    seated(stop, "Zoé Petit", at=NINE + HOUR)
    seated(stop, "Anna Martin")
    seated(stop, "Absente Jamais", here=False)

    issued = operations.issue_all(stop, actor=None)

    assert [(one.number, one.attendee.person.name, one.minutes) for one in issued] == [
        (1, "Anna Martin", 180), (2, "Zoé Petit", 120),
    ]  # fmt: skip
    assert [(one["title"], one["minutes"]) for one in issued[1].sessions] == [
        ("Innover avec qui ?", 60),
        ("Former", 60),
    ]
    assert operations.issue_all(stop, actor=None) == []


def test_numbers_run_on_over_the_stops_of_a_tour(stop: Stop) -> None:
    other = StopFactory(held=True, tour=stop.tour)
    seated(stop, "Anna Martin")
    seated(other, "Bruno Noël")

    operations.issue_all(stop, actor=None)
    operations.issue_all(other, actor=None)

    assert numbers(stop) == [(1, "Anna Martin", True), (2, "Bruno Noël", True)]


def test_nobody_gets_one_who_did_not_come_nor_before_the_end(stop: Stop) -> None:
    absent = seated(stop, "Anna Martin", here=False)
    with pytest.raises(CertificateError) as refused:
        operations.issue(absent, actor=None)
    assert refused.value.code == "not_here"

    coming = seated(StopFactory(published=True), "Zoé Petit", here=False)
    with pytest.raises(CertificateError) as refused:
        operations.issue(coming, actor=None)
    assert refused.value.code == "not_over"


def test_where_sessions_must_be_confirmed_the_door_alone_certifies_nothing(stop: Stop) -> None:
    attendee = seated(stop, "Anna Martin")
    AttendanceRule.objects.create(stop=stop, regime=AttendanceRule.Regime.TRAINING)

    assert operations.issue_all(stop, actor=None) == []
    with pytest.raises(CertificateError) as refused:
        operations.issue(attendee, actor=None)
    assert refused.value.code == "unconfirmed"

    add_presence(attendee, at=NINE, session=stop.sessions.first(), reason="signed the sheet", actor=UserFactory())
    assert operations.issue(attendee, actor=None).minutes == 120


def test_who_was_noted_on_the_eve_alone_has_no_hours_and_no_certificate(stop: Stop) -> None:
    eve = seated(stop, "Anna Martin", at=NINE - 24 * HOUR)
    seated(stop, "Bruno Noël")

    assert [one.attendee.person.name for one in operations.issue_all(stop, actor=None)] == ["Bruno Noël"]
    with pytest.raises(CertificateError) as refused:
        operations.issue(eve, actor=None)
    assert refused.value.code == "unconfirmed"
    assert holding.tally_of(holding.everybody(stop)).unconfirmed == 1


def test_of_a_stop_without_sessions_whoever_came_gets_one_without_hours() -> None:
    stop = StopFactory(held=True)
    seated(stop, "Anna Martin")

    assert [one.minutes for one in operations.issue_all(stop, actor=None)] == [0]


def test_one_person_has_one_that_stands(stop: Stop) -> None:
    attendee = seated(stop, "Anna Martin")
    first = operations.issue(attendee, actor=None)
    with pytest.raises(CertificateError) as refused:
        operations.issue(attendee, actor=None)
    assert refused.value.code == "issued_already"

    operations.revoke(first, reason="Issued twice on paper.", actor=None)
    second = operations.issue(attendee, actor=None)

    assert numbers(stop) == [(1, "Anna Martin", False), (2, "Anna Martin", True)]
    assert second.code != first.code
    with pytest.raises(CertificateError):
        operations.revoke(second, reason=" ", actor=None)


def test_presence_corrected_later_revokes_and_issues_anew(stop: Stop) -> None:
    actor = UserFactory()
    seated(stop, "Anna Martin")
    gone, late = seated(stop, "Bruno Noël"), seated(stop, "Zoé Petit")
    operations.issue_all(stop, actor=actor)
    take_back_presence(gone, reason="was at home", actor=actor)
    take_back_presence(late, reason="came later", actor=actor)
    add_presence(late, at=NINE + 2 * HOUR, reason="came later", actor=actor)
    assert holding.tally_of(holding.everybody(stop)).overtaken == 2

    replaced = operations.bring_up_to_date(stop, actor=actor)

    assert ([one.number for one in replaced.revoked], [one.minutes for one in replaced.issued]) == ([2, 3], [60])
    assert numbers(stop) == [
        (1, "Anna Martin", True), (2, "Bruno Noël", False), (3, "Zoé Petit", False), (4, "Zoé Petit", True),
    ]  # fmt: skip
    assert holding.tally_of(holding.everybody(stop)).overtaken == 0


def test_one_revoked_by_hand_is_issued_again_by_name_alone(stop: Stop) -> None:
    wrong, right = seated(stop, "Anna Martin"), seated(stop, "Zoé Petit")
    first, _second = operations.issue_all(stop, actor=None)
    operations.revoke(first, reason="Wrong person.", actor=None)
    tally = holding.tally_of(holding.everybody(stop))
    assert (tally.valid, tally.waiting, tally.withdrawn) == (1, 0, 1)

    assert operations.issue_all(stop, actor=None) == []
    assert operations.issue(wrong, actor=None).number == 3
    assert holding.tally_of(holding.everybody(stop)).withdrawn == 0
    assert right.certificates.get().number == 2


def test_one_that_presence_took_away_is_issued_with_all_once_presence_is_back(stop: Stop) -> None:
    actor = UserFactory()
    anna = seated(stop, "Anna Martin")
    operations.issue_all(stop, actor=actor)
    take_back_presence(anna, reason="was at home", actor=actor)
    operations.bring_up_to_date(stop, actor=actor)
    add_presence(anna, at=NINE, reason="she was there", actor=actor)

    assert [one.number for one in operations.issue_all(stop, actor=actor)] == [2]


def test_those_that_presence_has_overtaken_are_neither_counted_nor_printed(stop: Stop) -> None:
    gone = seated(stop, "Anna Martin", email="")
    seated(stop, "Zoé Petit", email="")
    operations.issue_all(stop, actor=None)
    take_back_presence(gone, reason="was at home", actor=UserFactory())

    tally = holding.tally_of(holding.everybody(stop))

    assert (tally.valid, tally.printable, tally.overtaken, tally.without_address) == (1, 1, 1, 1)
    assert [one.attendee.person.name for one in queries.to_print(stop)] == ["Zoé Petit"]


def test_whoever_had_one_that_is_revoked_is_told_in_their_language_without_the_team_s_reason(stop: Stop) -> None:
    anna, zoe = seated(stop, "Anna Martin"), seated(stop, "Zoé Petit")
    zoe.registration.language = "en"
    zoe.registration.save()
    first, second = operations.issue_all(stop, actor=None)
    with pytest.raises(CertificateError) as refused:
        operations.revoke(first, reason="Ill.", note="It was not yours.", actor=None)
    assert refused.value.field == "note"

    operations.revoke(first, reason="Ill.", actor=None)
    operations.revoke(second, reason="Secret.", tell=True, note="It was\nnot yours.", actor=None)

    letter = OutboxMessage.objects.get()
    assert (letter.to_address, letter.language) == (zoe.person.email, "en")
    assert [words in letter.text for words in ("no. 2", "It was\nnot yours.", "Secret")] == [True, True, False]
    assert anna.certificates.get().revoked_at is not None


def test_the_next_one_says_which_it_replaces_and_who_gets_none_is_told(stop: Stop) -> None:
    actor = UserFactory()
    gone, late = seated(stop, "Anna Martin"), seated(stop, "Zoé Petit")
    late.registration.language = "en"
    late.registration.save()
    operations.issue_all(stop, actor=actor)
    operations.send(stop, expected=2, actor=actor)
    take_back_presence(gone, reason="was at home", actor=actor)
    take_back_presence(late, reason="came later", actor=actor)
    add_presence(late, at=NINE + 2 * HOUR, reason="came later", actor=actor)
    assert holding.tally_of(holding.everybody(stop)).bereft == 1
    OutboxMessage.objects.all().delete()

    operations.bring_up_to_date(stop, tell=True, actor=actor)
    told = OutboxMessage.objects.get()
    operations.send(stop, expected=1, actor=actor)

    new = OutboxMessage.objects.exclude(pk=told.pk).get()
    assert (told.to_address, new.to_address) == (gone.person.email, late.person.email)
    assert "It replaces no. 2" in new.text


def test_each_is_written_to_once_in_their_language(stop: Stop) -> None:
    anna, zoe = seated(stop, "Anna Martin"), seated(stop, "Zoé Petit")
    seated(stop, "Sans Adresse", email="")
    zoe.registration.language = "en"
    zoe.registration.save()
    operations.issue_all(stop, actor=None)
    with pytest.raises(CertificateError):
        operations.send(stop, expected=3, actor=None)

    assert operations.send(stop, expected=2, actor=UserFactory()) == 2

    letters = {one.to_address: one for one in OutboxMessage.objects.all()}
    assert {address: one.language for address, one in letters.items()} == {
        anna.person.email: "fr", zoe.person.email: "en",
    }  # fmt: skip
    assert "/en/t/" in letters[zoe.person.email].text
    assert "certificate.pdf" in letters[zoe.person.email].text
    assert holding.tally_of(holding.everybody(stop)).to_send == 0
    with pytest.raises(CertificateError):
        operations.send(stop, expected=2, actor=None)


def test_erasing_a_person_leaves_the_certificate_without_a_name(stop: Stop) -> None:
    attendee = seated(stop, "Anna Martin")
    certificate = operations.issue(attendee, actor=None)
    operations.revoke(certificate, reason="Anna Martin asked for it.", actor=None)
    again = operations.issue(attendee, actor=None)

    erase_person(attendee.person, actor=None)

    certificate.refresh_from_db()
    assert (certificate.reason, certificate.revoked_at is None) == ("", False)
    assert list(queries.valid_of(stop)) == []
    assert holding.tally_of(holding.everybody(stop)).valid == 1
    assert Certificate.objects.get(pk=again.pk).revoked_at is None


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_many(stop: Stop, people: int, django_assert_num_queries) -> None:
    for number in range(people):
        seated(stop, f"Anna Martin {number}")
    operations.issue_all(stop, actor=None)

    with django_assert_num_queries(6):
        holding.everybody(stop)
