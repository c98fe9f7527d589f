"""A change is rehearsed with all that follows from it, shown, and taken back."""

import datetime
from typing import Any

import pytest

from events.models import Stop
from events.planning import announcements
from events.planning.operations import cancel_stop, edit_stop, move_stop, postpone_stop, reschedule_stop
from events.planning.telling.rehearsing import Rehearsal, rehearse
from events.planning.telling.told import By, Kind
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.tournee.factories import UserFactory
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


def represented_by(stop: Stop, *names: str) -> None:
    """Co-hosted by an organisation for which these people have an account."""
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=stop)
    for name in names:
        user = UserFactory(name=name)
        MembershipFactory(user=user, tour=None, organisation=organisation, role="representative")


def cancelled(stop: Stop) -> Rehearsal:
    return rehearse(
        stop, Kind.CANCELLED, lambda copy: cancel_stop(copy, reason_fr="Salle fermée.", actor=None), actor=UserFactory()
    )


def by(rehearsal: Rehearsal, how: By) -> list[str]:
    return [told.who for told in rehearsal.told if told.by == how]


def test_nothing_of_a_rehearsal_stays() -> None:
    stop = StopFactory(published=True)
    represented_by(stop, "Ana Exemple")

    rehearsal = cancelled(stop)

    stop.refresh_from_db()
    assert rehearsal.messages == 1
    assert (stop.state, stop.sequence, stop.version) == ("published", 0, 1)
    assert not OutboxMessage.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_whoever_would_be_written_to_is_named_with_the_message_they_will_read() -> None:
    stop = StopFactory(published=True)
    represented_by(stop, "Bo Exemple", "Ana Exemple")

    (told,) = (told for told in cancelled(stop).told if told.by == By.MAIL)
    cancel_stop(stop, reason_fr="Salle fermée.", actor=None)

    sent = list(OutboxMessage.objects.order_by("pk"))
    assert (told.who, told.count) == ("Ana Exemple, Bo Exemple", len(sent))
    assert told.letter is not None
    assert told.letter.subject == sent[0].subject
    assert all(line in sent[0].text for line in told.letter.beginning)
    assert not any("://" in line for line in told.letter.beginning)


def test_whoever_has_no_account_is_told_by_whoever_changes_it() -> None:
    stop = StopFactory(published=True)
    partnership = PartnershipFactory(stop=stop, organisation__name_fr="Université du Pays")
    person = ContactPersonFactory(organisation=partnership.organisation, name="Cléo Exemple", phone="+33 3 22 00 00 00")
    partnership.contact_persons.add(person)

    (told,) = (told for told in cancelled(stop).told if told.by == By.YOU)

    assert told.who == "Cléo Exemple (Université du Pays)"
    assert "+33 3 22 00 00 00" in told.said[0]


def test_a_contact_person_with_an_account_is_named_once() -> None:
    stop = StopFactory(published=True)
    represented_by(stop, "Ana Exemple")
    partnership = stop.partnerships.get()
    user = partnership.organisation.memberships.get().user
    ContactPersonFactory(organisation=partnership.organisation, email=user.email.upper())

    assert by(cancelled(stop), By.YOU) == []


def test_a_co_host_that_nobody_reaches_is_named_too() -> None:
    stop = StopFactory(published=True)
    PartnershipFactory(stop=stop, organisation__name_fr="Université du Pays")

    assert by(cancelled(stop), By.YOU) == ["Université du Pays"]


def test_with_nobody_to_write_to_the_page_and_the_calendars_remain() -> None:
    rehearsal = cancelled(StopFactory(published=True))

    assert rehearsal.messages == 0
    assert [told.by for told in rehearsal.told] == [By.PAGE, By.CALENDAR]
    assert "Salle fermée." in rehearsal.told[0].said[0]


def test_a_stop_nobody_has_seen_or_hosts_tells_nobody() -> None:
    assert cancelled(StopFactory(confirmed=True)).told == ()


def test_a_change_of_words_tells_nobody() -> None:
    stop = StopFactory(published=True)
    represented_by(stop, "Ana Exemple")

    def take(copy: Any) -> None:
        edit_stop(copy, {"title_fr": "Innover"}, expected_version=None, actor=None)

    assert rehearse(stop, Kind.MOVED, take, actor=UserFactory()).told == ()


def test_what_refuses_the_change_refuses_its_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = StopFactory(published=True)

    def refuse(_change: object) -> None:
        raise OperationError("Pas maintenant.", code="not_now")

    monkeypatch.setattr(announcements.stop_cancelled, "_subscribers", [("tests", refuse)])

    with pytest.raises(OperationError, match="Pas maintenant"):
        cancelled(stop)


def test_tasks_counted_from_the_date_follow_it() -> None:
    stop = StopFactory(published=True)
    stop.tasks.create(title_fr="Réserver la salle", days=-10)
    stop.tasks.create(title_fr="Le jour dit", due_on=datetime.date(2031, 6, 1))

    def take(copy: Any) -> None:
        move_stop(copy, {"starts_on": datetime.date(2031, 6, 20)}, reason_fr="Grève.", actor=None)

    follows = [told for told in rehearse(stop, Kind.MOVED, take, actor=UserFactory()).told if told.by == By.FOLLOWS]

    assert [told.count for told in follows] == [1]


def test_what_clashes_at_the_new_time_is_said() -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    fourteenth_of_july = datetime.date(2031, 7, 14)

    def take(copy: Any) -> None:
        move_stop(copy, {"starts_on": fourteenth_of_july}, reason_fr="Grève.", actor=None)

    rehearsal = rehearse(stop, Kind.MOVED, take, actor=UserFactory())

    assert any(conflict.day == fourteenth_of_july for conflict in rehearsal.conflicts)


def test_a_postponed_stop_is_uncertain_and_rescheduled_again_certain() -> None:
    stop = StopFactory(published=True)
    postpone_stop(stop, reason_fr="Grève.", actor=None)

    def take(copy: Any) -> None:
        reschedule_stop(copy, starts_on=datetime.date(2031, 9, 18), actor=None)

    rehearsal = rehearse(stop, Kind.RESCHEDULED, take, actor=UserFactory())

    assert [told.by for told in rehearsal.told] == [By.PAGE, By.CALENDAR]
    stop.refresh_from_db()
    assert (stop.state, stop.starts_on) == ("postponed", None)
