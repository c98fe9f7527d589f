"""Codes that open a stop to those who have them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking.errors import BookingError
from registrations.booking.terms.queries import terms_of
from registrations.models import AccessCode
from tournee.texts.search import search_key


def code_named(stop: Stop, typed: str) -> AccessCode | None:
    """The code of the stop that somebody typed, however they wrote it (case, accents, spaces); None for no such code.

    One that was withdrawn opens nothing any more. One query.
    """
    key = search_key(typed)[:40]
    return AccessCode.objects.filter(stop=stop, key=key, withdrawn_at=None).first() if key else None


def require_code(stop: Stop, code: AccessCode | None) -> None:
    """Raise BookingError for a code that is not the stop's or was withdrawn, and for none where one is needed.

    At most one query, none where there is no code.
    """
    if code is None:
        if terms_of(stop).with_code_only:
            said = _("This stop is for those who have a code. Type the one you received.")
            raise BookingError(said, code="code_needed", field="access_code")
    elif not AccessCode.objects.filter(pk=code.pk, stop=stop, withdrawn_at=None).exists():
        raise unknown_code()


def unknown_code() -> BookingError:
    """What was typed opens nothing here."""
    said = _("This code opens nothing at this stop. Compare it with the message in which you received it.")
    return BookingError(said, code="unknown_code", field="access_code")
