"""The forms of organisations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Organisation, OrganisationIdentifier
from events.organisations.numbers import cleaned_numbers, refuse_taken
from events.organisations.operations import LOGO
from events.organisations.queries import numbers_of
from events.reference.forms import TownField
from tournee.files.forms import PictureField, picture_help
from tournee.web.forms import RecordForm, refusals

_BETWEEN_NUMBERS = re.compile(r"[,;\n]+")


class NumbersField(forms.CharField):
    """One number, or several between commas; cleaned, it is a list. Whether they are right, the operation says."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [part.strip() for part in _BETWEEN_NUMBERS.split(super().to_python(value) or "") if part.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class OrganisationForm(RecordForm[Organisation]):
    """An organisation with its numbers and its logo."""

    town = TownField(required=False)
    siren = NumbersField(label=_("SIREN"), required=False, help_text=_("Nine digits, for French bodies."))
    siret = NumbersField(
        label=_("SIRET"), required=False, help_text=_("Fourteen digits; of several sites, with commas between.")
    )
    uai = NumbersField(
        label=_("UAI"), required=False, help_text=_("For schools and universities, like 0801344B; several with commas.")
    )
    uk_company = NumbersField(label=_("UK company number"), required=False)
    logo = PictureField(kind=LOGO, label=_("Logo"), required=False)

    field_order = ["kind", "name_fr", "name_en", "acronym", "town", "website", "logo"]

    class Meta:
        model = Organisation
        fields = ["kind", "name_fr", "name_en", "acronym", "town", "website", "fictitious"]
        help_texts = {
            "name_en": _("Leave it empty if the name is the same in English."),
            "website": _("The whole address, beginning with https://."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].assume_scheme = "https"  # type: ignore[attr-defined]
        self.fields["logo"].help_text = picture_help(LOGO)
        if self.instance.pk:
            self.initial.update(logo=self.instance.logo, **numbers_of(self.instance))

    @property
    def numbers(self) -> dict[str, list[str]]:
        """The numbers by scheme, for the operation."""
        return {scheme: self.cleaned_data[scheme] for scheme in OrganisationIdentifier.Scheme.values}

    def clean(self) -> dict[str, Any] | None:
        """Say what is wrong with the numbers together with all the rest: each one, whose it is, and all together."""
        for scheme in OrganisationIdentifier.Scheme.values:
            with refusals(self):
                refuse_taken(self.instance, cleaned_numbers({scheme: self.cleaned_data.get(scheme) or []}))
        with refusals(self):
            cleaned_numbers({scheme: self.cleaned_data.get(scheme) or [] for scheme in ("siren", "siret")})
        return super().clean()


class ContactPersonForm(RecordForm[ContactPerson]):
    """Somebody to call."""

    class Meta:
        model = ContactPerson
        fields = ["name", "role", "email", "phone", "language"]
        labels = {"role": _("Position")}
        help_texts = {"role": _("What they do there, such as “head of partnerships”.")}
