"""What was said, as blocks: each passage quoted once, under the skill that most speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.syntheses.words import in_its_language
from tournee.documents.blocks import Block, BulletList, Heading, Paragraph, PullQuote
from tournee.documents.inline import InLanguage, Inline, Quotation, Words, runs
from tournee.texts.typography import format_number

Passage = Mapping[str, str]


def tell_skills(skills: Sequence[Mapping[str, Any]], voices: Sequence[Passage], language: str) -> Iterator[Block]:
    """Each skill with its passages, the first of all set large; then what was said of no skill."""
    quoted: set[str] = set()
    yield from _as_it_was_said([*(one for skill in skills for one in skill["passages"]), *voices], language)
    for skill in skills:
        fresh = [passage for passage in skill["passages"] if passage["id"] not in quoted]
        yield Heading(3, in_its_language(skill["title"], language))
        yield Paragraph(_how_many(len(skill["passages"]), len(fresh)), "small")
        yield from _quote(fresh, language, large=not quoted)
        quoted |= {passage["id"] for passage in fresh}
    if voices:
        if skills:
            yield Heading(3, _("Also heard"))
        yield from _quote(voices, language, large=not quoted)


def _as_it_was_said(passages: Sequence[Passage], language: str) -> Iterator[Block]:
    """That some of it, or all, stays in another language than the document's."""
    names = {"fr": _("in French"), "en": _("in English")}
    others = {other for passage in passages if (other := _other(passage, language))}
    for other in sorted(others & set(names)):
        everything = all(passage["language"] == other for passage in passages)
        said = _("Quoted %(language)s, as it was said.") if everything else _("In part quoted %(language)s.")
        yield Paragraph(said % {"language": names[other]}, "small")


def _how_many(count: int, fresh: int) -> str:
    """How many passages speak of a skill, and whether some were quoted before."""
    said = ngettext("%(count)s passage", "%(count)s passages", count) % {"count": format_number(count)}
    if fresh == count:
        return said
    before = count - fresh
    again = ngettext("%(count)s of them quoted above", "%(count)s of them quoted above", before) % {
        "count": format_number(before)
    }
    return f"{said}, {again}"


def _quote(passages: Sequence[Passage], language: str, *, large: bool) -> Iterator[Block]:
    rest = list(passages)
    if large and rest:
        first = rest.pop(0)
        yield PullQuote(first["text"], _voice(first, language), language=_other(first, language))
    if rest:
        yield BulletList(tuple(_said(passage, language) for passage in rest))


def _said(passage: Passage, language: str) -> Words:
    """“…” – who speaks."""
    words = Quotation(_in_its_language(passage["text"], passage, language))
    return (words, " – ", *_voice(passage, language)) if passage["voice"] else (words,)


def _voice(passage: Passage, language: str) -> tuple[Inline, ...]:
    """Who speaks, told in the language of what was said; nothing where nobody is named."""
    return runs(_in_its_language(passage["voice"], passage, language)) if passage["voice"] else ()


def _in_its_language(words: str, passage: Passage, language: str) -> Words:
    other = _other(passage, language)
    return (InLanguage(words, other),) if other else words


def _other(passage: Passage, language: str) -> str:
    """The passage’s language where it is not the document’s."""
    return passage["language"] if passage["language"] != language else ""
