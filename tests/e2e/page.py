"""What a page is to the browser's tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `sample` names the address's arguments (`prepare.py`); `who` a person there, or a step of signing in.

    With `refused`, its form is sent empty first and answered with that status, so that what it refuses is seen.
    """

    name: str
    url: str
    sample: str = ""
    who: str = "anyone"
    query: str = ""
    status: int = 200
    refused: int = 0

    def __str__(self) -> str:
        return self.name

    def path(self, language: str, samples: Mapping[str, Mapping[str, Any]]) -> str:
        """Its address in a language."""
        with translation.override(language):
            return reverse(self.url, kwargs=dict(samples[self.sample]) if self.sample else None) + self.query
