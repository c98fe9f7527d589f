"""A questionnaire as it was frozen: read from JSON, in every language it is offered in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Words = Mapping[str, str]


def said(words: Words, language: str) -> str:
    """The words in that language, or in the other where it has none."""
    return words.get(language) or next((text for text in words.values() if text), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick, a line of a grid, or a level of a scale: its code for ever, and its words."""

    code: str
    words: Words

    def said(self, language: str) -> str:
        """The choice in that language."""
        return said(self.words, language)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `settings` is its type's own; `skill` the code of what it asks about, or nothing.

    `framework` says of which framework and version that is (`name@2`); nothing in what was frozen before it was kept.
    """

    code: str
    kind: str
    label: Words
    help: Words = field(default_factory=dict)
    required: bool = False
    skill: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    framework: str = ""

    def choices(self, name: str = "choices") -> list[Choice]:
        """The choices, items or levels among its settings."""
        return [Choice(row["code"], words_of(row)) for row in self.settings.get(name, ())]


@dataclass(frozen=True, slots=True)
class Section:
    """A page of questions."""

    title: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole questionnaire."""

    languages: tuple[str, ...]
    title: Words
    intro: Words
    thanks: Words
    sections: tuple[Section, ...]

    def questions(self) -> list[Question]:
        """Every question, in order."""
        return [question for section in self.sections for question in section.questions]


def read(content: Mapping[str, Any]) -> Content:
    """The questionnaire in the JSON of a version."""
    return Content(
        languages=tuple(content.get("languages", ("fr", "en"))),
        title=content.get("title", {}),
        intro=content.get("intro", {}),
        thanks=content.get("thanks", {}),
        sections=tuple(
            Section(section.get("title", {}), tuple(map(_question, section["questions"])))
            for section in content["sections"]
        ),
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        code=row["code"],
        kind=row["kind"],
        label=row["label"],
        help=row.get("help", {}),
        required=row.get("required", False),
        skill=row.get("skill", ""),
        settings=row.get("settings", {}),
        framework=row.get("framework", ""),
    )


def words_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The words of a choice in JSON: `{"code": …, "fr": …, "en": …}`."""
    return {language: row[language] for language in ("fr", "en") if row.get(language)}
