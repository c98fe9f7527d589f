"""Registrations over the API for the editors of a tour: everything their pages do, by the same operations."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Session, Stop
from events.planning.api.steps import step
from events.team.rules import edits_any_tour, edits_tour
from registrations.booking import api, operations
from registrations.booking.api import AttendeeBody, RegistrationSerializer
from registrations.booking.errors import BookingError
from registrations.booking.exchange.api import TakesPeople
from registrations.booking.operations.approving import approve, refuse
from registrations.booking.operations.moving import move_registration
from registrations.booking.questions.api import answers_given
from registrations.booking.questions.queries import questions_of
from registrations.booking.request import PersonRequest
from registrations.booking.untold import untold
from registrations.models import Attendee, Registration, Seat
from tournee.accounts.models import User


class TellBody(serializers.Serializer[Any]):
    """Whether those concerned are written to; whoever gets a seat by it is told in any case."""

    tell = serializers.BooleanField(required=False, default=True)


class AddBody(TellBody, AttendeeBody):
    """One more person of a registration."""


class PersonBody(TellBody):
    """One person of a registration, by their id."""

    attendee = serializers.UUIDField()


class SessionsBody(PersonBody):
    """All sessions that a person comes to, by their ids."""

    sessions = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=50)


class ReplaceBody(PersonBody):
    """Who comes instead."""

    name = api.LineField(max_length=120)
    email = serializers.EmailField(max_length=api.EMAIL_LENGTH, required=False, allow_blank=True)


class MoveBody(TellBody):
    """Another stop of the tour, and its sessions for everybody."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    sessions = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=50)


class RefuseBody(serializers.Serializer[Any]):
    """Why; the party reads it."""

    reason = serializers.CharField(max_length=300)


def _sessions(stop: Stop, wanted: list[uuid.UUID]) -> frozenset[int]:
    """Their ids; one that is no session of the stop is left for the operation to refuse."""
    ids = dict(Session.objects.filter(stop=stop).values_list("public_id", "pk"))
    return frozenset(ids.get(one, 0) for one in wanted)


def _attendee(registration: Registration, body: Mapping[str, Any]) -> Attendee:
    found = registration.attendees.select_related("person").filter(public_id=body["attendee"], cancelled_at=None)
    attendee = found.first()
    if attendee is None:
        raise BookingError(_("Nobody with this id comes by this registration."), code="no_such_attendee")
    attendee.registration = registration
    return attendee


def _add(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    person = PersonRequest(
        body["name"], body.get("email", ""), sessions=_sessions(registration.stop, body["sessions"]),
        needs=body["needs"], no_photographs=body["no_photographs"],
        answers=answers_given(questions_of(registration.stop), body["answers"], of_each=True),
    )  # fmt: skip
    with untold(registration, unless=body["tell"]):
        operations.add_attendee(registration, person, actor=actor)


def _cancel(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    with untold(registration, unless=body["tell"]):
        operations.cancel_registration(registration, actor=actor)


def _withdraw(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    attendee = _attendee(registration, body)
    with untold(registration, unless=body["tell"]):
        operations.cancel_attendee(attendee, actor=actor)


def _change_sessions(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    attendee, wanted = _attendee(registration, body), _sessions(registration.stop, body["sessions"])
    with untold(registration, unless=body["tell"]):
        operations.change_sessions(attendee, wanted, actor=actor)


def _replace(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    attendee = _attendee(registration, body)
    with untold(registration, unless=body["tell"]):
        operations.replace_attendee(attendee, PersonRequest(body["name"], body.get("email", "")), actor=actor)


def _move(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    stop: Stop = body["stop"]
    with untold(registration, unless=body["tell"]):
        move_registration(registration, stop, _sessions(stop, body["sessions"]), actor=actor)


def _approve(registration: Registration, _body: Mapping[str, Any], actor: User) -> None:
    if not approve([registration], actor=actor):
        raise BookingError(_("It does not wait for approval."), code="not_awaiting_approval")


def _refuse(registration: Registration, body: Mapping[str, Any], actor: User) -> None:
    if not refuse([registration], body["reason"], actor=actor):
        raise BookingError(_("It does not wait for approval."), code="not_awaiting_approval")


class TeamRegistrationFilter(api.RegistrationFilter):
    """Which registrations: as lists are filtered, of a stop or of a tour."""

    seats = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in Seat.LIVE],
        method="by_seats",
        help_text=_("with a seat in this state"),
    )
    party = django_filters.ChoiceFilter(choices=Registration.Party.choices, help_text=_("who registers"))
    origin = django_filters.ChoiceFilter(choices=Registration.Origin.choices, help_text=_("how it was made"))
    language = django_filters.CharFilter("language", help_text=_("the language they are written to in"))

    def by_seats(self, found: QuerySet[Registration], _name: str, state: str) -> QuerySet[Registration]:
        """Those with a seat in that state."""
        seats = Seat.objects.filter(attendee__registration=OuterRef("pk"), state=state)
        return found.filter(Exists(seats))


class RegistrationViewSet(TakesPeople, api.RegistrationViewSet):
    """Registrations, by their id."""

    filterset_class = TeamRegistrationFilter
    access = {
        "list": edits_any_tour,
        **dict.fromkeys(
            (
                "retrieve", "create", "cancel", "add", "withdraw", "sessions", "replace", "move", "approve", "refuse",
                "import_people",
            ),
            edits_tour,
        ),
    }  # fmt: skip

    cancel = step("cancel", _cancel, asks=TellBody, answers=RegistrationSerializer)
    add = step("add", _add, asks=AddBody, answers=RegistrationSerializer)
    withdraw = step("withdraw", _withdraw, asks=PersonBody, answers=RegistrationSerializer)
    sessions = step("sessions", _change_sessions, asks=SessionsBody, answers=RegistrationSerializer)
    replace = step("replace", _replace, asks=ReplaceBody, answers=RegistrationSerializer)
    move = step("move", _move, asks=MoveBody, answers=RegistrationSerializer)
    approve = step("approve", _approve, answers=RegistrationSerializer)
    refuse = step("refuse", _refuse, asks=RefuseBody, answers=RegistrationSerializer)
