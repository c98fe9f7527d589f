"""What whoever sends the evening page may have overlooked. None of it keeps it from leaving."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.evening.points import written_only_in
from registrations.evening.queries import still_to_end
from registrations.models import EveningPage
from tournee.texts.typography import format_number, format_time

_NAMED = re.compile(r"(?:^|[\s,(])(?:MM?\.|[Mm](?:mes?|lles?)|Mrs?\.?|Ms\.?)\s+(?!(?:la|le|les|the)\s|l[’'])\w")


def before_it_goes(page: EveningPage) -> list[str]:
    """What is to be known before the page is approved, in sentences; one query."""
    return list(_warnings(page))


def _warnings(page: EveningPage) -> Iterator[str]:
    end = still_to_end(page.stop)
    if end is not None:
        yield _(
            "The last session ends at %(time)s: whoever comes after approval has the page only once it is sent to them."
        ) % {"time": format_time(end.time())}
    yield from _in_one_language(page)
    for quote in page.quotes:
        if reads_like_a_name(quote["by"]):
            said = _("“%(name)s” reads like somebody’s name, and is printed: a role says enough.")
            yield said % {"name": quote["by"]}


def _in_one_language(page: EveningPage) -> Iterator[str]:
    """That readers of the other language find points, or what comes next, in this one."""
    written = {
        language
        for language in ("fr", "en")
        if any(getattr(page, f"{part}_{language}").strip() for part in ("points", "next"))
    }
    if written == {"fr"}:
        yield _("Only French is written: the English page and e-mails show it in French.")
    elif written == {"en"}:
        yield _("Only English is written: the French page and e-mails show it in English.")
    else:
        yield from _points_in_one_language(page)
        yield from _next_in_one_language(page)


def _next_in_one_language(page: EveningPage) -> Iterator[str]:
    if page.next_fr.strip() and not page.next_en.strip():
        yield _("“What comes next” is in French only: the English page and e-mails show it in French.")
    if page.next_en.strip() and not page.next_fr.strip():
        yield _("“What comes next” is in English only: the French page and e-mails show it in English.")


def _points_in_one_language(page: EveningPage) -> Iterator[str]:
    if french := written_only_in(page, "fr"):
        yield ngettext(
            "%(count)s point is in French only: the English page and e-mails show it in French.",
            "%(count)s points are in French only: the English page and e-mails show them in French.",
            french,
        ) % {"count": format_number(french)}
    if english := written_only_in(page, "en"):
        yield ngettext(
            "%(count)s point is in English only: the French page and e-mails show it in English.",
            "%(count)s points are in English only: the French page and e-mails show them in English.",
            english,
        ) % {"count": format_number(english)}


def reads_like_a_name(role: str) -> bool:
    """Whether a role begins like a person’s name: “Mme Durand”, “Mr Smith”; not “M. le maire”."""
    return _NAMED.search(role) is not None
