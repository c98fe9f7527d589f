"""From the rows people edit to the JSON that is frozen, and what is missing before that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.queries import sections_of
from tournee.questions.content import Question as Asked
from tournee.questions.content import read
from tournee.questions.registry import TYPES
from tournee.questions.settings import SettingsError
from tournee.texts.languages import LANGUAGE_CHOICES


def content_of(questionnaire: Questionnaire, sections: Sequence[Section] | None = None) -> dict[str, Any]:
    """The JSON that `tournee.questions.content.read` reads, of `questionnaire` as it stands.

    Two queries, or none where its `sections` were read already (`queries.sections_of`).
    """
    languages = questionnaire.languages
    return {
        "languages": languages,
        "title": _words(questionnaire, "title", languages),
        "intro": _words(questionnaire, "intro", languages),
        "thanks": _words(questionnaire, "thanks", languages),
        "sections": [_section(section, languages) for section in sections or sections_of(questionnaire)],
    }


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of `content` as JSON with sorted keys, no spaces and no escapes, in UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def missing_in(content: Mapping[str, Any]) -> list[str]:
    """What `content` lacks before it can be asked, one sentence each, naming the question."""
    return list(_missing_in(content))


def _missing_in(content: Mapping[str, Any]) -> Iterator[str]:
    languages, sections = content["languages"], content["sections"]
    yield from _unsaid(_("The questionnaire"), "title", content, languages)
    for part in ("intro", "thanks"):
        yield from _half_said(_("The questionnaire"), part, content, languages)
    if not any(section["questions"] for section in sections):
        yield _("There is no question yet.")
    first = 1
    for number, (section, asked) in enumerate(zip(sections, read(content).sections, strict=True), 1):
        yield from _missing_in_section(section, number, len(sections), languages)
        for position, (row, question) in enumerate(zip(section["questions"], asked.questions, strict=True), first):
            yield from _missing_in_question(row, question, position, languages)
        first += len(section["questions"])


def _missing_in_section(section: Mapping[str, Any], number: int, of: int, languages: list[str]) -> Iterator[str]:
    name = _("Page %(number)s") % {"number": number}
    if of == 1:  # a page alone needs no title
        yield from _half_said(name, "title", section, languages)
        return
    if not section["questions"]:
        yield _("%(name)s has no question: add one, or remove the page.") % {"name": name}
    yield from _unsaid(name, "title", section, languages)


def _missing_in_question(row: Mapping[str, Any], question: Asked, number: int, languages: list[str]) -> Iterator[str]:
    known = TYPES[question.kind]
    label = known.label(question, languages[0]) or question.code
    name = _("Question %(number)s, “%(label)s”") % {"number": number, "label": label}
    yield from (_half_said if known.speaks_for_itself else _unsaid)(name, "label", row, languages)
    yield from _half_said(name, "help", row, languages)
    try:
        known.check(question, languages)
    except SettingsError as error:
        what = next((setting.label for setting in known.settings if setting.name == error.field), "") or error.field
        yield _("%(name)s: %(what)s – %(error)s") % {"name": name, "what": what, "error": error.message}


def _half_said(name: str, part: str, holder: Mapping[str, Any], languages: list[str]) -> Iterator[str]:
    """The same as `_unsaid`, for what may be left out in all languages."""
    if any(holder[part].values()):
        yield from _unsaid(name, part, holder, languages)


def _unsaid(name: str, part: str, holder: Mapping[str, Any], languages: list[str]) -> Iterator[str]:
    """A sentence for each language in which a part of what is called `name` is not said."""
    parts = {
        "title": _("its title"), "label": _("what it asks"), "help": _("its help"),
        "intro": _("its introduction"), "thanks": _("what becomes of the answers"),
    }  # fmt: skip
    spoken = dict(LANGUAGE_CHOICES)
    for language in languages:
        if not holder[part].get(language):
            words = {"name": name, "part": parts[part], "language": spoken[language]}
            yield _("%(name)s lacks %(part)s in this language: %(language)s.") % words


def _section(section: Section, languages: list[str]) -> dict[str, Any]:
    return {
        "title": _words(section, "title", languages),
        "questions": [_question(question, languages) for question in section.questions.all()],
    }


def _question(question: Question, languages: list[str]) -> dict[str, Any]:
    return {
        "code": question.code,
        "kind": question.kind,
        "label": _words(question, "label", languages),
        "help": _words(question, "help", languages),
        "required": question.required,
        "skill": question.skill.code if question.skill else "",
        **({"framework": question.skill.framework_version.name} if question.skill else {}),
        "settings": question.settings,
    }


def _words(thing: Any, name: str, languages: list[str]) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}").strip() for language in languages}
