"""What runs inside a line, as HTML."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from tournee.documents.html.escaping import escape
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Inline, Link, Quotation, Strong, Words, plain, runs
from tournee.documents.phrases import quotation_marks
from tournee.documents.spacing import closed_up


def written_words(words: Words, language: str, note: Callable[[Words], int], *, bare: bool = False) -> str:
    """The words with what they carry: `note` keeps a footnote and numbers it; `bare` leaves out links and footnotes."""
    return _Writer(note, bare).all(words, language, 0)


class _Writer:
    """Writes runs within runs, knowing the language around and how many quotations are open."""

    __slots__ = ("bare", "note")

    def __init__(self, note: Callable[[Words], int], bare: bool) -> None:
        self.note, self.bare = note, bare

    def all(self, words: Words, language: str, depth: int) -> str:
        return "".join([self.one(run, language, depth) for run in runs(words)])

    def one(self, run: Inline, language: str, depth: int) -> str:
        match run:
            case str():
                return escape(closed_up(run, language))
            case Strong():
                return f"<strong>{self.all(run.words, language, depth)}</strong>"
            case Emphasis():
                return f"<em>{self.all(run.words, language, depth)}</em>"
            case InLanguage():
                return f'<span lang="{escape(run.language)}">{self.all(run.words, run.language, depth)}</span>'
            case Quotation():
                # The marks are text, so that they are copied and printed with it; the style sheet adds none.
                opening, closing = quotation_marks(language, depth)
                return f"<q>{opening}{self.all(run.words, language, depth + 1)}{closing}</q>"
            case Link():
                inside = self.all(run.words, language, depth)
                return inside if self.bare else f'<a href="{escape(run.href)}"{_spoken(run)}>{inside}</a>'
            case Footnote():
                return "" if self.bare else _mark(self.note(run.words))


def _spoken(link: Link) -> str:
    """What is heard of a link: its own words first, as whoever speaks to the machine says what they read."""
    if not link.contents:
        return ""
    seen = plain(link.words)
    heard = link.contents if seen in link.contents else f"{seen}, {link.contents}"
    return f' aria-label="{escape(heard)}"'


def _mark(number: int) -> str:
    label = escape(_("Note %(number)s") % {"number": number})
    return (
        f'<sup><a href="#document-note-{number}" id="document-mark-{number}" role="doc-noteref"'
        f' aria-label="{label}">{number}</a></sup>'
    )
