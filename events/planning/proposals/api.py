"""Proposals over the API: made by co-hosts, decided by the team, with the operations of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.models import Material, Proposal, Session, Speaking, Stop, Theme
from events.planning.api.parents import stop_named
from events.planning.api.steps import step
from events.planning.operations.speakers import SpeakerLine
from events.planning.proposals import operations
from events.planning.proposals.rules import withdraws
from events.planning.proposals.values import changed_since, seal, standing_now
from events.planning.suggestions import speakers_for
from events.team.queries import co_hosted_stops, tours_for
from events.team.rules import co_hosts_stop, edits_tour, sees_stop
from tournee.api.fields import LinkField, TranslatedField
from tournee.api.views import Creates, ReadViewSet
from tournee.web.access import signed_in

Kind = Proposal.Kind
_PARTS: dict[str, str] = {Kind.STOP: "for_stop", Kind.MATERIAL: "for_material", Kind.CANCEL_SESSION: ""}


class ProposedStopSerializer(serializers.ModelSerializer[Stop]):
    """What should be different at the stop; what is not sent stays."""

    title = TranslatedField(required=False)
    summary = TranslatedField(required=False)
    access = TranslatedField(required=False)

    class Meta:
        model = Stop
        fields = ["title", "summary", "venue", "address", "access", "step_free", "safety_limit"]


class ProposedSpeakerSerializer(serializers.Serializer[Any]):
    """One who speaks: by the name of somebody known, or of somebody new."""

    name = serializers.CharField(max_length=120)
    role = serializers.ChoiceField(choices=Speaking.Role.choices, default=Speaking.Role.SPEAKER)


class ProposedSessionSerializer(serializers.ModelSerializer[Session]):
    """What should be different at the session, or what a new one should be; `speakers` are all who speak, in order."""

    title = TranslatedField(required=False)
    summary = TranslatedField(required=False)
    starts_at = serializers.DateTimeField(required=False)
    ends_at = serializers.DateTimeField(required=False)
    online_url = LinkField()
    themes = serializers.SlugRelatedField[Any](
        slug_field="slug", many=True, required=False, queryset=Theme.objects.all()
    )
    speakers = ProposedSpeakerSerializer(many=True, required=False)

    class Meta:
        model = Session
        fields = [
            "kind", "title", "summary", "starts_at", "ends_at", "room", "online_url", "capacity", "themes", "speakers",
        ]  # fmt: skip


class ProposedMaterialSerializer(serializers.ModelSerializer[Material]):
    """A material at an address; one that is a file is proposed on the page of the stop."""

    title = TranslatedField()
    url = LinkField(required=True)

    class Meta:
        model = Material
        fields = ["title", "url"]


class ChangeSerializer(serializers.Serializer[Any]):
    """One field: how it stood when it was proposed, how it stands, and what is proposed. People and themes are ids."""

    field = serializers.CharField()
    stood = serializers.JSONField()
    stands = serializers.JSONField()
    proposed = serializers.JSONField()


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """A change that a co-host proposes; to make one, send what should be different in `for_…`.

    `stale` says that somebody changed the same meanwhile; to accept it all the same, send `seen` back.
    """

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.all())
    session = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Session.objects.all(), required=False, allow_null=True
    )
    why = serializers.CharField(max_length=500)
    for_stop = ProposedStopSerializer(write_only=True, required=False)
    for_session = ProposedSessionSerializer(write_only=True, required=False)
    for_material = ProposedMaterialSerializer(write_only=True, required=False)
    changes = serializers.SerializerMethodField()
    stale = serializers.SerializerMethodField()
    seen = serializers.SerializerMethodField()
    proposed_by = serializers.CharField(read_only=True, allow_null=True)
    decided_by = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Proposal
        fields = [
            "id", "stop", "session", "kind", "state", "why", "for_stop", "for_session", "for_material",
            "changes", "stale", "seen", "proposed_by", "proposed_at", "decided_by", "decided_at", "answer", "version",
        ]  # fmt: skip
        read_only_fields = ["state", "proposed_at", "decided_at", "answer", "version"]

    @extend_schema_field(ChangeSerializer(many=True))
    def get_changes(self, proposal: Proposal) -> list[dict[str, Any]]:
        """Field by field."""
        stands = _standing(proposal)
        kept = proposal.values.items()
        return [
            {"field": name, "stood": proposal.stood.get(name), "stands": stands.get(name), "proposed": value}
            for name, value in kept
        ]

    def get_stale(self, proposal: Proposal) -> bool:
        """Whether somebody changed the same since."""
        return bool(changed_since(proposal, _standing(proposal)))

    def get_seen(self, proposal: Proposal) -> str:
        """What says which values were read."""
        return seal(_standing(proposal))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is proposed fits its kind; a session is of the stop; a new one has its French title and its times."""
        kind, session = attrs["kind"], attrs.get("session")
        part = _PARTS.get(kind, "for_session")
        if part and not attrs.get(part):
            raise serializers.ValidationError({part: [_("Say what should be different.")]}, code="required")
        if session is not None and session.stop_id != attrs["stop"].pk:
            raise serializers.ValidationError({"session": [_("Choose a session of this stop.")]}, code="another_stop")
        if kind == Kind.MATERIAL and not attrs[part].get("title_fr"):
            raise serializers.ValidationError({part: {"title": [_("Give the French title.")]}}, code="required")
        if kind == Kind.NEW_SESSION:
            missing = [name for name in ("title_fr", "starts_at", "ends_at") if not attrs[part].get(name)]
            if missing:
                said = _("A new session needs its French title, its beginning and its end.")
                raise serializers.ValidationError({part: {missing[0].removesuffix("_fr"): [said]}}, code="required")
        return attrs


def _standing(proposal: Proposal) -> dict[str, Any]:
    """How it stands; of one that is settled, how it stood: nothing is read of it any more."""
    return standing_now(proposal) if proposal.state == Proposal.State.OPEN else dict(proposal.stood)


class AcceptSerializer(serializers.Serializer[Any]):
    """`seen` as it was read with the proposal; without it, nothing may have changed since it was proposed."""

    seen = serializers.CharField(max_length=32, required=False, allow_null=True, default=None)


class DeclineSerializer(serializers.Serializer[Any]):
    """Why not, for whoever proposed it."""

    answer = serializers.CharField(max_length=500)


class ProposalFilter(django_filters.FilterSet):
    """Which proposals: of a tour, of a stop, of a state."""

    tour = django_filters.CharFilter("stop__tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    state = django_filters.ChoiceFilter(choices=Proposal.State.choices, help_text=_("where the proposal stands"))


class ProposalViewSet(Creates, ReadViewSet):
    """Proposals, by their number."""

    title = _("Proposals")
    says = _("What co-hosts propose for public stops; read by them and by the tour’s team, decided by its editors.")
    serializer_class = ProposalSerializer
    filterset_class = ProposalFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in,
        "retrieve": sees_stop,
        "create": co_hosts_stop,
        "accept": edits_tour,
        "decline": edits_tour,
        "withdraw": withdraws,
    }

    def get_queryset(self) -> QuerySet[Proposal]:
        """Those of the caller's tours and of the stops they co-host, the latest first."""
        user = self.request.user
        theirs = Q(stop__tour__in=tours_for(user).values("pk")) | Q(stop__in=co_hosted_stops(user).values("pk"))
        proposals = Proposal.objects.filter(theirs).select_related("stop__tour", "session", "proposed_by", "decided_by")
        about = proposals.prefetch_related("session__themes", "session__speakings")
        return about.order_by("-proposed_at", "-pk")

    def access_about(self) -> object:
        """The stop for which something is proposed."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Proposal:
        stop: Stop = values["stop"]
        wanted = dict(values.get(_PARTS.get(values["kind"], "for_session")) or {})
        if "speakers" in wanted:
            wanted["speakers"] = [self._line(stop, one) for one in wanted["speakers"]]
        return operations.propose(
            stop, values["kind"], wanted, session=values.get("session"), why=values["why"], actor=self.actor
        )

    def _line(self, stop: Stop, one: Mapping[str, Any]) -> SpeakerLine:
        """The person of that name among those whom the form would offer; else somebody new."""
        named = speakers_for(self.actor, stop).named(one["name"])
        return SpeakerLine(named[0] if len(named) == 1 else one["name"], one["role"])

    accept = step(
        "accept",
        lambda proposal, body, actor: operations.accept_proposal(proposal, seen=body["seen"], actor=actor),
        asks=AcceptSerializer,
        answers=ProposalSerializer,
    )
    decline = step(
        "decline",
        lambda proposal, body, actor: operations.decline_proposal(proposal, body["answer"], actor=actor),
        asks=DeclineSerializer,
        answers=ProposalSerializer,
    )
    withdraw = step(
        "withdraw",
        lambda proposal, _body, actor: operations.withdraw_proposal(proposal, actor=actor),
        answers=ProposalSerializer,
    )
