"""The firm of a form filled in from the public directory: by its number, or chosen among those of its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from registrations.booking.directory import asking
from registrations.booking.directory.firm import DirectoryFirm
from registrations.booking.directory.http import DirectoryDown
from registrations.booking.rates import asked_too_often, within_rate
from tournee.accounts.throttling import client_ip

_ASKED, _SECONDS = 20, 10 * 60  # look-ups from one address


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What came of looking: a sentence, and the firms to choose from."""

    says: str
    firms: Sequence[DirectoryFirm] = ()


def look_up(form: forms.Form, request: HttpRequest) -> LookedUp:
    """Fill in the firm of `form`, which is not judged, from what was typed or chosen; says what came of it."""
    if not asking.is_on():
        return LookedUp("")
    if not within_rate("directory", client_ip(request) or "", limit=_ASKED, seconds=_SECONDS):
        return LookedUp(asked_too_often())
    try:
        return _look_up(form, request.POST.get("take") or "")
    except DirectoryDown:
        return LookedUp(_("The directory does not answer. Fill in these few fields, and go on."))


def _look_up(form: forms.Form, chosen: str) -> LookedUp:
    number = _siren(form, chosen or form.initial.get("firm_number") or "")
    if number is not None:
        if not number:
            return LookedUp(_("This is no SIREN or SIRET. Correct it, or go on without it."))
        firm = asking.firm_numbered(number)
        if firm is None:
            return LookedUp(_("The directory knows no firm with this number. Fill in these few fields, and go on."))
        return _filled(form, firm)
    if not asking.by_name():
        return LookedUp(_("Type the SIREN or SIRET first."))
    name = str(form.initial.get("firm_name") or "")
    firms = asking.firms_named(name, str(form.initial.get("firm_town") or ""))
    if not firms:
        return LookedUp(_("The directory finds no firm of this name. Fill in these few fields, and go on."))
    return LookedUp(_("Which one is it?"), firms)


def _siren(form: forms.Form, typed: str) -> str | None:
    """The SIREN in what was typed; empty for something that is none, None where nothing was typed."""
    if not typed.strip():
        return None
    try:
        return dict(form.fields["firm_number"].clean(typed)).get("siren", "")
    except forms.ValidationError:
        return ""


def _filled(form: forms.Form, firm: DirectoryFirm) -> LookedUp:
    """Fill in what the directory knows; what it does not stays as it was typed."""
    known = {
        "firm_name": firm.name,
        "firm_town": firm.town,
        "firm_headcount": firm.size,
        "firm_trade": firm.trade,
        "firm_number": firm.siren,
    }
    if form.initial.get("firm_number"):
        del known["firm_number"]  # a SIRET says more
    form.initial.update({name: value for name, value in known.items() if value})
    return LookedUp(_("Filled in from the public directory: look whether it is right."))
