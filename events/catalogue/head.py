"""What the head of a public page says to machines: its address in each language, and what it is in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, override


@dataclass(frozen=True, slots=True)
class Head:
    """The page's own address, the same page by language, and its description."""

    canonical: str
    alternates: list[tuple[str, str]]
    description: str


def head_of(name: str, args: Sequence[str], description: str) -> Head:
    """The head of the page called `name`, without the filters it may be asked with."""
    addresses: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = f"{settings.SITE_URL}{reverse(name, args=args)}"
    own = addresses.get(get_language() or "fr", addresses[settings.LANGUAGE_CODE])
    alternates = [*addresses.items(), ("x-default", addresses[settings.LANGUAGE_CODE])]
    return Head(own, alternates, Truncator(" ".join(description.split())).chars(200))
