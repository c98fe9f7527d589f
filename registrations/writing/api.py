"""Messages to those registered over the API, for the editors of their tour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Stop, Tour
from events.planning.api.parents import tour_named
from events.planning.api.steps import require_current, step
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.models import Message, Registration
from registrations.writing import operations
from registrations.writing.audience import readers_of
from registrations.writing.example import example_of, reader_of
from registrations.writing.languages import unwritten
from registrations.writing.letters_api import LettersSerializer, letters_told
from registrations.writing.previewing import preview_of
from registrations.writing.sending import languages_of, letter_to
from tournee.api.bodies import validated
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.errors import raise_first


class MessageSerializer(serializers.ModelSerializer[Message]):
    """A message by rule (`days` from each stop, negative before, `at` that time there), or one that was sent."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    stop = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Stop.objects.select_related("tour"), required=False, allow_null=True
    )
    subject = TranslatedField()
    text = TranslatedField()
    recipients = serializers.SerializerMethodField(help_text=_("how many were written so far"))

    class Meta:
        model = Message
        fields = [
            "id", "tour", "stop", "audience", "days", "at", "subject", "text", "active", "sent_at", "recipients",
            "version",
        ]  # fmt: skip
        read_only_fields = ["active", "sent_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A message stays in its tour."""
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("It stays in its tour.")]}, code="another_tour")
        return attrs

    @extend_schema_field(serializers.IntegerField())
    def get_recipients(self, message: Message) -> int:
        """Over all its stops."""
        return getattr(message, "recipients", None) or 0


class ActiveBody(serializers.Serializer[Any]):
    """Whether a rule is in use."""

    active = serializers.BooleanField()


class SelectionBody(serializers.Serializer[Any]):
    """A message to those registered at a stop, or at all stops of a tour; `registrations` narrows them."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    stop = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Stop.objects.select_related("tour"), required=False, allow_null=True,
        default=None,
    )  # fmt: skip
    audience = serializers.ChoiceField(choices=Message.Audience.choices)
    subject = TranslatedField()
    text = TranslatedField()
    registrations = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=2000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A stop is of its tour."""
        if attrs["stop"] is not None and attrs["stop"].tour_id != attrs["tour"].pk:
            raise serializers.ValidationError({"stop": [_("Choose a stop of this tour.")]}, code="other_tour")
        return attrs


class SendBody(SelectionBody):
    """The same, to be sent.

    `expected` is how many the caller means to write to, as the preview says: with another number nothing is sent.
    """

    expected = serializers.IntegerField(min_value=1)


class SelectionPreviewSerializer(LettersSerializer):
    """Whom a message would be written to, and what they would read."""

    count = serializers.IntegerField(help_text=_("how many people; send it back as `expected`"))
    firms = serializers.IntegerField(help_text=_("how many firms they belong to"))
    unreachable = serializers.IntegerField(help_text=_("how many registrations have no e-mail address"))


class MessageFilter(django_filters.FilterSet):
    """Which messages: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))


class MessageViewSet(Removes, EditViewSet):
    """Messages to those registered, by their id."""

    title = _("Messages to those registered")
    says = _("Messages by rule, and what was sent, for the editors of their tours.")
    serializer_class = MessageSerializer
    filterset_class = MessageFilter
    lookup_value_converter = "int"
    access = {
        "list": edits_any_tour,
        **dict.fromkeys(
            ("retrieve", "create", "partial_update", "destroy", "switch", "send", "preview", "preview_selection"),
            edits_tour,
        ),
    }

    def get_queryset(self) -> QuerySet[Message]:
        """Those of the tours whose editor the caller is."""
        roles = roles_of(self.request.user)
        found = Message.objects.select_related("tour", "stop__tour")
        if not roles.administrator:
            found = found.filter(tour__in=roles.edited)
        return found.annotate(recipients=Sum("sendings__recipients")).order_by("-pk")

    def access_about(self) -> object:
        """The tour that a new message is of."""
        return tour_named(self.request) if self.action in {"create", "send", "preview_selection"} else None

    def create_with(self, values: Mapping[str, Any]) -> Message:
        return operations.write_rule(values["tour"], values, actor=self.actor)

    def change_with(self, instance: Message, values: Mapping[str, Any], expected_version: int | None) -> Message:
        kept = {name: getattr(instance, name) for name in operations.RULE}
        return operations.edit_rule(instance, {**kept, **values}, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Message, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_rule(instance, actor=self.actor)

    switch = step(
        "switch",
        lambda message, body, actor: operations.switch_rule(message, active=body["active"], actor=actor),
        asks=ActiveBody,
        answers=MessageSerializer,
    )

    @extend_schema(request=SendBody, responses={201: MessageSerializer})
    @action(detail=False, methods=["post"], versioned=False)
    def send(self, request: Request, **_address: Any) -> Response:
        """Write to a selection at once."""
        values = validated(SendBody(data=request.data))
        scope, found = _selected(values)
        message = operations.send_message(scope, found, values, actor=self.actor, expected=values["expected"])
        return self.answered(message, status=201)

    @extend_schema(responses=LettersSerializer)
    @action(detail=True, methods=["get"], versioned=False)
    def preview(self, request: Request, **_address: Any) -> Response:
        """What one of them reads, or an example, in each of its languages; of a rule, who registered in another."""
        message = self.get_object()
        reader = reader_of(message) or example_of(message.tour, message.stop)
        languages = languages_of(message)
        left = [] if message.sent_at else unwritten(message.stop or message.tour, languages)
        return letters_told([(language, letter_to(message, reader, language)) for language in languages], left)

    @extend_schema(request=SelectionBody, responses=SelectionPreviewSerializer)
    @action(detail=False, methods=["post"], url_path="preview", url_name="preview-selection", versioned=False)
    def preview_selection(self, request: Request, **_address: Any) -> Response:
        """Whom a message would be written to, and what they would read; nothing is written."""
        values = validated(SelectionBody(data=request.data))
        raise_first(operations.faults_of_words(values))
        scope, found = _selected(values)
        words = {name: values.get(name) or "" for name in operations.WORDS}
        message = Message(tour=values["tour"], audience=values["audience"], **words)
        seen = preview_of(message, scope, readers_of(values["audience"], found))
        told = letters_told([(one.language, one.letter) for one in seen.letters], seen.unwritten)
        counts = {"count": seen.count, "firms": seen.firms, "unreachable": seen.unreachable}
        return Response({**counts, **told.data})


def _selected(values: Mapping[str, Any]) -> tuple[Stop | Tour, QuerySet[Registration]]:
    """Of what the message is, and the registrations it is about."""
    scope: Stop | Tour = values["stop"] or values["tour"]
    found = Registration.objects.filter(stop__tour=values["tour"])
    found = found.filter(stop=values["stop"]) if values["stop"] else found
    return scope, found.filter(public_id__in=values["registrations"]) if "registrations" in values else found
