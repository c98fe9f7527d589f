"""Who registers: a firm, another organisation or a person from neither, and whom to write to."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from events.reference.queries import town_named
from registrations.booking.forms.directory import LookedUp
from registrations.booking.forms.fields import CompanyNumberField, EmailField, OneLine
from registrations.booking.rates import AN_HOUR
from registrations.booking.request import KIND_OF_PARTY, FirmRequest
from registrations.booking.sizes import SIZES, size_coded
from registrations.models import Person, Registration, Trade
from tournee.errors import OperationError

Party = Registration.Party
PARTIES = [
    (Party.FIRM, _("a company")),
    (Party.ORGANISATION, _("another organisation: town hall, school, chamber, press…")),
    (Party.PERSON, _("nobody but myself: student, jobseeker…")),
]
KINDS = [(kind, kind.label) for kind in (Person.Kind.OTHER, Person.Kind.STUDENT, Person.Kind.JOBSEEKER)]
PARTY_FIELDS = {
    Party.FIRM: ("firm_name", "firm_town", "firm_headcount", "firm_trade", "firm_number"),
    Party.ORGANISATION: ("organisation_name",),
    Party.PERSON: ("kind",),
}


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs=attrs)


class PartyFields(forms.Form):
    """The party and its contact; what belongs to the parties not chosen is neither wanted nor read."""

    looked_up: LookedUp | None = None  # what came of asking the directory
    use_required_attribute = False  # what is not chosen is not wanted: the browser cannot know

    party = forms.ChoiceField(label=_("I come from"), choices=PARTIES, widget=forms.RadioSelect, initial=Party.FIRM)
    firm_name = OneLine(label=_("Name of the company"), max_length=200, widget=_line(autocomplete="organization"))
    firm_town = OneLine(
        label=_("Its town"), max_length=120, widget=_line(autocomplete="address-level2"),
        help_text=_("With the postal code, if you like: 80300 Albert."),
    )  # fmt: skip
    firm_headcount = forms.ChoiceField(
        label=_("How many people work there, you included?"),
        choices=[("", _("choose…")), *((size.code, size.words) for size in SIZES)],
    )
    firm_trade = forms.ChoiceField(label=_("What it does"), choices=[("", _("choose…")), *Trade.choices])
    firm_number = CompanyNumberField(
        label=_("SIREN, SIRET or UK company number"), required=False, max_length=40,
        widget=_line(autocomplete="off"), help_text=_("Optional: it tells firms of one name apart."),
    )  # fmt: skip
    organisation_name = OneLine(
        label=_("Name of the organisation"), max_length=200, widget=_line(autocomplete="organization")
    )
    kind = forms.ChoiceField(label=_("You are"), choices=KINDS, required=False)
    contact_name = OneLine(label=_("Your name"), max_length=120, widget=_line(autocomplete="name"))
    contact_email = EmailField(
        label=_("Your e-mail address"), autocomplete="email",
        help_text=_("The confirmation goes there, with the link to change or cancel."),
    )  # fmt: skip
    contact_phone = OneLine(
        label=_("Your mobile number"), max_length=30, required=False,
        help_text=_("Only for last-minute changes."),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name in self._not_read(self.data.get("party")):
                self.fields[name].required = False

    def _not_read(self, party: object) -> list[str]:
        return [name for one, names in PARTY_FIELDS.items() if one != party for name in names]

    def clean(self) -> dict[str, Any]:
        """Forget what was typed for the parties not chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self._not_read(cleaned.get("party")):
            self.errors.pop(name, None)
            cleaned.pop(name, None)
        return cleaned

    def party_values(self) -> dict[str, Any]:
        """The party and its contact as `RegistrationRequest` takes them."""
        cleaned = self.cleaned_data
        party = Party(cleaned["party"])
        return {
            "party": party,
            "kind": KIND_OF_PARTY.get(party) or Person.Kind(cleaned["kind"] or Person.Kind.OTHER),
            "firm": self._firm() if party == Party.FIRM else None,
            "organisation_name": cleaned.get("organisation_name", ""),
            "contact_name": cleaned["contact_name"],
            "contact_email": cleaned["contact_email"],
            "contact_phone": cleaned["contact_phone"],
        }

    def _firm(self) -> FirmRequest:
        cleaned = self.cleaned_data
        size, town = size_coded(cleaned["firm_headcount"]), cleaned["firm_town"]
        return FirmRequest(
            cleaned["firm_name"],
            town_name=town,
            town_id=_commune(town),
            headcount=(size.least, size.most) if size else None,
            trade=cleaned["firm_trade"],
            identifiers=cleaned["firm_number"],
        )


def _commune(town: str) -> int | None:
    """The id of the commune that was surely meant, or None: nobody is held up by it.

    Kept for an hour: those who come to a stop come from the same few towns.
    """
    if not town:
        return None
    digest = hashlib.sha256(town.encode()).hexdigest()[:32]
    return cache.get_or_set(f"commune-of-firm:{digest}", lambda: _found(town), AN_HOUR) or None


def _found(town: str) -> int:
    """The commune's id; 0 where there is none, or several."""
    try:
        return town_named(town).pk
    except OperationError:
        return 0
