"""One spelling for searching, the same on every database: "éclair" finds "Éclair", "Saint-Dié" finds "saint die"."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def search_key(*texts: str) -> str:
    """`texts` joined, without accents, case or punctuation, single-spaced: what is stored and what is looked for.

    Letters and figures of every script stay. `tournee/web/static/desk/search.js` makes the same of a name.
    """
    joined = " ".join(text for text in texts if text).casefold().translate(LIGATURES)
    plain = "".join(c for c in unicodedata.normalize("NFKD", joined) if not unicodedata.category(c).startswith("M"))
    return _NOT_WORD.sub(" ", plain).strip()
