"""The team's forms of changing a registration: what anybody's forms ask, and whether those concerned are told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking.forms.changing import AddPersonForm, EditPersonForm, PersonForm, SessionsForm
from registrations.booking.forms.fields import SessionsField
from registrations.booking.offer import OfferedSession

TELL, TELL_NOBODY = "yes", "no"


class TellForm(forms.Form):
    """Whether whoever it concerns is written to."""

    tell = forms.ChoiceField(
        label=_("Are they told?"),
        choices=[
            (TELL, _("by e-mail, with their calendar entry")),
            (TELL_NOBODY, _("not by us: they know, or somebody calls them")),
        ],
        widget=forms.RadioSelect,
        initial=TELL,
        help_text=_("Whoever gets a seat by it from the waiting list is told in any case."),
    )

    @property
    def tells(self) -> bool:
        """They are written to."""
        return bool(self.cleaned_data["tell"] == TELL)


class TeamPersonForm(TellForm, PersonForm):
    """Somebody comes instead."""

    last = ("tell",)


class TeamEditForm(TellForm, EditPersonForm):
    """A name or an address is corrected."""

    last = ("tell",)


class TeamSessionsForm(TellForm, SessionsForm):
    """The sessions of one person."""


class TeamAddForm(TellForm, AddPersonForm):
    """One more person."""

    no_photographs = forms.BooleanField(label=_("No photographs, please"), required=False)
    last = ("tell",)


class MoveForm(TellForm):
    """The sessions of another stop, for everybody of the registration."""

    sessions = SessionsField(label=_("Sessions there"))

    def __init__(self, *args: Any, stop: Stop, offered: list[OfferedSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stop = stop
        self.fields["sessions"] = SessionsField(offered, label=_("Sessions there, for everybody who comes"))
        self.order_fields(["sessions", "tell"])
        if len(offered) == 1:
            self.initial.setdefault("sessions", [str(offered[0].session.pk)])
