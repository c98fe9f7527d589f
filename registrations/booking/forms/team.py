"""The same form for the team, who register somebody that telephoned: what they did not say may be left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.booking.forms.registering import RegistrationForm
from registrations.booking.forms.telling import TellForm
from registrations.models import Registration
from tournee.texts.languages import LANGUAGE_CHOICES

_MAY_BE_UNKNOWN = ("firm_town", "firm_headcount", "firm_trade", "contact_email")


class TeamRegistrationForm(TellForm, RegistrationForm):
    """Without consents, which nobody gives for somebody else."""

    language_of_messages = forms.ChoiceField(label=_("Language of their messages"), choices=LANGUAGE_CHOICES)
    origin = Registration.Origin.TEAM

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _MAY_BE_UNKNOWN:
            self.fields[name].required = False
        for name, label in (
            ("party", _("They register")), ("coming", _("This person comes themselves")), ("contact_name", _("Name")),
            ("contact_email", _("E-mail address")), ("contact_phone", _("Telephone number")),
            ("kind", _("They are")), ("firm_headcount", _("How many people work there")),
        ):  # fmt: skip
            self.fields[name].label = label
        party: Any = self.fields["party"]
        party.choices = Registration.Party.choices

    def _add_consents(self) -> None:
        """None: see above."""

    def language(self) -> str:
        return str(self.cleaned_data["language_of_messages"])
