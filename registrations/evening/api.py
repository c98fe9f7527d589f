"""Evening pages over the API, for those who write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Stop
from events.planning.api.parents import stop_named
from events.planning.api.steps import step
from events.team.queries import co_hosted_stops, roles_of
from registrations.booking.terms.api import StopFilter
from registrations.desk.rules import runs_some_door
from registrations.evening import operations
from registrations.evening.rules import approves_evening, asks_for_approval, writes_evening
from registrations.models import EveningPage
from tournee.api.parts import Whole
from tournee.api.views import EditViewSet
from tournee.texts.languages import LANGUAGE_CHOICES


class SaidSerializer(Whole):
    """A quotation: its words, the role of whom it is of, and the language it was said in."""

    text = serializers.CharField(max_length=240)
    by = serializers.CharField(max_length=80, allow_blank=True)
    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES)


class EveningPageSerializer(serializers.ModelSerializer[EveningPage]):
    """The evening page of a stop: points one a line, two quotations, what comes next, and who came once approved."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    quotes = SaidSerializer(many=True, required=False)

    class Meta:
        model = EveningPage
        # An empty first line keeps the place of a point that is only in the other language.
        extra_kwargs: ClassVar = {
            name: {
                "trim_whitespace": False,
                "help_text": _(
                    "One a line, five at most. An empty line keeps the place of a point in the other language alone."
                ),
            }
            for name in ("points_fr", "points_en")
        }
        fields = ["id", "stop", *operations.FIELDS, "figures", "asked_at", "approved_at", "sent_at", "version"]
        read_only_fields = ["id", "figures", "asked_at", "approved_at", "sent_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A page stays at its stop."""
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("A page stays at its stop.")]}, code="another_stop")
        return attrs


class EveningPageViewSet(EditViewSet):
    """Evening pages, by their number."""

    title = _("Evening pages")
    says = _("What was said at the stops of the caller’s tours and organisations, on one page each.")
    serializer_class = EveningPageSerializer
    filterset_class = StopFilter
    lookup_value_converter = "int"
    access = {
        "list": runs_some_door,
        "retrieve": writes_evening,
        "create": writes_evening,
        "partial_update": writes_evening,
        "ask": asks_for_approval,
        "approve": approves_evening,
        "send": approves_evening,
    }

    def get_queryset(self) -> QuerySet[EveningPage]:
        roles = roles_of(self.actor)
        written = Q(stop__tour__in=roles.edited) | Q(stop__in=co_hosted_stops(self.actor))
        found = EveningPage.objects.filter(Q() if roles.administrator else written)
        return found.select_related("stop__tour").order_by("pk")

    def access_about(self) -> object:
        """The stop that gets a page."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> EveningPage:
        # Of a page that is new: where there is one already, nothing that others wrote is written over unseen.
        return operations.write_page(values["stop"], values, expected_version=1, actor=self.actor)

    def change_with(
        self, instance: EveningPage, values: Mapping[str, Any], expected_version: int | None
    ) -> EveningPage:
        return operations.write_page(instance.stop, values, expected_version=expected_version, actor=self.actor)

    ask = step(
        "ask",
        lambda page, _values, actor: operations.ask_for_approval(page, actor=actor),
        answers=EveningPageSerializer,
    )
    approve = step(
        "approve",
        lambda page, _values, actor: operations.approve_page(page, actor=actor),
        answers=EveningPageSerializer,
    )
    send = step(
        "send",
        lambda page, _values, actor: operations.send_to_the_rest(page, actor=actor),
        answers=EveningPageSerializer,
    )
