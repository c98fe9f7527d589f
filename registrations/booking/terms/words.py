"""The terms of a stop in sentences, as the team reads them over and registrants are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Stop
from registrations.booking.terms.queries import terms_of
from registrations.models import Terms
from tournee.texts.typography import format_date_time


def terms_in_words(stop: Stop) -> list[str]:
    """The terms, a sentence each, in the active language; at most one query."""
    return list(_sentences(stop))


def told_before(stop: Stop) -> list[str]:
    """What a party should know of the terms before it fills in anything, in the active language; at most one query."""
    terms = terms_of(stop)
    said = [_("This stop is for those who have a code.")] if terms.with_code_only else []
    if terms.approval:
        said.append(_("Each registration is approved by the team, which writes to you."))
    return [*said, *_of_one_firm(terms)]


def ask_label(stop: Stop) -> str:
    """What the button that registers says: where the team approves, one asks."""
    return _("Ask for a place") if terms_of(stop).approval else _("Register")


def _of_one_firm(terms: Terms) -> Iterator[str]:
    if most := terms.maximum_per_firm:
        yield ngettext("At most %(count)s person of one firm.", "At most %(count)s people of one firm.", most) % {
            "count": most
        }


def _sentences(stop: Stop) -> Iterator[str]:
    terms = terms_of(stop)
    if terms.opens_at:
        yield _("Registration opens on %(when)s.") % {"when": format_date_time(terms.opens_at, zone=stop.zone)}
    if terms.closes_at:
        yield _("Registration closes on %(when)s.") % {"when": format_date_time(terms.closes_at, zone=stop.zone)}
    if not terms.opens_at and not terms.closes_at:
        yield _("It is open from publication until the end of the last session.")
    elif not terms.closes_at:
        yield _("It closes with the last session.")
    yield (
        _("Only those with a code register.") if terms.with_code_only else _("Everybody may register, without a code.")
    )
    if terms.approval:
        yield _("The team approves each registration; until then its places are held and nothing is confirmed.")
    yield from _of_one_firm(terms)
    if terms.smaller_may_pass:
        yield _("Freed places go in order of arrival; a party too large for them waits, and a smaller one may pass it.")
    else:
        yield _("Freed places go in order of arrival; a party too large for them waits, and nobody passes it.")
    if hours := terms.offer_hours:
        yield ngettext(
            "They are offered: whoever waited has %(count)s hour to accept.",
            "They are offered: whoever waited has %(count)s hours to accept.",
            hours,
        ) % {"count": hours}
    else:
        yield _("They are confirmed at once, and whoever waited is written to.")
