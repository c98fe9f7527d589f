"""Contact lists, relays and invitations over the API, for the editors of a tour; addresses are not given out here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Organisation, Stop, Tour
from events.planning.api.parents import stop_named, tour_named
from events.planning.api.steps import require_current, step
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.inviting.invitations import operations as inviting
from registrations.inviting.invitations.consequences import unwritten
from registrations.inviting.invitations.letters import preview
from registrations.inviting.invitations.queries import invitations_for, languages_on_lists
from registrations.inviting.invitations.words import languages_of
from registrations.inviting.lists import operations as listing
from registrations.inviting.relays import operations as relaying
from registrations.inviting.relays.links import relay_link
from registrations.models import ContactList, Invitation, Relay
from registrations.writing.letters_api import LettersSerializer, letters_told
from tournee.api.bodies import validated
from tournee.api.fields import TranslatedField
from tournee.api.views import Creates, EditViewSet, ReadViewSet, Removes
from tournee.sheets.api import RowsSerializer, SheetBody, rows_answered


def _edited(user: Any) -> QuerySet[Tour]:
    """The tours whose lists and invitations `user` may see."""
    roles = roles_of(user)
    if roles.administrator:
        return Tour.objects.all()
    return Tour.objects.filter(pk__in=roles.edited)


class ContactListSerializer(serializers.ModelSerializer[ContactList]):
    """A contact list; `size` is how many addresses it has."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    organisation = serializers.SlugRelatedField[Any](
        slug_field="slug", required=False, allow_null=True, queryset=Organisation.objects.all()
    )
    size = serializers.IntegerField(read_only=True, help_text=_("how many addresses it has"))

    class Meta:
        model = ContactList
        fields = ["public_id", "tour", "name", "source", "obtained_on", "basis", "organisation", "size", "version"]
        read_only_fields = ["public_id", "version"]
        validators: list[Any] = []  # the operation says it beside the name

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A list stays in its tour."""
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("A list stays in its tour.")]}, code="another_tour")
        return attrs


class ContactListFilter(django_filters.FilterSet):
    """Which lists: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))

    class Meta:
        model = ContactList
        fields = ["tour"]


class ContactsBody(SheetBody):
    """Addresses for a list; with `leave_refused`, the good rows are written without those refused."""

    leave_refused = serializers.BooleanField(required=False, default=False)


class ContactListViewSet(Removes, EditViewSet):
    """Contact lists, by their id."""

    title = _("Contact lists")
    says = _("Where addresses come from, since when and on what basis. The addresses themselves are not given here.")
    serializer_class = ContactListSerializer
    filterset_class = ContactListFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {
        "list": edits_any_tour,
        "create": edits_tour,
        "retrieve": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "import_contacts": edits_tour,
    }

    def get_queryset(self) -> QuerySet[ContactList]:
        found = ContactList.objects.filter(tour__in=_edited(self.request.user).values("pk"))
        return found.select_related("tour", "organisation").annotate(size=Count("contacts")).order_by("name", "pk")

    def access_about(self) -> object:
        """The tour in which a list is created."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> ContactList:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return listing.create_contact_list(values["tour"], columns, actor=self.actor)

    def change_with(self, instance: Any, values: Mapping[str, Any], expected_version: int | None) -> ContactList:
        whole = {name: getattr(instance, name) for name in listing.FIELDS} | dict(values)
        return listing.edit_contact_list(instance, whole, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Any, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        listing.remove_contact_list(instance, actor=self.actor)

    @extend_schema(request=ContactsBody, responses={200: RowsSerializer, 422: RowsSerializer})
    @action(detail=True, methods=["post"], url_path="import_contacts", url_name="import-contacts", versioned=False)
    def import_contacts(self, request: Request, **_address: Any) -> Response:
        """Write addresses into a list, every row or none, or all but those refused."""
        from registrations.inviting.lists.importing import import_contacts  # lazily: sheets are seldom sent

        contact_list, body = self.get_object(), validated(ContactsBody(data=request.data))
        return rows_answered(
            lambda: import_contacts(
                contact_list, body["content"], body["name"], actor=self.actor, dry_run=body["dry_run"],
                leave_refused=body["leave_refused"],
            ),
            dry_run=body["dry_run"],
        )  # fmt: skip


class RelaySerializer(serializers.ModelSerializer[Relay]):
    """Who passes the invitation to a stop on, by which link; without organisation, the team."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    organisation = serializers.SlugRelatedField[Any](
        slug_field="slug", required=False, allow_null=True, queryset=Organisation.objects.all()
    )
    link = serializers.SerializerMethodField(help_text=_("the address to pass on"))
    opened = serializers.IntegerField(read_only=True, help_text=_("how often the link was followed"))

    class Meta:
        model = Relay
        fields = ["code", "stop", "organisation", "link", "opened", "made_at", "closed_at", "version"]
        read_only_fields = ["code", "made_at", "closed_at", "version"]
        validators: list[Any] = []  # asked for twice, it is one

    def get_link(self, relay: Relay) -> str:
        return relay_link(relay)


class RelayFilter(django_filters.FilterSet):
    """Which relays: of a stop."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))

    class Meta:
        model = Relay
        fields = ["stop"]


class RelayViewSet(Creates, ReadViewSet):
    """Relays, by the code of their link."""

    title = _("Relays")
    says = _("Links by which partners pass the invitation to a stop on, each with how often it was followed.")
    serializer_class = RelaySerializer
    filterset_class = RelayFilter
    lookup_field = "code"
    access = {"list": edits_any_tour, "create": edits_tour, "retrieve": edits_tour, "close": edits_tour}

    def get_queryset(self) -> QuerySet[Relay]:
        found = Relay.objects.filter(stop__tour__in=_edited(self.request.user).values("pk"))
        return found.select_related("stop__tour", "organisation").annotate(opened=Count("openings")).order_by("pk")

    def access_about(self) -> object:
        """The stop whose relay is made."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Relay:
        return relaying.add_relay(values["stop"], values.get("organisation"), actor=self.actor)

    close = step("close", lambda relay, _body, actor: relaying.close_relay(relay, actor=actor), answers=RelaySerializer)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """A message that invites contact lists to a stop; `sent` and `waiting` count people."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    relay = serializers.SlugRelatedField[Any](slug_field="code", required=False, queryset=Relay.objects.all())
    subject = TranslatedField(required=False)
    text = TranslatedField(required=False)
    contact_lists = serializers.SlugRelatedField[Any](
        slug_field="public_id", many=True, required=False, queryset=ContactList.objects.all()
    )
    sent = serializers.IntegerField(read_only=True, help_text=_("how many people were written to"))
    waiting = serializers.IntegerField(read_only=True, help_text=_("how many wait to be written to"))

    class Meta:
        model = Invitation
        fields = [
            "public_id", "stop", "relay", "subject", "text", "contact_lists", "starts_at", "reminds_at", "per_hour",
            "state", "sent", "waiting", "version",
        ]  # fmt: skip
        read_only_fields = ["public_id", "state", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An invitation stays at its stop."""
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("An invitation stays at its stop.")]}, code="another_stop")
        return attrs


class InvitationFilter(django_filters.FilterSet):
    """Which invitations: to a stop, of a tour."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    tour = django_filters.CharFilter("stop__tour__slug", help_text=_("the tour’s slug"))

    class Meta:
        model = Invitation
        fields = ["stop", "tour"]


class InvitationViewSet(Removes, EditViewSet):
    """Invitations to stops, by their id."""

    title = _("Invitations")
    says = _("Messages that invite contact lists to a stop: prepared, approved, sent at a pace, stopped.")
    serializer_class = InvitationSerializer
    filterset_class = InvitationFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {
        "list": edits_any_tour,
        "create": edits_tour,
        "retrieve": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "approve": edits_tour,
        "stop": edits_tour,
        "preview": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Invitation]:
        found = invitations_for(self.request.user).filter(stop__tour__in=_edited(self.request.user).values("pk"))
        return found.prefetch_related("contact_lists")

    def access_about(self) -> object:
        """The stop people are invited to."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Invitation:
        columns = {name: value for name, value in values.items() if name != "stop"}
        return inviting.create_invitation(values["stop"], columns, actor=self.actor)

    def change_with(self, instance: Any, values: Mapping[str, Any], expected_version: int | None) -> Invitation:
        return inviting.edit_invitation(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Any, expected_version: int | None) -> None:
        inviting.remove_invitation(instance, expected_version=expected_version, actor=self.actor)

    @extend_schema(responses=LettersSerializer)
    @action(detail=True, methods=["get"], versioned=False)
    def preview(self, request: Request, **_address: Any) -> Response:
        """What somebody on its first list would read, in each of its languages, and who reads another."""
        invitation = self.get_object()
        letters = [(language, preview(invitation, language)) for language in languages_of(invitation)]
        return letters_told(letters, unwritten(invitation, languages_on_lists(invitation)))

    approve = step(
        "approve",
        lambda invitation, _body, actor: inviting.approve_invitation(invitation, actor=actor),
        answers=InvitationSerializer,
    )
    stop = step(
        "stop",
        lambda invitation, _body, actor: inviting.stop_invitation(invitation, actor=actor),
        answers=InvitationSerializer,
    )
