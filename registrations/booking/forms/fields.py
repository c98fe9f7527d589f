"""Fields that every form of booking uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models.identifiers import clean_identifier
from registrations.booking.offer import OfferedSession
from tournee.errors import OperationError
from tournee.texts.direction import unturned

EMAIL_LENGTH = 200
_SPACES = re.compile(r"[\s.\u00a0\u202f-]+")


class OneLine(forms.CharField):
    """A name: what was pasted with line ends, tabs or control characters becomes one line."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text or "\x00" in text:
            return text  # a NUL is refused by the field's own validator
        plain = "".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in unturned(text))
        return " ".join(plain.split())


class EmailField(forms.EmailField):
    """One address, short enough for every column and header it ends in."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": kwargs.pop("autocomplete", "off"), "inputmode": "email"}
        super().__init__(max_length=EMAIL_LENGTH, widget=forms.EmailInput(attrs), **kwargs)
        self.error_messages["invalid"] = _("Write one address such as name@example.org, without a name around it.")


class CompanyNumberField(forms.CharField):
    """A SIREN, SIRET or UK company number, told apart by its length; cleaned to (scheme, value) pairs.

    A SIRET also gives its SIREN, so that a firm with two sites is one firm.
    """

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        plain = _SPACES.sub("", typed).upper()
        if not plain:
            return ()
        scheme = {9: "siren", 14: "siret", 8: "uk_company"}.get(len(plain), "")
        if not scheme:
            raise forms.ValidationError(
                _("A SIREN has nine digits, a SIRET fourteen, a UK company number eight signs. Or leave it empty."),
                code="bad_identifier",
            )
        try:
            number = clean_identifier(scheme, plain)
        except OperationError as error:
            raise forms.ValidationError(str(error.message), code=error.code) from error
        siren = (("siren", number[:9]),) if scheme == "siret" else ()
        return (*siren, (scheme, number))


class SessionsField(forms.MultipleChoiceField):
    """Some of the sessions offered (or of those of a field `like` this one), cleaned to their ids."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Choose at least one session."),
        "invalid_choice": _("One of these sessions can no longer be chosen. Look at the programme again."),
    }

    def __init__(
        self, offered: Iterable[OfferedSession] = (), *, like: SessionsField | None = None, **kwargs: Any
    ) -> None:
        choices = like.choices if like else [(str(one.session.pk), one.label) for one in offered]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Any:
        return frozenset(int(chosen) for chosen in super().clean(value))
