"""Who came, as the workspace says it of an evening page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.figures.counting import base
from tournee.texts.typography import format_number


def came_in_words(figures: Mapping[str, int | str]) -> str:
    """“9 people came, from 8 companies.”; `figures` as the page keeps them."""
    present, companies = int(figures["present"]), int(figures["companies"])
    if not present:
        return _("Nobody was noted as here.")
    shown = {"count": format_number(present), "companies": format_number(companies)}
    if not companies:
        return ngettext("%(count)s person came.", "%(count)s people came.", present) % shown
    people = ngettext("%(count)s person came", "%(count)s people came", present) % shown
    return ngettext(
        "%(people)s, from %(companies)s company.", "%(people)s, from %(companies)s companies.", companies
    ) % {"people": people, **shown}


def withheld_in_words(figures: Mapping[str, object]) -> str:
    """That a number is too small to be printed; "" where all of them are printed."""
    least, counted = base(), (figures["present"], figures["companies"])
    if not any(isinstance(one, int) and 0 < one < least for one in counted):
        return ""
    return _("Numbers under %(least)s are not printed: they could tell who came.") % {"least": format_number(least)}
