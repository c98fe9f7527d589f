"""Columns of words: free text, an address, one of a list, yes or no."""

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from tournee.sheets.columns.base import Column, Parsed, Raw, Value
from tournee.sheets.columns.figures import plain
from tournee.sheets.errors import ValueRefused
from tournee.sheets.matching import key, without_spaces

LISTED = 12
"""How many choices a remedy lists."""


@dataclass(frozen=True)
class Text(Column):
    """Free text of at most `max_length` characters."""

    max_length: int | None = None

    width = 32

    def parse(self, cell: Raw) -> Parsed:
        text = as_text(cell)
        if self.max_length is not None and len(text) > self.max_length:
            raise ValueRefused(
                _("This text has %(length)d characters, which is too long.") % {"length": len(text)}, self.remedy()
            )
        return Parsed(text)

    def remedy(self) -> str:
        if self.max_length is None:
            return super().remedy()
        return _("Shorten it to %(limit)d characters.") % {"limit": self.max_length}

    def guide(self) -> str:
        if self.max_length is None:
            return _("Any text.")
        return _("A text of at most %(limit)d characters.") % {"limit": self.max_length}


@dataclass(frozen=True)
class Email(Column):
    """One e-mail address, without a name; its domain in small letters."""

    width = 32

    def parse(self, cell: Raw) -> Parsed:
        address = without_spaces(as_text(cell)).removeprefix("mailto:").strip("<>")
        local, at, domain = address.rpartition("@")
        address = local + at + domain.lower()
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValueRefused(_("This is not an e-mail address."), self.remedy()) from error
        return Parsed(address)

    def remedy(self) -> str:
        return _("Write one address such as name@example.org, without a name around it.")


@dataclass(frozen=True)
class Choice(Column):
    """One of `choices` (Django's: pairs of value and label), named by its value or its label in either language.

    `synonyms`: other words for a value, as {word: value}.
    """

    choices: Iterable[tuple[str, str | Promise]] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def parse(self, cell: Raw) -> Parsed:
        words = self._words
        said = key(as_text(cell))
        if said in words:
            return Parsed(words[said])
        near = difflib.get_close_matches(said, words, n=1, cutoff=0.75)
        if near:
            meant = self._label(words[near[0]])
            raise ValueRefused(
                _("This is not in the list."), _("Did you mean “%(choice)s”?") % {"choice": meant} + " " + self.remedy()
            )
        raise ValueRefused(_("This is not in the list."), self.remedy())

    @cached_property
    def _words(self) -> dict[str, str]:
        words = {key(word): value for word, value in self.synonyms.items()}
        for language in ("en", "fr"):
            with override(language):
                words |= {key(str(label)): value for value, label in self.choices}
        return words | {key(value): value for value, _label in self.choices}

    def _label(self, value: Value) -> str:
        return next((str(label) for known, label in self.choices if known == value), str(value))

    def remedy(self) -> str:
        labels = [str(label) for _value, label in self.choices]
        listed = ", ".join(labels[:LISTED]) + (", …" if len(labels) > LISTED else "")
        return _("Write one of: %(choices)s.") % {"choices": listed}

    def text(self, value: Value, language: str) -> str:
        with override(language):
            return "" if value is None else self._label(value)


YES = {"oui", "o", "yes", "y", "x", "vrai", "true", "1", "ok", "✓", "✔", "☑"}
NO = {"non", "n", "no", "faux", "false", "0", "☐"}


@dataclass(frozen=True)
class Boolean(Column):
    """Yes or no; `default=False` for a column that people tick with an x and otherwise leave empty."""

    width = 10

    def parse(self, cell: Raw) -> Parsed:
        said = as_text(cell).strip(" .").casefold()
        if said in YES:
            return Parsed(True)
        if said in NO:
            return Parsed(False)
        raise ValueRefused(_("This is neither yes nor no."), self.remedy())

    def remedy(self) -> str:
        return _("Write yes or no (oui, non and x are understood too).")

    def text(self, value: Value, language: str) -> str:
        if value is None:
            return ""
        if language.startswith("fr"):
            return "oui" if value else "non"
        return "yes" if value else "no"


def as_text(cell: Raw) -> str:
    """A cell of any kind as somebody would have typed it; raises ValueRefused where nobody can tell."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return plain(cell)
    if isinstance(cell, dt.datetime | dt.date | dt.time | dt.timedelta):
        raise ValueRefused(
            _("The spreadsheet made a date or a time of this text."),
            _("Format the column as Text, then type the value again."),
        )
    return cell
