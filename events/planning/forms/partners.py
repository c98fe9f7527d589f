"""The forms of a partnership: who joins, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Organisation, Partnership, Stop, Tour
from events.planning.forms.base import Group, RecordForm
from events.planning.forms.choosing import (
    NewKindField,
    OrganisationField,
    asks_for_kind,
    known_organisations,
    settle_new_organisation,
)
from events.planning.operations.partners import faults_of_partner, faults_of_partnership
from tournee.errors import OperationError

NEW_KIND = "organisation_kind"


class PartnershipForm(RecordForm[Partnership]):
    """What an organisation is to a tour or a stop, and what is to be done next."""

    contact_persons = forms.ModelMultipleChoiceField(
        ContactPerson.objects.none(), label=_("People to call"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Partnership
        fields = ["role", "starts_on", "ends_on", "next_action", "next_action_on", "source_url"]
        help_texts = {
            "next_action": _("What to do, such as “send them the room plan”."),
        }

    groups = (
        Group(_("Its part"), [("organisation",), (NEW_KIND,), ("role",), ("starts_on", "ends_on")]),
        Group(_("What comes next"), [("contact_persons",), ("next_action", "next_action_on")]),
        Group(_("For the record"), [("source_url",)]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["contact_persons"]
        if self.instance.pk:
            people.queryset = self.instance.organisation.contact_persons.order_by("name", "pk")
            self.initial["contact_persons"] = list(self.instance.contact_persons.values_list("pk", flat=True))
        if not people.queryset.exists():
            del self.fields["contact_persons"]

    def faults(self) -> Iterable[OperationError]:
        return faults_of_partnership(self.instance, self.checked)


class NewPartnershipForm(PartnershipForm):
    """The same, for an organisation that is no partner of `subject` yet, or that nobody had entered."""

    organisation = OrganisationField(
        free=True,
        label=_("Organisation"),
        help_text=_("Write a part of its name and choose it. One that is not in the list is created with this form."),
    )
    organisation_kind = NewKindField()

    def __init__(self, *args: Any, subject: Tour | Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        organisation: Any = self.fields["organisation"]
        organisation.offer(known_organisations(Organisation.objects.order_by("search_key", "pk")))

    def grouped(self) -> Sequence[Group]:
        """The kind of a new organisation is asked once one was named."""
        if asks_for_kind(self, "organisation", NEW_KIND):
            return self.groups
        return [replace(group, rows=[row for row in group.rows if NEW_KIND not in row]) for group in self.groups]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        settle_new_organisation(self, "organisation", NEW_KIND)
        return cleaned

    def faults(self) -> Iterable[OperationError]:
        return faults_of_partner(self.subject, self.cleaned_data.get("organisation"), self.checked)
