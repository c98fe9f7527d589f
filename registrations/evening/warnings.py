"""What whoever sends the evening page may have overlooked. None of it keeps it from leaving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from registrations.evening.queries import still_to_end
from registrations.figures.counting import base
from registrations.models import EveningPage
from tournee.texts.typography import format_number, format_time


def before_it_goes(page: EveningPage) -> list[str]:
    """What is to be known before the page is approved, in sentences; one query."""
    return list(_warnings(page))


def _warnings(page: EveningPage) -> Iterator[str]:
    end = still_to_end(page.stop)
    if end is not None:
        yield _(
            "The last session ends at %(time)s: whoever comes after approval has the page only once it is sent to them."
        ) % {"time": format_time(end.time())}
    written = {language for language in ("fr", "en") if getattr(page, f"points_{language}").strip()}
    if written == {"fr"}:
        yield _("Only French is written: the English page and e-mails show it in French.")
    elif written == {"en"}:
        yield _("Only English is written: the French page and e-mails show it in English.")


def withheld_in_words(figures: Mapping[str, object]) -> str:
    """That a number is too small to be printed; "" where all of them are printed."""
    least, counted = base(), (figures["present"], figures["companies"])
    if not any(isinstance(one, int) and 0 < one < least for one in counted):
        return ""
    return _("Numbers under %(least)s are not printed: they could tell who came.") % {"least": format_number(least)}
