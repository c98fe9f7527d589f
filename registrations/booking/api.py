"""Registrations over the API: for the editors of a tour; the public registers by the page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Session, Stop, Tour
from events.planning.api.steps import step
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.booking import operations
from registrations.booking.forms.fields import EMAIL_LENGTH, CompanyNumberField, OneLine
from registrations.booking.operations.open_stop import MAX_ATTENDEES
from registrations.booking.questions.api import ANSWERS, AnswersField, answers_given
from registrations.booking.questions.queries import questions_of
from registrations.booking.request import KIND_OF_PARTY, FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Attendee, Company, FormAnswer, Person, Registration, Seat, Trade
from tournee.api.views import Creates, ReadViewSet
from tournee.texts.languages import LANGUAGE_CHOICES


class LineField(serializers.CharField):
    """A text of one line."""

    def to_internal_value(self, data: Any) -> str:
        return OneLine(required=False).to_python(super().to_internal_value(data)) or ""


class SeatSerializer(serializers.ModelSerializer[Seat]):
    """One session of an attendee, and how it stands."""

    session = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)

    class Meta:
        model = Seat
        fields = ["session", "state", "since"]


class AttendeeSerializer(serializers.ModelSerializer[Attendee]):
    """A person of a registration, with the code of their ticket."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)
    email = serializers.CharField(source="person.email", read_only=True)
    seats = SeatSerializer(many=True, read_only=True)
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Attendee
        fields = ["id", "name", "email", "code", "needs", "no_photographs", "cancelled_at", "seats", "answers"]

    @extend_schema_field(ANSWERS)
    def get_answers(self, attendee: Attendee) -> dict[str, Any]:
        """What they answered to the organiser’s own questions, by code, as it is stored."""
        return _answers_of(attendee.registration, attendee.pk)


class CompanySerializer(serializers.ModelSerializer[Company]):
    """A firm as a registration names it."""

    id = serializers.UUIDField(source="public_id", read_only=True)

    class Meta:
        model = Company
        fields = ["id", "name", "town_name"]


class ContactSerializer(serializers.ModelSerializer[Person]):
    """Whom one writes to about a registration."""

    class Meta:
        model = Person
        fields = ["name", "email", "phone"]


class RegistrationSerializer(serializers.ModelSerializer[Registration]):
    """What one party sent for one stop."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    stop = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    company = CompanySerializer(read_only=True, allow_null=True)
    contact = ContactSerializer(read_only=True)
    attendees = AttendeeSerializer(many=True, read_only=True)
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Registration
        fields = [
            "id", "stop", "party", "company", "organisation_name", "contact", "language", "state", "origin",
            "registered_at", "cancelled_at", "attendees", "answers", "version",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ANSWERS)
    def get_answers(self, registration: Registration) -> dict[str, Any]:
        """What was answered once for all of them to the organiser’s own questions, by code, as it is stored."""
        return _answers_of(registration, None)


def _answers_of(registration: Registration, attendee: int | None) -> dict[str, Any]:
    rows = registration.form_answers.all()
    return {answer.question.code: answer.value for answer in rows if answer.attendee_id == attendee}


class FirmBody(serializers.Serializer[Any]):
    """A firm in its own words; `number` is a SIREN, SIRET or UK company number."""

    name = LineField(max_length=200)
    town = LineField(max_length=120, required=False, allow_blank=True, default="")
    headcount = serializers.IntegerField(min_value=1, max_value=500_000, required=False, allow_null=True, default=None)
    trade = serializers.ChoiceField(choices=Trade.choices, required=False, allow_blank=True, default="")
    number = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")

    def validate_number(self, number: str) -> tuple[tuple[str, str], ...]:
        """Told apart by its length, and checked."""
        try:
            return CompanyNumberField(required=False).clean(number)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages, code="bad_identifier") from error


class ContactBody(serializers.Serializer[Any]):
    """Whom to write to."""

    name = LineField(max_length=120)
    email = serializers.EmailField(max_length=EMAIL_LENGTH, required=False, allow_blank=True)
    phone = LineField(max_length=30, required=False, allow_blank=True, default="")


class AttendeeBody(serializers.Serializer[Any]):
    """Somebody who comes, and the ids of their sessions."""

    name = LineField(max_length=120)
    email = serializers.EmailField(max_length=EMAIL_LENGTH, required=False, allow_blank=True)
    sessions = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=50)
    needs = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    no_photographs = serializers.BooleanField(required=False, default=False)
    answers = AnswersField(required=False, default=dict)


class RegisterBody(serializers.Serializer[Any]):
    """What is sent to register a party. The contact is one of `attendees` where `contact_comes` gives their place.

    The same `submission` sent twice is one registration.
    """

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    party = serializers.ChoiceField(choices=Registration.Party.choices)
    firm = FirmBody(required=False, allow_null=True, default=None)
    organisation_name = LineField(max_length=200, required=False, allow_blank=True, default="")
    contact = ContactBody()
    contact_comes = serializers.IntegerField(min_value=0, required=False, allow_null=True, default=None)
    attendees = serializers.ListField(child=AttendeeBody(), min_length=1, max_length=MAX_ATTENDEES)
    all_or_none = serializers.BooleanField(required=False, default=False)
    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES, required=False, default="fr")
    submission = serializers.UUIDField(required=False, default=uuid.uuid4)
    answers = AnswersField(required=False, default=dict)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A firm is described, an organisation named, and the contact's place is one of the attendees'."""
        party = attrs["party"]
        if party == Registration.Party.FIRM and not attrs["firm"]:
            raise serializers.ValidationError({"firm": [_("Describe the firm: its name at least.")]}, code="required")
        if party == Registration.Party.ORGANISATION and not attrs["organisation_name"]:
            raise serializers.ValidationError({"organisation_name": [_("Name the organisation.")]}, code="required")
        place = attrs["contact_comes"]
        if place is not None and place >= len(attrs["attendees"]):
            raise serializers.ValidationError({"contact_comes": [_("There is no attendee at that place.")]})
        if attrs["answers"] or any(one["answers"] for one in attrs["attendees"]):
            own = questions_of(attrs["stop"])
            attrs["answers"] = answers_given(own, attrs["answers"], of_each=False)
            for one in attrs["attendees"]:
                one["answers"] = answers_given(own, one["answers"], of_each=True)
        return attrs

    def to_representation(self, instance: Registration) -> dict[str, Any]:
        """The registration that was made."""
        shown: dict[str, Any] = RegistrationSerializer(instance, context=self.context).data
        return shown


class RegistrationFilter(django_filters.FilterSet):
    """Which registrations: of a stop, of a tour, in a state."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    tour = django_filters.CharFilter("stop__tour__slug", help_text=_("the tour’s slug"))
    state = django_filters.ChoiceFilter(choices=Registration.State.choices, help_text=_("live or cancelled"))


class RegistrationViewSet(Creates, ReadViewSet):
    """Registrations, by their id."""

    title = _("Registrations")
    says = _("Who registered for the stops of the caller’s tours, for their editors.")
    serializer_class = RegistrationSerializer
    filterset_class = RegistrationFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {"list": edits_any_tour, "retrieve": edits_tour, "create": edits_tour, "cancel": edits_tour}

    def get_queryset(self) -> QuerySet[Registration]:
        """Those of the tours whose editor the caller is, latest first."""
        roles = roles_of(self.request.user)
        found = Registration.objects.all()
        if not roles.administrator:
            edited = roles.edited
            found = found.filter(stop__tour__in=edited)
        seats = Seat.objects.select_related("session").order_by("session_id", "pk")
        attendees = Attendee.objects.select_related("person").prefetch_related(Prefetch("seats", seats))
        return (
            found.select_related("stop__tour", "company", "contact")
            .prefetch_related(
                Prefetch("attendees", attendees.order_by("pk")),
                Prefetch("form_answers", FormAnswer.objects.select_related("question")),
            )
            .order_by("-registered_at", "-pk")
        )

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        return RegisterBody if self.action == "create" else RegistrationSerializer

    def access_about(self) -> object:
        """The stop somebody is registered for; whoever edits tours is told when there is none of that id."""
        if self.action not in {"create", "import_people"}:
            return None
        wanted = self.request.data.get("stop") if isinstance(self.request.data, Mapping) else None
        try:
            public_id = serializers.UUIDField().run_validation(wanted)
        except serializers.ValidationError:
            public_id = None
        stop = Stop.objects.select_related("tour").filter(public_id=public_id).first() if public_id else None
        if stop is None and edits_any_tour.test(self.request.user):
            raise serializers.ValidationError({"stop": [_("Give the id of a stop of your tours.")]}, "no_such_stop")
        return stop or Tour(pk=0)  # which is nobody's

    @extend_schema(request=RegisterBody, responses={201: RegistrationSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Register a party for somebody who telephoned or wrote."""
        return super().create(request, *args, **kwargs)

    def create_with(self, values: Mapping[str, Any]) -> Registration:
        return operations.register(values["stop"], request_of(values), actor=self.actor)

    cancel = step(
        "cancel",
        lambda registration, _body, actor: operations.cancel_registration(registration, actor=actor),
        answers=RegistrationSerializer,
    )


def request_of(values: Mapping[str, Any]) -> RegistrationRequest:
    """What the operation takes, of the validated body. An id of no session of the stop is left for it to refuse."""
    stop, party, contact = values["stop"], Registration.Party(values["party"]), values["contact"]
    ids = dict(Session.objects.filter(stop=stop).values_list("public_id", "pk"))
    people = [
        PersonRequest(
            one["name"], one.get("email", ""), sessions=frozenset(ids.get(session, 0) for session in one["sessions"]),
            needs=one["needs"], no_photographs=one["no_photographs"], answers=one["answers"],
        )
        for one in values["attendees"]
    ]  # fmt: skip
    return RegistrationRequest(
        party, contact["name"], contact.get("email", ""), people,
        contact_comes=values["contact_comes"], contact_phone=contact["phone"],
        kind=KIND_OF_PARTY.get(party, Person.Kind.OTHER),
        firm=_firm(values["firm"]) if party == Registration.Party.FIRM else None,
        organisation_name=values["organisation_name"] if party == Registration.Party.ORGANISATION else "",
        language=values["language"], all_or_none=values["all_or_none"], origin=Registration.Origin.TEAM,
        submission=values["submission"], answers=values["answers"], fictitious=stop.tour.fictitious,
    )  # fmt: skip


def _firm(firm: Mapping[str, Any]) -> FirmRequest:
    people = firm["headcount"]
    return FirmRequest(
        firm["name"], town_name=firm["town"], headcount=(people, people) if people else None, trade=firm["trade"],
        identifiers=firm["number"] or (),
    )  # fmt: skip
