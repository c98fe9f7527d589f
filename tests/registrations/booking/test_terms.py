"""On which terms a stop takes registrations: each refusal in plain words, beside what caused it."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone, translation

from events.models import Session, Stop
from registrations.booking.errors import BookingError
from registrations.booking.operations import (
    accept_offer,
    add_attendee,
    approve,
    cancel_registration,
    change_sessions,
    decline_offer,
    edit_attendee,
    promote,
    refuse,
    register,
)
from registrations.booking.operations.open_stop import refusal
from registrations.booking.request import FirmRequest, PersonRequest
from registrations.booking.terms.codes import code_named
from registrations.booking.terms.operations import add_code, add_terms, edit_code, save_terms, withdraw_code
from registrations.booking.terms.queries import awaiting_approval
from registrations.booking.upkeep import serve_waiting_lists
from registrations.models import AccessCode, Registration, Seat, SetAside, WaitingEntry
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.booking.test_seats import a_firm, states, taken
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def on_terms(stop: Stop, **values: object) -> Stop:
    """The stop, read again with those terms."""
    save_terms(stop, values, expected_version=None, actor=None)
    return Stop.objects.select_related("tour").get(pk=stop.pk)


def a_code(stop: Stop, session: Session | None = None, seats: int = 0, *, code: str = "Été 31") -> AccessCode:
    until = timezone.now() + 24 * HOUR if seats else None
    set_aside = {session.pk: seats} if session else {}
    return add_code(stop, {"code": code, "until": until}, set_aside=set_aside, actor=None)


def refused(operation) -> BookingError:
    with pytest.raises(BookingError) as error:
        operation()
    return error.value


# The window


@pytest.mark.parametrize(
    ("terms", "code", "words"),
    [
        ({"opens_at": 3 * HOUR}, "opens_later", "Registration opens on"),
        ({"closes_at": -3 * HOUR}, "closed", "Registration has been closed since"),
    ],
)
def test_outside_the_window_nobody_registers_and_reads_when(stop, terms, code, words):
    session = SessionFactory(stop=stop)
    now = timezone.now()
    stop = on_terms(stop, **{name: now + shift for name, shift in terms.items()})

    error = refused(lambda: register(stop, a_firm(session)))
    with translation.override("en"):
        said = str(refusal(stop, now))

    assert error.code == code
    assert said.startswith(words)
    assert register(stop, a_firm(session, origin=Registration.Origin.TEAM)).pk  # the team may


def test_once_closed_one_gives_up_a_session_and_takes_no_other(stop):
    first, second, third = SessionFactory.create_batch(3, stop=stop)
    attendee = register(stop, a_firm(first, second)).attendees.get()
    on_terms(stop, closes_at=timezone.now() - HOUR)

    assert refused(lambda: change_sessions(attendee, {third.pk})).code == "closed"
    change_sessions(attendee, {first.pk})

    assert taken(second) == 0


def test_nobody_is_promoted_after_closing(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, waiting = register(stop, a_firm(session)), register(stop, a_firm(session))
    on_terms(stop, closes_at=timezone.now() - HOUR)

    cancel_registration(holder)

    assert states(waiting) == ["waitlisted"]


def test_nobody_is_promoted_once_the_session_has_begun(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, waiting = register(stop, a_firm(session)), register(stop, a_firm(session))
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - HOUR)

    cancel_registration(holder)

    assert states(waiting) == ["waitlisted"]


# Who


def test_a_closed_list_takes_those_with_a_code_however_they_type_it(stop):
    session = SessionFactory(stop=stop)
    a_code(stop)
    stop = on_terms(stop, with_code_only=True)

    error = refused(lambda: register(stop, a_firm(session)))
    registration = register(stop, a_firm(session, access_code=code_named(stop, " ETE  31 ")))

    assert (error.code, error.field) == ("code_needed", "access_code")
    assert states(registration) == ["confirmed"]


def test_a_code_of_another_stop_or_one_withdrawn_opens_nothing(stop):
    session, code = SessionFactory(stop=stop), a_code(stop)
    strange = a_code(StopFactory(published=True), code="autre")
    withdraw_code(code, actor=None)

    for one in (code, strange):
        assert refused(lambda one=one: register(stop, a_firm(session, access_code=one))).code == "unknown_code"
    assert code_named(stop, "été 31") is None


def test_so_many_people_of_one_firm_over_all_its_registrations(stop):
    session = SessionFactory(stop=stop, capacity=9)
    stop = on_terms(stop, maximum_per_firm=3)
    first = register(stop, a_firm(session, people=2))

    error = refused(lambda: register(stop, a_firm(session, people=2)))
    register(stop, a_firm(session))
    added = refused(lambda: add_attendee(first, PersonRequest("Bo", sessions=frozenset({session.pk}))))
    other = register(stop, replace(a_firm(session), firm=FirmRequest("Autre atelier fictif")))

    assert (error.code, error.field, error.attendee) == ("firm_full", "attendees", 1)
    assert added.code == "firm_full"
    assert states(other) == ["confirmed"]
    assert taken(session) == 4


def test_firms_of_one_name_are_one_unless_both_are_known_by_their_numbers(stop):
    session = SessionFactory(stop=stop, capacity=9)
    stop = on_terms(stop, maximum_per_firm=1)

    def firm(*siren: str):
        known = FirmRequest("Atelier fictif", "Albert", identifiers=tuple(("siren", one) for one in siren))
        return register(stop, replace(a_firm(session), firm=known))

    firm("732829320")

    assert states(firm("552100554")) == ["confirmed"]
    assert refused(firm).code == "firm_full"


def test_a_stop_gets_its_first_terms_once(stop):
    add_terms(stop, {"approval": True}, actor=None)

    assert refused(lambda: add_terms(stop, {"approval": False}, actor=None)).code == "known"


def test_a_contact_keeps_an_address_behind_their_own_link(stop):
    one = register(stop, _with_address(SessionFactory(stop=stop))).attendees.get()

    error = refused(lambda: edit_attendee(one, {"email": ""}, expected_version=None))

    assert (error.code, error.field) == ("required", "email")


# Approval


def test_what_is_to_be_approved_holds_its_seats_and_is_not_confirmed(stop):
    session = SessionFactory(stop=stop, capacity=1)
    stop = on_terms(stop, approval=True)

    asked = register(stop, a_firm(session))
    later = register(stop, a_firm(session))

    assert (states(asked), states(later)) == (["pending"], ["waitlisted"])
    assert taken(session) == 1
    assert list(awaiting_approval(stop)) == [asked, later]


def test_approved_it_is_confirmed_once_and_told(stop):
    session = SessionFactory(stop=stop, capacity=1)
    stop = on_terms(stop, approval=True)
    asked = register(stop, _with_address(session))
    before = OutboxMessage.objects.count()

    assert approve([asked], actor=None) == [asked]
    assert approve([asked], actor=None) == []

    assert states(asked) == ["confirmed"]
    assert OutboxMessage.objects.count() == before + 1
    assert HistoryEntry.objects.filter(action="registration.approve").count() == 1


def _with_address(session: Session):
    person = PersonRequest("Ana Exemple", "ana@example.org", sessions=frozenset({session.pk}))
    return replace(a_firm(session), contact_email="ana@example.org", attendees=[person])


def test_refused_it_ends_and_its_seats_go_to_who_waits(stop):
    session = SessionFactory(stop=stop, capacity=1)
    stop = on_terms(stop, approval=True)
    asked, waiting = register(stop, _with_address(session)), register(stop, a_firm(session))
    approve([waiting], actor=None)

    assert refused(lambda: refuse([asked], " ", actor=None)).field == "reason"
    refuse([asked], "Cette étape est pour les firmes du bois.", actor=None)

    assert asked.state == Registration.State.CANCELLED
    assert states(waiting) == ["confirmed"]
    assert "firmes du bois" in OutboxMessage.objects.latest("pk").text


def test_the_team_enters_whom_it_likes_without_approving_it(stop):
    session = SessionFactory(stop=stop)
    stop = on_terms(stop, approval=True, with_code_only=True, maximum_per_firm=1)

    entered = register(stop, a_firm(session, people=2, origin=Registration.Origin.TEAM))

    assert states(entered) == ["confirmed", "confirmed"]


# Seats set aside


def test_seats_set_aside_are_taken_for_all_but_those_with_the_code(stop):
    session = SessionFactory(stop=stop, capacity=3)
    code = a_code(stop, session, 2)

    register(stop, a_firm(session))
    without = register(stop, a_firm(session))
    holder = register(stop, a_firm(session, access_code=code))

    assert (states(without), states(holder)) == (["waitlisted"], ["confirmed"])
    assert (taken(session), SetAside.objects.get().left) == (3, 1)


def test_what_a_holder_gives_up_is_set_aside_again(stop):
    session = SessionFactory(stop=stop, capacity=3)
    code = a_code(stop, session, 2)
    holders = [
        register(stop, a_firm(session, access_code=code, people=2)),
        register(stop, a_firm(session, access_code=code)),
    ]
    waiting = register(stop, a_firm(session))

    cancel_registration(holders[1])  # the third: it had a seat of everybody's
    cancel_registration(holders[0])

    assert states(waiting) == ["confirmed"]
    assert (taken(session), SetAside.objects.get().left) == (3, 2)


def test_once_the_date_is_over_what_is_left_goes_to_who_waits_then_to_all(stop):
    session = SessionFactory(stop=stop, capacity=2)
    code = a_code(stop, session, 2)
    waiting = register(stop, a_firm(session))
    AccessCode.objects.update(until=timezone.now())

    serve_waiting_lists()

    assert states(waiting) == ["confirmed"]
    assert (taken(session), SetAside.objects.get().left) == (1, 0)
    assert states(register(stop, a_firm(session, access_code=code))) == ["confirmed"]


def test_no_more_can_be_set_aside_than_is_free(stop):
    session = SessionFactory(stop=stop, capacity=3)
    register(stop, a_firm(session))
    code = a_code(stop, session, 1)

    error = refused(lambda: edit_code(code, {}, set_aside={session.pk: 3}, expected_version=None, actor=None))
    edit_code(code, {}, set_aside={session.pk: 2}, expected_version=None, actor=None)

    assert (error.code, error.field) == ("not_free", f"session_{session.pk}")
    assert taken(session) == 3


def test_withdrawn_a_code_sets_its_seats_free(stop):
    session = SessionFactory(stop=stop, capacity=1)
    code = a_code(stop, session, 1)
    waiting = register(stop, a_firm(session))

    withdraw_code(code, actor=None)

    assert states(waiting) == ["confirmed"]


@pytest.mark.parametrize(
    ("values", "seats", "field"),
    [
        ({"code": "ETE 31"}, 0, "code"),
        ({"code": " – "}, 0, "code"),
        ({"code": "autre"}, 1, "until"),
        ({"code": "autre", "until": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, 1, "until"),
    ],
)
def test_what_is_wrong_with_a_code_is_said_beside_its_field(stop, values, seats, field):
    session = SessionFactory(stop=stop, capacity=3)
    a_code(stop)

    error = refused(lambda: add_code(stop, values, set_aside={session.pk: seats}, actor=None))

    assert error.field == field


# The waiting list


def test_a_smaller_party_passes_a_larger_one_only_where_allowed_and_the_record_shows_it(stop):
    session = SessionFactory(stop=stop, capacity=3)
    holders = [register(stop, a_firm(session)) for _ in range(3)]
    group, single = register(stop, a_firm(session, people=2)), register(stop, a_firm(session))
    stop = on_terms(stop, smaller_may_pass=True)

    cancel_registration(holders[0])

    assert (states(group), states(single)) == (["waitlisted"] * 2, ["confirmed"])
    assert single.waiting_entries.get().passed == 1


def test_whoever_passes_on_arrival_has_an_entry_that_shows_it(stop):
    session = SessionFactory(stop=stop, capacity=2)
    register(stop, a_firm(session))
    register(stop, a_firm(session, people=2))
    stop = on_terms(stop, smaller_may_pass=True)

    single = register(stop, a_firm(session))

    entry = single.waiting_entries.get()
    assert (states(single), entry.passed, entry.state) == (["confirmed"], 1, WaitingEntry.State.PROMOTED)


def test_what_came_free_for_a_group_is_not_taken_by_whoever_comes_before_it_is_served(stop):
    session = SessionFactory(stop=stop, capacity=1)
    register(stop, a_firm(session))
    group = register(stop, a_firm(session, people=2))
    stop = on_terms(stop, smaller_may_pass=True)
    Session.objects.filter(pk=session.pk).update(capacity=3)  # and nobody has promoted yet

    single = register(stop, a_firm(session))
    promote(stop)

    assert (states(group), states(single)) == (["confirmed"] * 2, ["waitlisted"])


def test_a_freed_seat_is_offered_until_a_deadline_and_accepted_once(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, waiting = register(stop, a_firm(session)), register(stop, a_firm(session))
    stop = on_terms(stop, offer_hours=12)

    cancel_registration(holder)
    seat = Seat.objects.get(attendee__registration=waiting)
    assert (seat.state, taken(session)) == ("offered", 1)
    assert seat.offered_until - timezone.now() < 12 * HOUR
    accept_offer(waiting)

    assert states(waiting) == ["confirmed"]
    assert refused(lambda: accept_offer(waiting)).code == "no_offer"


def test_an_offer_lasts_until_registration_closes_at_most(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, waiting = register(stop, a_firm(session)), register(stop, a_firm(session))
    closes_at = timezone.now() + HOUR
    on_terms(stop, offer_hours=12, closes_at=closes_at)

    cancel_registration(holder)

    assert Seat.objects.get(attendee__registration=waiting).offered_until == closes_at


def test_an_offer_nobody_took_goes_to_the_next_and_comes_back_to_nobody(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, first, second = (register(stop, a_firm(session)) for _ in range(3))
    on_terms(stop, offer_hours=12)
    cancel_registration(holder)
    Seat.objects.filter(state="offered").update(offered_until=timezone.now())

    assert refused(lambda: accept_offer(first)).code == "no_offer"
    serve_waiting_lists()
    serve_waiting_lists()

    assert (states(first), states(second)) == (["expired"], ["offered"])
    assert taken(session) == 1


def test_an_offer_declined_goes_to_the_next_at_once(stop):
    session = SessionFactory(stop=stop, capacity=1)
    holder, first, second = (register(stop, a_firm(session)) for _ in range(3))
    on_terms(stop, offer_hours=12)
    cancel_registration(holder)

    decline_offer(first)
    cancel_registration(first)

    assert (states(first), states(second), taken(session)) == (["cancelled"], ["offered"], 1)
