"""What runs inside a line: text with emphasis, links, quotations, language changes and footnotes. Plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that weigh more."""

    words: Words


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress, or the title of a work."""

    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `href`: an https or mailto address, or `#anchor` of a heading, figure or table here.

    `contents` says where it leads to those who hear the link alone; by default its own words do.
    """

    words: Words
    href: str
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said or wrote; each face sets the quotation marks of the language around it."""

    words: Words


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Words in another language than those around them, so that they are read aloud rightly; `language` is BCP 47."""

    words: Words
    language: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A mark here, numbered in order of reading, and its words at the next `Notes` block or at the document's end."""

    words: Words


Inline: TypeAlias = str | Strong | Emphasis | Link | Quotation | InLanguage | Footnote
Words: TypeAlias = str | tuple[Inline, ...]


def runs(words: Words) -> tuple[Inline, ...]:
    """The words as a tuple, whether they were given as plain text or as runs. Raises TypeError for anything else."""
    if isinstance(words, str):
        return (words,)
    if isinstance(words, tuple | list):
        return tuple(words)
    if isinstance(words, Promise):
        return (str(words),)
    raise TypeError(f"Words are text, or a tuple of text and the like of Strong (with its comma); not {words!r}.")


def plain(words: Words) -> str:
    """The words without what they carry; footnotes are left out, as their marks would break the sentence."""
    return "".join(
        run if isinstance(run, str) else "" if isinstance(run, Footnote) else plain(run.words) for run in runs(words)
    )


def linked(address: str) -> Words:
    """The address as words that lead there, where it is one of the web."""
    return (Link(address, address),) if address.startswith(("https://", "http://")) else address


def walk_runs(words: Words) -> Iterator[Inline]:
    """Every run, outer before inner, in order of reading; the inside of a footnote is left to whoever sets it."""
    for run in runs(words):
        yield run
        if not isinstance(run, str | Footnote):
            yield from walk_runs(run.words)
