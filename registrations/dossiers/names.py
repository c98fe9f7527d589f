"""Names of firms as they are compared: without case, accents, legal form or little words."""

from __future__ import annotations

from tournee.texts.search import search_key

# Legal forms of France and the United Kingdom, and words that are written or left out.
_FORMS = "sa sas sasu sarl eurl sci snc scop scic gie ei eirl ltd limited plc llp lp cic uk inc gmbh"
_LITTLE = (
    "ets etablissements entreprise societe ste cie compagnie groupe group company co and et the le la les l d de du"
)
_LEFT_OUT = frozenset(f"{_FORMS} {_LITTLE}".split())
# Mailboxes that thousands of firms share: the same domain says nothing.
_NAMES_SHARED = "gmail googlemail hotmail outlook live msn yahoo ymail icloud me aol gmx proton protonmail"
_FRENCH_SHARED = "orange wanadoo free sfr neuf bbox numericable laposte"
_BRITISH_SHARED = "btinternet sky virginmedia talktalk btopenworld ntlworld"
_SHARED = frozenset(f"{_NAMES_SHARED} {_FRENCH_SHARED} {_BRITISH_SHARED}".split())


def compared(name: str) -> str:
    """The words of `name` that tell it from others, in order; the whole name where nothing else is left."""
    words = search_key(name.replace(".", "")).split()
    telling = [word for word in words if word not in _LEFT_OUT]
    return " ".join(telling or words)


def domain_of(address: str) -> str:
    """The domain of an address if it may be a firm's own; empty otherwise."""
    _name, _at, domain = address.casefold().rpartition("@")
    return "" if domain.partition(".")[0] in _SHARED else domain
