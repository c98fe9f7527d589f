"""Words in which what stands in braces is filled in for each reader; nothing else may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from tournee.errors import OperationError

E = TypeVar("E", bound=OperationError)
_BRACED = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Placeholders(Generic[E]):
    """What may stand in braces, by language and by what it is called there; each language is understood in both.

    `error` is what a fault is raised as.
    """

    by_language: Mapping[str, Mapping[str, str]]
    error: type[E]

    def offered(self, language: str) -> str:
        """As somebody types them: “{name}, {town}…”."""
        return ", ".join(f"{{{name}}}" for name in self.by_language[language])

    def faults(self, text: str, language: str, field: str) -> Iterator[E]:
        """What stands in braces and cannot be filled in, or a brace by itself, beside its field: each an `error`."""
        known = self.offered(language)
        for name in _BRACED.findall(text):
            if self._meaning(name) is None:
                said = _("“{%(name)s}” is nothing that can be filled in. Use %(known)s, or leave the braces out.")
                yield self.error(said % {"name": name, "known": known}, code="unknown_placeholder", field=field)
        if re.search(r"[{}]", _BRACED.sub("", text)):
            said = _("A brace is opened or closed by itself. Write what is to be filled in as {%(name)s}.")
            first = next(iter(self.by_language[language]))
            yield self.error(said % {"name": first}, code="lone_brace", field=field)

    def filled(self, text: str, known: Mapping[str, str]) -> str:
        """`text` with what is `known` of each meaning in its place."""
        return _BRACED.sub(lambda found: known.get(self._meaning(found[1]) or "", found[0]), text)

    def _meaning(self, typed: str) -> str | None:
        name = typed.strip().casefold()
        return next((names[name] for names in self.by_language.values() if name in names), None)
