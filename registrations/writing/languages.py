"""Words written in one language alone: how many read another, and what they get instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils.translation import ngettext

from events.models import Stop, Tour
from registrations.models import Registration
from tournee.texts.typography import format_number


def registered_in(scope: Stop | Tour) -> dict[str, int]:
    """How many registrations stand in each language at a stop or at all stops of a tour; one query."""
    at = {"stop__tour": scope} if isinstance(scope, Tour) else {"stop": scope}
    live = Registration.objects.filter(**at, state=Registration.State.LIVE).exclude(origin=Registration.Origin.WALK_IN)
    return dict(live.order_by().values_list("language").annotate(Count("pk")))


def unwritten(scope: Stop | Tour, written: Collection[str]) -> list[str]:
    """Who registered in a language in which a message says nothing, a sentence each; at most one query."""
    return left_unwritten(registered_in(scope), written) if len(written) == 1 else []


def left_unwritten(counts: Mapping[str, int], written: Collection[str]) -> list[str]:
    """The same of so many registrations by language."""
    return [_read_the_other(language, count) for language, count in _left(counts, written)]


def keep_our_words(counts: Mapping[str, int], written: Collection[str]) -> list[str]:
    """Who keeps our words of a notice that has the tour's own in another language alone, a sentence each."""
    return [_keep_ours(language, count) for language, count in _left(counts, written)] if written else []


def _left(counts: Mapping[str, int], written: Collection[str]) -> list[tuple[str, int]]:
    return [(language, count) for language, count in sorted(counts.items()) if count and language not in written]


def _read_the_other(language: str, count: int) -> str:
    if language == "en":
        said = ngettext(
            "%(count)s registration was made in English, in which nothing is written: it reads the French text.",
            "%(count)s registrations were made in English, in which nothing is written: they read the French text.",
            count,
        )
    else:
        said = ngettext(
            "%(count)s registration was made in French, in which nothing is written: it reads the English text.",
            "%(count)s registrations were made in French, in which nothing is written: they read the English text.",
            count,
        )
    return said % {"count": format_number(count)}


def _keep_ours(language: str, count: int) -> str:
    if language == "en":
        said = ngettext(
            "%(count)s registration was made in English: it reads our words until you write yours in English.",
            "%(count)s registrations were made in English: they read our words until you write yours in English.",
            count,
        )
    else:
        said = ngettext(
            "%(count)s registration was made in French: it reads our words until you write yours in French.",
            "%(count)s registrations were made in French: they read our words until you write yours in French.",
            count,
        )
    return said % {"count": format_number(count)}
