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
class Head:
    """The page's own address, the same page by language, and its description."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    description: str


def head_of(name: str, args: Sequence[str], description: str) -> Head:
    """The head of the page called `name`, without the filters it may be asked with; made once for the same page."""
    return _made(name, tuple(args), description, active_language(), settings.SITE_URL)


@lru_cache(maxsize=256)
def _made(name: str, args: tuple[str, ...], description: str, language: str, site: str) -> Head:
    addresses: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = f"{site}{reverse(name, args=args)}"
    own = addresses.get(language, addresses[settings.LANGUAGE_CODE])
    alternates = (*addresses.items(), ("x-default", addresses[settings.LANGUAGE_CODE]))
    return Head(own, alternates, Truncator(" ".join(description.split())).chars(200))
