"""The field in which people name a commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from events.models import Territory
from events.reference.errors import SeveralTowns, TownNotFound
from events.reference.queries import communes, town_label, town_named

LONGEST = 120


class TownInput(forms.TextInput):
    """A text, with suggestions as one types where JavaScript runs; and a list to choose from once several fit."""

    template_name = "events/reference/town.html"
    candidates: Sequence[Territory] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = f"{reverse('town_options')}?{urlencode({'field': name})}"
        context["widget"]["candidates"] = [(town_label(town), town) for town in self.candidates]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        return data.get(f"{name}_choice") or data.get(name)


class TownField(forms.CharField):
    """A commune by name, postal code or INSEE code ("Albert", "80300", "80016"); cleaned, it is its Territory or None.

    When several communes fit, the error says how many and the field lists them; the choice is sent with the form. Its
    initial value is a Territory or its primary key, so that it serves a foreign key of a ModelForm.
    """

    widget = TownInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Town"))
        kwargs.setdefault("help_text", _("Its name or its postal code."))
        super().__init__(max_length=LONGEST, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = communes().filter(pk=value).first()
        return town_label(value) if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return town_named(text)
        except SeveralTowns as several:
            if isinstance(self.widget, TownInput):
                self.widget.candidates = several.candidates
            raise ValidationError(str(several), code=several.code) from several
        except TownNotFound as unknown:
            raise ValidationError(str(unknown), code=unknown.code) from unknown

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))
