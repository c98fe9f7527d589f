"""What every chart says about itself, in a line and in sentences, and the frame of a picture that leaves its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tournee.drawing.measure import wrap
from tournee.drawing.scene import Item, Scene, Text
from tournee.texts.typography import NO_BREAK, format_number, is_sign

MARGIN = 24
_ROWS_SAID = 12  # a text alternative that goes on for longer is listened to by nobody
_FIGURES_SAID = 60


class Chart(Protocol):
    """Any chart: it says what it shows, draws itself at a width, and gives its figures as a table and in sentences."""

    @property
    def title(self) -> str: ...

    @property
    def description(self) -> str: ...

    def note(self) -> str:
        """The sample, the unit, what to know and the source in one line."""

    def scene(self, width: float, *, captioned: bool = False) -> Scene:
        """The picture; `captioned` writes title and note into it, for a picture that leaves its page."""

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The header and the rows of the figures shown, as text, names in the first column."""

    def alternative(self, *, whole: bool = False) -> str:
        """The text alternative in the active language: what it shows, its figures, n and source, in sentences.

        Of a long table the first rows are said, as the others stand beside it; `whole` says all, where no table does.
        """


def sample(n: int) -> str:
    """`n = 1 490`, which never breaks."""
    return (_("n = %(count)s") % {"count": format_number(n)}).replace(" ", NO_BREAK)


def note(*, n: int | None, unit: str, source: str, remarks: Sequence[str] = ()) -> str:
    """`n = 148 · Unit: participants · … · Source: …`, leaving out what is not given."""
    return f"{NO_BREAK}· ".join(_facts(n, unit, source, remarks))


def _facts(n: int | None, unit: str, source: str, remarks: Sequence[str]) -> list[str]:
    facts = [] if n is None else [sample(n)]
    if unit and not is_sign(unit):
        facts.append(_("Unit: %(unit)s") % {"unit": unit})
    facts += remarks
    if source:
        facts.append(_("Source: %(source)s") % {"source": source})
    return facts


def alternative(chart: Chart, kind: str, *, whole: bool = False) -> str:
    """A chart of that kind in sentences: kind and title, description, figures, note.

    Of a long table, unless `whole`, the first rows are said, with how many they are of how many and where others are.
    """
    header, rows = chart.table()
    sentences = [_named(kind, chart.title), chart.description]
    said = min(_ROWS_SAID, max(3, _FIGURES_SAID // max(1, len(header) - 1)))
    if not rows:
        sentences.append(_("No figures yet."))
    elif whole or len(rows) <= said + 1:
        sentences.append(_said(header, rows))
    else:
        sentences.append(_("The first %(said)s of %(all)s rows.") % {"said": said, "all": format_number(len(rows))})
        sentences.append(_said(header, rows[:said]))
        rest = len(rows) - said
        sentences.append(
            ngettext(
                "The table beside the picture gives the other row.",
                "The table beside the picture gives the other %(count)s rows.",
                rest,
            )
            % {"count": format_number(rest)}
        )
    sentences += chart.note().split(f"{NO_BREAK}· ")
    return " ".join(_sentence(text) for text in sentences if text)


def _said(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """The rows one after the other; with several columns each figure has its column's name before it."""
    columns = header[1:]
    parts = []
    for name, *cells in rows:
        if len(cells) == 1:
            parts.append(_named(name, cells[0]))
        else:
            figures = ", ".join(_named(column, cell) for column, cell in zip(columns, cells, strict=True))
            parts.append(f"{name}{NO_BREAK}– {figures}")
    return pgettext("between two figures read out", "; ").join(parts)


def _named(name: str, value: str) -> str:
    return _("%(name)s: %(value)s") % {"name": name, "value": value}


def _sentence(text: str) -> str:
    return text if text.rstrip("\u00a0\u202f»”").endswith((".", "?", "!", "…")) else f"{text}."


def heading(title: str, width: float) -> tuple[list[Item], float]:
    """The title inside a captioned picture of that width, and the y at which the chart may begin."""
    lines = wrap(title, width - 2 * MARGIN, 18, "sans-semibold", lines=3)
    items: list[Item] = [
        Text(MARGIN, MARGIN + 16 + 23 * row, line, size=18, face="sans-semibold") for row, line in enumerate(lines)
    ]
    return items, MARGIN + 23 * len(lines) + 12


def footing(text: str, width: float, y: float) -> tuple[list[Item], float]:
    """The note inside a captioned picture from y down, and the height of the whole picture."""
    if not text:
        return [], y + MARGIN
    lines = wrap(text, width - 2 * MARGIN, 13, lines=6)
    items: list[Item] = [Text(MARGIN, y + 24 + 18 * row, line, size=13, fill="muted") for row, line in enumerate(lines)]
    return items, y + 12 + 18 * len(lines) + MARGIN
