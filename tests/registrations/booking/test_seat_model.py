"""Random operations against a plain model of the rules: after each, the database says what the model says."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Session, Stop
from registrations.booking import operations
from registrations.booking.errors import BookingError
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.booking.terms.operations import add_code, save_terms
from registrations.booking.upkeep import serve_waiting_lists
from registrations.models import AccessCode, Attendee, Registration, Seat, SetAside, WaitingEntry
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.booking.seat_model import LIVE, Model

pytestmark = pytest.mark.django_db
SESSIONS = 2
some_sessions = st.sets(st.integers(0, SESSIONS - 1), min_size=1)
number = st.integers(0, 30)
STEPS = st.one_of(
    *2 * [
        st.tuples(
            st.just("register"), st.integers(0, 2), st.sampled_from([None, None, 0]), st.integers(1, 3), some_sessions,
            st.booleans(),
        )
    ],
    st.tuples(st.just("change"), number, number, some_sessions),
    st.tuples(st.just("cancel"), number),
    st.tuples(st.just("cancel_person"), number, number),
    st.tuples(st.just("resize"), st.integers(0, SESSIONS - 1), st.one_of(st.none(), st.integers(0, 7))),
    st.tuples(
        st.just("terms"), st.booleans(), st.booleans(), st.booleans(), st.sampled_from([False, False, True]),
        st.sampled_from([None, None, 4]),
    ),
    st.tuples(st.sampled_from(["approve", "refuse", "accept", "decline", "expire", "leave"]), number),
    st.tuples(st.just("end_code")),
)  # fmt: skip


class World:
    """The stop in the database beside its model, and each step taken in both."""

    def __init__(self, capacities: list[int | None], aside: list[int]) -> None:
        self.stop: Stop = StopFactory(published=True)
        self.sessions = [SessionFactory(stop=self.stop, capacity=capacity) for capacity in capacities]
        until = timezone.now() + datetime.timedelta(days=2)
        kept = [
            seats if capacity is None else min(seats, capacity)
            for seats, capacity in zip(aside, capacities, strict=True)
        ]
        seats = {session.pk: number for session, number in zip(self.sessions, kept, strict=True)}
        self.code: AccessCode = add_code(self.stop, {"code": "ami", "until": until}, set_aside=seats, actor=None)
        self.model = Model(list(capacities), [kept])
        self.made: list[Registration] = []

    def take(self, step: tuple[Any, ...]) -> None:
        name, *values = step
        getattr(self, f"_{name}")(*values)

    def _which(self, number: int) -> tuple[Any, Registration] | None:
        if not self.made:
            return None
        place = number % len(self.made)
        found = Registration.objects.select_related("stop__tour", "contact", "company").get(pk=self.made[place].pk)
        return self.model.parties[place], found

    def _same(self, said: str, operation: Any) -> Any:
        """Both refuse, with the same word, or neither does."""
        if said:
            with pytest.raises(BookingError) as refused:
                operation()
            assert refused.value.code == said
            return None
        return operation()

    def _register(self, firm: int, code: int | None, people: int, sessions: set[int], together: bool) -> None:
        said = self.model.register(firm, code, people, sessions, all_or_none=together)
        chosen = frozenset(self.sessions[place].pk for place in sessions)
        request = RegistrationRequest(
            Registration.Party.FIRM, "P0", "",
            [PersonRequest(f"P{number}", sessions=chosen) for number in range(people)],
            firm=FirmRequest(f"Atelier fictif {firm}"), all_or_none=together,
            access_code=None if code is None else self.code,
        )  # fmt: skip
        if made := self._same(
            said, lambda: operations.register(Stop.objects.select_related("tour").get(pk=self.stop.pk), request)
        ):
            self.made.append(made)

    def _change(self, number: int, person: int, sessions: set[int]) -> None:
        if found := self._which(number):
            party, registration = found
            person %= party.people
            attendee = self._people(registration)[person]
            if party.live and person not in party.gone:
                said = self.model.change(party, person, sessions)
                wanted = {self.sessions[place].pk for place in sessions}
                self._same(said, lambda: operations.change_sessions(attendee, wanted))

    def _people(self, registration: Registration) -> list[Attendee]:
        people = list(Attendee.objects.filter(registration=registration).order_by("pk"))
        for attendee in people:
            attendee.registration = registration
        return people

    def _cancel(self, number: int) -> None:
        if found := self._which(number):
            self.model.cancel(found[0])
            operations.cancel_registration(found[1])

    def _cancel_person(self, number: int, person: int) -> None:
        if (found := self._which(number)) and found[0].live:
            person %= found[0].people
            self.model.cancel_person(found[0], person)
            operations.cancel_attendee(self._people(found[1])[person])

    def _resize(self, place: int, capacity: int | None) -> None:
        self.model.resize(place, capacity)
        Session.objects.filter(pk=self.sessions[place].pk).update(capacity=self.model.capacity[place])
        operations.promote(self.stop)

    def _terms(self, approval: bool, may_pass: bool, offers: bool, closed: bool, most: int | None) -> None:
        model = self.model
        model.approval, model.may_pass, model.offers, model.closed, model.most = (
            approval,
            may_pass,
            offers,
            closed,
            most,
        )
        model.serve()
        values = {
            "approval": approval, "smaller_may_pass": may_pass, "offer_hours": 12 if offers else None,
            "closes_at": timezone.now() if closed else None, "maximum_per_firm": most,
        }  # fmt: skip
        save_terms(Stop.objects.select_related("tour").get(pk=self.stop.pk), values, expected_version=None, actor=None)

    def _approve(self, number: int) -> None:
        if found := self._which(number):
            self.model.approve(found[0])
            operations.approve([found[1]], actor=None)

    def _refuse(self, number: int) -> None:
        if found := self._which(number):
            self.model.refuse(found[0])
            operations.refuse([found[1]], "Complet.", actor=None)

    def _accept(self, number: int) -> None:
        if (found := self._which(number)) and "offered" in found[0].seats.values():
            self.model.accept(found[0])
            operations.accept_offer(found[1])

    def _decline(self, number: int) -> None:
        if (found := self._which(number)) and "offered" in found[0].seats.values():
            self.model.end_offers(found[0], "cancelled")
            operations.decline_offer(found[1])

    def _expire(self, number: int) -> None:
        if found := self._which(number):
            offered = Seat.objects.filter(attendee__registration=found[1], state="offered")
            offered.update(offered_until=timezone.now())
            self.model.end_offers(found[0], "expired")
            serve_waiting_lists()

    def _leave(self, number: int) -> None:
        if (found := self._which(number)) and "waitlisted" in found[0].seats.values():
            self.model.leave(found[0])
            operations.leave_waiting_list(found[1])

    def _end_code(self) -> None:
        AccessCode.objects.filter(pk=self.code.pk).update(until=timezone.now())
        self.model.end_code(0)
        serve_waiting_lists()

    def check(self) -> None:
        """The database is what the model is, and each session counts what is taken and what is set aside."""
        kept = dict(SetAside.objects.filter(access_code=self.code).values_list("session_id", "left"))
        for place, session in enumerate(Session.objects.filter(stop=self.stop).order_by("pk")):
            taken = Seat.objects.filter(session=session, state__in=Seat.TAKING).count()
            assert session.seats_taken == taken + kept.get(session.pk, 0) == self.model.seats_taken(place)
            assert session.capacity is None or session.seats_taken <= session.capacity
        places = {session.pk: place for place, session in enumerate(self.sessions)}
        for party, made in zip(self.model.parties, self.made, strict=True):
            people = {attendee.pk: place for place, attendee in enumerate(self._people(made))}
            rows = list(Seat.objects.filter(attendee__in=people).values_list("attendee_id", "session_id", "state"))
            live = {(people[who], places[at]): state for who, at, state in rows if state in LIVE}
            assert live == {seat: state for seat, state in party.seats.items() if state in LIVE}
            entries = WaitingEntry.objects.filter(registration=made).order_by("pk").values_list("state", "passed")
            assert list(entries) == [(entry.state, entry.passed) for entry in party.entries]
            expired = Counter(state for _who, _at, state in rows)["expired"]
            assert expired >= Counter(party.seats.values())["expired"]


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 5), st.integers(1, 5)), min_size=SESSIONS, max_size=SESSIONS),
    st.lists(st.integers(0, 2), min_size=SESSIONS, max_size=SESSIONS),
    st.lists(STEPS, min_size=8, max_size=24),
)
@settings(
    max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_happens_the_database_is_what_the_rules_say(capacities, aside, steps):
    world = World(capacities, aside)
    for step in steps:
        world.take(step)
        world.check()
