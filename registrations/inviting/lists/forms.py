"""The form of a contact list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.forms.base import Group, RecordForm
from registrations.inviting.lists.operations import faults_of_list
from registrations.models import ContactList
from tournee.errors import OperationError


class ContactListForm(RecordForm[ContactList]):
    """What a list of `tour` is: where its addresses come from, since when, on what basis one may write to them."""

    class Meta:
        model = ContactList
        fields = ["name", "source", "obtained_on", "basis", "organisation"]
        help_texts = {
            "source": _("Each message says it, such as “members of the chamber of trades”."),
            "basis": _("Why you may write to them. Whoever wants no more messages gets none, whatever the basis."),
        }

    groups = (
        Group(_("The list"), [("name",), ("organisation",)]),
        Group(_("Its source"), [("source",), ("obtained_on",), ("basis",)]),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour
        organisation: Any = self.fields["organisation"]
        organisation.queryset = organisation.queryset.order_by("search_key")
        organisation.empty_label = _("none: our own")

    def faults(self) -> Iterable[OperationError]:
        return faults_of_list(self.tour, self.checked, self.instance if self.instance.pk else None)
