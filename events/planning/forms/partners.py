"""The forms of a partnership: who joins, and what becomes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Partnership
from events.planning.forms.base import Group, RecordForm
from events.planning.forms.choosing import OrganisationField, known_organisations


class PartnershipForm(RecordForm[Partnership]):
    """What an organisation is to a tour or a stop, and what is to be done next."""

    contact_persons = forms.ModelMultipleChoiceField(
        ContactPerson.objects.none(), label=_("People to call"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Partnership
        fields = ["role", "position", "starts_on", "ends_on", "next_action", "next_action_on", "source_url"]
        help_texts = {
            "position": _("Logos are shown in this order, the smallest number first."),
            "next_action": _("What to do, such as “send them the room plan”."),
        }

    groups = (
        Group(_("Its part"), [("organisation",), ("role", "position"), ("starts_on", "ends_on")]),
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


class NewPartnershipForm(PartnershipForm):
    """The same, for an organisation that is not a partner yet."""

    organisation = OrganisationField(label=_("Organisation"), help_text=_("Write a part of its name and choose it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.offer(known_organisations())
