"""Choosing a partner to pass the invitation on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Stop
from events.planning.forms.base import Group, LaidOut
from registrations.inviting.relays.queries import partners_without_link


class RelayForm(LaidOut, forms.Form):
    """Which partner of the stop is given a link of its own."""

    organisation = forms.ModelChoiceField(
        label=_("Partner"), queryset=Organisation.objects.none(), empty_label=_("choose…")
    )

    groups = (Group(_("Who passes it on"), [("organisation",)]),)

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = partners_without_link(stop)
