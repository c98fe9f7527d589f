"""A tour's own words of a notice: its subject, and the text at the top of the message."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from registrations.models import NoticeText
from tournee.database.asked import Asked, plain

_A_MINUTE = 60
_texts = Asked(
    plain,
    lambda tour, moment, language: (
        NoticeText.objects.filter(tour=tour, moment=moment, language=language).order_by().values_list("subject", "text")
    ),
    *(int, str, str),
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Both as the team typed them; either may be empty."""

    subject: str = ""
    text: str = ""


_NONE = OwnWords()


def own_words(tour_id: int, moment: str, language: str) -> OwnWords:
    """The tour's words for that moment (`NoticeText.Moment`); one query, and none where the tour has no words at all.

    That it has none is remembered for a minute: see `words_changed`.
    """
    if moment not in NoticeText.Moment.values or cache.get(_key(tour_id)) is not None:
        return _NONE
    found = _texts(tour_id, moment, language)
    if found:
        return OwnWords(*found[0])
    if not NoticeText.objects.filter(tour=tour_id).exists():
        cache.set(_key(tour_id), True, _A_MINUTE)
    return _NONE


def words_changed(tour_id: int) -> None:
    """The team wrote words: they are read from now on, by other processes within a minute."""
    cache.delete(_key(tour_id))


def _key(tour_id: int) -> str:
    return f"no-notice-texts:{tour_id}"
