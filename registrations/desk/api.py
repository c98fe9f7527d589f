"""Check-ins over the API: noting people as here, and reading who is."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Session, Stop, Tour
from events.team.queries import co_hosted_stops, roles_of
from registrations.desk.operations import DeskError, Noted, check_in, is_on_a_day_of
from registrations.desk.rows import party_of
from registrations.desk.rules import runs_door, runs_some_door
from registrations.models import Attendee, CheckIn
from tournee.api.bodies import validated
from tournee.api.views import ReadViewSet
from tournee.web.access import signed_in

_CLOCKS_DIFFER = datetime.timedelta(minutes=10)


class CheckInSerializer(serializers.ModelSerializer[CheckIn]):
    """Somebody was here. To note it, give `attendee` or `code`; sent again with the same `id`, it is one fact."""

    id = serializers.UUIDField(source="nonce", required=False, help_text=_("made by the device, new for each fact"))
    stop = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    attendee = serializers.UUIDField(source="attendee.public_id", required=False, help_text=_("the attendee’s id"))
    code = serializers.CharField(
        source="attendee.code", required=False, max_length=20, help_text=_("the code on the ticket")
    )
    session = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Session.objects.all(), required=False, allow_null=True
    )
    name = serializers.CharField(source="attendee.person.name", read_only=True)
    firm = serializers.SerializerMethodField(help_text=_("the firm or organisation they come from"))

    class Meta:
        model = CheckIn
        fields = ["id", "stop", "session", "attendee", "code", "name", "firm", "at", "how"]
        read_only_fields = ["how"]

    def get_firm(self, fact: CheckIn) -> str:
        """Its name, or nothing."""
        return party_of(fact.attendee.person)

    def validate_at(self, at: datetime.datetime) -> datetime.datetime:
        """By the device’s clock, which may be a little fast."""
        if at > timezone.now() + _CLOCKS_DIFFER:
            raise serializers.ValidationError(_("This moment is still to come."), code="to_come")
        return at


class CheckInFilter(django_filters.FilterSet):
    """Which check-ins: of a stop, of a session."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    session = django_filters.UUIDFilter("session__public_id", help_text=_("the session’s id"))


class CheckInViewSet(ReadViewSet):
    """Check-ins that stand, by the id their device gave them."""

    title = _("Check-ins")
    says = _("Who was noted as here, for the editors of a tour and the co-hosts of a stop.")
    serializer_class = CheckInSerializer
    filterset_class = CheckInFilter
    lookup_field = "nonce"
    lookup_url_kwarg = "id"
    lookup_value_converter = "uuid"
    access = {"list": signed_in, "retrieve": runs_door, "create": runs_door}

    def get_queryset(self) -> QuerySet[CheckIn]:
        """Those of the stops whose door the caller runs, in order of time."""
        roles = roles_of(self.request.user)
        found = CheckIn.objects.standing().filter(direction=CheckIn.Direction.IN)
        if not roles.administrator:
            edited = roles.edited
            found = found.filter(Q(stop__tour__in=edited) | Q(stop__in=co_hosted_stops(self.request.user)))
        return found.select_related("stop", "session", "attendee__person__company").order_by("at", "pk")

    def access_about(self) -> object:
        """The stop of whom a check-in is about. Whoever runs a door is told when nobody has that id or code."""
        if self.action != "create":
            return None
        if self._attendee is None and runs_some_door.test(self.request.user):
            raise serializers.ValidationError(
                {"attendee": [_("Give the id of an attendee, or the code of a ticket.")]}, code="no_such_attendee"
            )
        return self._attendee.stop if self._attendee else Tour(pk=0)

    @cached_property
    def _attendee(self) -> Attendee | None:
        """Whom the body names, by id or by code."""
        body = self.request.data if isinstance(self.request.data, Mapping) else {}
        people = Attendee.objects.select_related("stop__tour", "person__company")
        if wanted := body.get("attendee"):
            try:
                return people.filter(public_id=uuid.UUID(str(wanted))).first()
            except ValueError:
                return None
        code = str(body.get("code") or "").strip().upper()
        return people.filter(code=code).first() if code and "\x00" not in code else None

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Note somebody as here: 201, or 200 where the same fact was there."""
        values = validated(self.get_serializer(data=request.data))
        if self._attendee is None:
            raise PermissionDenied
        _require_day_of(self._attendee.stop, values.get("at"))
        noted = Noted(
            actor=self.actor,
            nonce=values.get("nonce") or uuid.uuid4(),
            at=values.get("at"),
            how=CheckIn.How.SCAN,
        )
        fact = check_in(self._attendee, noted, session=values.get("session"))
        if fact.attendee_id != self._attendee.pk:
            raise DeskError(_("This id belongs to another check-in. Make a new one for each."), code="id_used")
        return self.answered(fact, 201 if fact.nonce == noted.nonce else 200)


def _require_day_of(stop: Stop, at: datetime.datetime | None) -> None:
    """A fact that comes late is taken; one of another day is a clock gone wrong, and would count as presence."""
    if at is not None and not is_on_a_day_of(stop, at):
        raise serializers.ValidationError({"at": [_("The stop was not on that day.")]}, code="another_day")
