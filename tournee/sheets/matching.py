"""Two spellings of one word are one word: accents, case, punctuation and kinds of space do not count."""

import unicodedata

from tournee.texts.search import search_key

# What people paste without seeing it: zero-width spaces and joiners, byte order marks, soft hyphens, directional marks.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


def key(text: str) -> str:
    """What is compared of a heading or a choice: "  N° de Téléphone " gives "n de telephone"."""
    return search_key(text.translate(INVISIBLE))


def tidy(text: str) -> str:
    """A cell's text as it is kept: composed accents, no invisible characters, no space at either end, LF line ends."""
    composed = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return composed.replace("\r\n", "\n").replace("\r", "\n").strip()


def without_spaces(text: str) -> str:
    """The text less every kind of space, narrow and no-break ones included."""
    return "".join(text.split())
