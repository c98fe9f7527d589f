"""What somebody who searches means: a commune, named whole or by a code, or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from events.models import Territory
from events.reference.queries import find_towns, town_label, towns_called, towns_like
from tournee.texts.search import search_key

LONGEST = 120  # characters looked for
_MANY_TIMES = 10  # a commune with as many times the people of the next of its name is the one that is meant
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What `text`, as it was written, was read as: `town`, else `words`, else neither.

    `others` are further communes of that name or code. Where there is no `town` they are to be chosen among. `by_code`
    tells that a postal code named them. `quoted` is the text as words and nothing else.
    """

    text: str
    town: Territory | None = None
    others: Sequence[Territory] = ()
    words: Sequence[str] = field(default=())
    by_code: bool = False
    cut: bool = False

    @property
    def asks(self) -> bool:
        """Whether several communes are so called and none of them is surely meant."""
        return self.town is None and bool(self.others)

    @property
    def nothing(self) -> bool:
        """Whether something was written, and there is nothing in it to look for."""
        return bool(self.text) and self.town is None and not self.words

    @property
    def quoted(self) -> str:
        """The text as whoever looks for words and no commune writes it."""
        return f'"{_unquoted(self.text) or self.text}"'


def read(text: str) -> Reading:
    """What `text` means. At most three queries.

    A commune is one that is called so whole, or has that postal or INSEE code: of several, the one that is ten times
    as large as the next, or the largest of one postal code. All else is words; so is what stands in quotation marks.
    """
    clean = " ".join("".join(c if c.isprintable() else " " for c in text[: LONGEST * 8]).split())
    said, cut = clean[:LONGEST].strip(), len(clean) > LONGEST
    words = search_key(said).split()
    if not words or _unquoted(said):
        return Reading(said, words=words, cut=cut)
    towns = [town for town in towns_called(said) if town.latitude is not None]
    by_code = search_key(said).isdigit()
    if not towns:
        return Reading(said, words=words, cut=cut)
    first, *others = towns
    sure = by_code or not others or (first.population or 0) >= _MANY_TIMES * (others[0].population or 0)
    return Reading(
        said, town=first if sure else None, others=others if sure else towns, words=words, by_code=by_code, cut=cut
    )


def perhaps(reading: Reading) -> list[Territory]:
    """The communes that may have been meant by words nothing was found by. At most four queries."""
    if not reading.words:
        return []
    return find_towns(reading.text, 6) or towns_like(reading.text)


def label(town: Territory) -> str:
    """A commune as the search's field takes it."""
    return town_label(town)


def _unquoted(text: str) -> str:
    """What stands between quotation marks; "" where `text` does not."""
    closing = _QUOTES.get(text[:1])
    return text[1:-1].strip() if closing and len(text) > 2 and text[-1] in {closing, text[0]} else ""
