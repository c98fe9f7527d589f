"""The log of exchanges with partners, and what they promised, over the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Commitment, Exchange, Partnership
from events.planning.api.steps import step
from events.planning.partnerships import operations
from events.planning.partnerships.api.scope import nobodys, of_their_tours
from events.planning.partnerships.rules import co_hosted_partnerships, sees_promise
from events.team.rules import edits_tour, reads_tour
from tournee.api.versions import is_known
from tournee.api.views import Changes, Creates, EditViewSet, ReadViewSet, Removes
from tournee.history.operations import StaleVersion
from tournee.web.access import signed_in


class ExchangeSerializer(serializers.ModelSerializer[Exchange]):
    """An entry of a partnership's log; `next_action` and `next_action_on`, sent with it, are the partnership's."""

    partnership = serializers.PrimaryKeyRelatedField[Any](queryset=Partnership.objects.all())
    noted_by = serializers.CharField(read_only=True, allow_null=True)
    next_action = serializers.CharField(max_length=200, allow_blank=True, required=False, write_only=True)
    next_action_on = serializers.DateField(allow_null=True, required=False, write_only=True)

    class Meta:
        model = Exchange
        fields = [
            "id", "partnership", "on", "kind", "summary", "next_action", "next_action_on", "noted_by", "noted_at",
        ]  # fmt: skip
        read_only_fields = ["noted_at"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An entry stays in its log."""
        return _stays(self, attrs, _("An entry stays in its partnership’s log."))


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """What a partner promised: for when (`due_on`), and when it came (`received_on`, null while it is awaited)."""

    partnership = serializers.PrimaryKeyRelatedField[Any](queryset=Partnership.objects.all())

    class Meta:
        model = Commitment
        fields = ["id", "partnership", "what", "due_on", "received_on", "note", "version"]
        read_only_fields = ["version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A promise stays with who made it."""
        return _stays(self, attrs, _("A promise stays with the partnership that made it."))


def _stays(serializer: serializers.ModelSerializer[Any], attrs: dict[str, Any], said: Any) -> dict[str, Any]:
    instance = serializer.instance
    if instance is not None and attrs.pop("partnership", instance.partnership) != instance.partnership:
        raise serializers.ValidationError({"partnership": [said]}, code="another_partnership")
    return attrs


class OfPartnershipFilter(django_filters.FilterSet):
    """Which entries: of a partnership."""

    partnership = django_filters.NumberFilter("partnership_id", help_text=_("the partnership’s id"))


class _OfPartnership:
    """What lists of a partnership share: whoever adds must edit the partnership's tour."""

    action: str
    request: Any

    def access_about(self) -> object:
        """The partnership that is added to; whoever edits tours is told when there is none of that number."""
        if self.action != "create":
            return None
        sent = self.request.data.get("partnership") if isinstance(self.request.data, Mapping) else None
        number = sent if isinstance(sent, int) else int(sent) if isinstance(sent, str) and sent.isdecimal() else 0
        related = ("tour", "stop__tour", "session__stop__tour")
        found = Partnership.objects.select_related(*related).filter(pk=number).first()
        return found or nobodys(self.request.user, "partnership")


class ExchangeViewSet(_OfPartnership, Creates, Changes, ReadViewSet):
    """Entries of the log, by their number."""

    title = _("Exchanges with partners")
    says = _("The dated log of the caller’s tours. An entry is corrected by who noted it, on that day.")
    serializer_class = ExchangeSerializer
    filterset_class = OfPartnershipFilter
    lookup_value_converter = "int"
    access = {"list": signed_in, "retrieve": reads_tour, "create": edits_tour, "partial_update": edits_tour}

    def get_queryset(self) -> QuerySet[Exchange]:
        """Those of the caller's tours, newest first."""
        found = Exchange.objects.filter(of_their_tours(self.request.user, "partnership__"))
        related = (f"partnership__{name}" for name in ("tour", "stop__tour", "session__stop__tour"))
        return found.select_related("noted_by", *related).order_by("-on", "-pk")

    def create_with(self, values: Mapping[str, Any]) -> Exchange:
        return operations.note_exchange(values["partnership"], values, actor=self.actor)

    def change_with(self, instance: Exchange, values: Mapping[str, Any], expected_version: int | None) -> Exchange:
        _data, etag = self.represented(instance)  # an entry has no version: its whole etag is compared
        if not is_known(etag, self.request.headers.get("If-Match", "")):
            raise StaleVersion(instance, {})
        return operations.correct_exchange(instance, values, actor=self.actor)


class CommitmentViewSet(_OfPartnership, Removes, EditViewSet):
    """Promises, by their number."""

    title = _("Promises of partners")
    says = _("What partners of the caller’s tours promised; a co-host reads its own.")
    serializer_class = CommitmentSerializer
    filterset_class = OfPartnershipFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in, "retrieve": sees_promise, "create": edits_tour, "partial_update": edits_tour,
        "destroy": edits_tour, "came": edits_tour, "not_come": edits_tour,
    }  # fmt: skip

    def get_queryset(self) -> QuerySet[Commitment]:
        """Those of the caller's tours, and of the caller's own partnerships as a co-host."""
        user = self.request.user
        own = Q(partnership__in=co_hosted_partnerships(user).values("pk"))
        related = (f"partnership__{name}" for name in ("tour", "stop__tour", "session__stop__tour"))
        found = Commitment.objects.filter(of_their_tours(user, "partnership__") | own).select_related(*related)
        return found.order_by("partnership", "due_on", "pk")

    def create_with(self, values: Mapping[str, Any]) -> Commitment:
        return operations.add_commitment(values["partnership"], values, actor=self.actor)

    def change_with(self, instance: Commitment, values: Mapping[str, Any], expected_version: int | None) -> Commitment:
        return operations.edit_commitment(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Commitment, expected_version: int | None) -> None:
        operations.remove_commitment(instance, expected_version=expected_version, actor=self.actor)

    came = step(
        "came",
        lambda promise, _body, actor: operations.mark_commitment(promise, came=True, actor=actor),
        answers=CommitmentSerializer,
    )
    not_come = step(
        "not_come",
        lambda promise, _body, actor: operations.mark_commitment(promise, came=False, actor=actor),
        answers=CommitmentSerializer,
    )
