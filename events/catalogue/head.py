"""What the head of a public page says to machines: its address in each language, and what it is in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
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

    @property
    def tags(self) -> SafeString:
        """All of it as elements. Not a template: of a page that changes each time, it would take a tenth."""
        parts = [
            _links(self.canonical, self.alternates),
            f'<meta name="description" content="{escape(self.description)}">',
        ]
        if self.card:
            parts += _shared(self, self.card)
        return mark_safe("\n  ".join(parts))  # noqa: S308 -- every text of a part went through escape


def head_of(name: str, args: Sequence[str], description: str, card: Card | None = None) -> Head:
    """The head of the page called `name`, without the filters it may be asked with."""
    language, addresses = active_language(), _addresses(name, tuple(args), settings.SITE_URL)
    return Head(
        canonical=addresses[language],
        alternates=tuple(addresses.items()),
        description=_in_a_sentence(description),
        locale=_LOCALES[language],
        card=card,
    )


_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@lru_cache(maxsize=1024)
def _addresses(name: str, args: tuple[str, ...], site: str) -> dict[str, str]:
    """The page by language."""
    addresses: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = f"{site}{reverse(name, args=args)}"
    return {**addresses, "x-default": addresses[settings.LANGUAGE_CODE]}


@lru_cache(maxsize=1024)
def _links(canonical: str, alternates: tuple[tuple[str, str], ...]) -> str:
    others = [
        f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(address)}">' for code, address in alternates
    ]
    return "\n  ".join([f'<link rel="canonical" href="{escape(canonical)}">', *others])


def _shared(head: Head, card: Card) -> Iterator[str]:
    """The card as networks read it (Open Graph), and the feed."""
    told = {
        "og:type": "website", "og:site_name": settings.SITE_NAME, "og:locale": head.locale, "og:url": head.canonical,
        "og:title": card.title, "og:description": head.description,
    }  # fmt: skip
    if card.image:
        told |= {
            "og:image": card.image, "og:image:type": "image/png", "og:image:width": "1200", "og:image:height": "630",
            "og:image:alt": card.image_alt,
        }  # fmt: skip
        yield '<meta name="twitter:card" content="summary_large_image">'
    for name, text in told.items():
        yield f'<meta property="{name}" content="{escape(text)}">'
    if card.feed:
        yield (
            f'<link rel="alternate" type="application/atom+xml" title="{escape(card.feed_title)}"'
            f' href="{escape(card.feed)}">'
        )


@lru_cache(maxsize=1024)
def _in_a_sentence(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(200)
