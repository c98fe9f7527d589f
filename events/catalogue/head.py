"""What the head of a public page says to machines: its address in each language, and what it is in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import override

from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class Card:
    """What a link to the page shows where it is shared: its title, its picture, and the feed of what changes there.

    Addresses are absolute; "" where there is none.
    """

    title: str
    image: str = ""
    image_alt: str = ""
    feed: str = ""
    feed_title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The page's own address, the same page by language, its description, and how it is shared if that is settled."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    description: str
    locale: str
    card: Card | None


def head_of(name: str, args: Sequence[str], description: str, card: Card | None = None) -> Head:
    """The head of the page called `name`, without the filters it may be asked with; made once for the same page."""
    return _made(name, tuple(args), description, card, (active_language(), settings.SITE_URL))


_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@lru_cache(maxsize=256)
def _made(name: str, args: tuple[str, ...], description: str, card: Card | None, where: tuple[str, str]) -> Head:
    language, site = where
    addresses: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = f"{site}{reverse(name, args=args)}"
    own = addresses.get(language, addresses[settings.LANGUAGE_CODE])
    alternates = (*addresses.items(), ("x-default", addresses[settings.LANGUAGE_CODE]))
    said = Truncator(" ".join(description.split())).chars(200)
    return Head(own, alternates, said, _LOCALES[language], card)
