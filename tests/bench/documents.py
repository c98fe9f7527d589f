"""Documents: an attendance list beside reportlab's own plain table of the same rows, and a long document with charts.

They know no database, so `make bench` measures them once, in a process of its own: `python -m tests.bench.documents`.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from tournee.documents.document import Document

HEADER = ("N°", "Nom", "Entreprise", "Fonction", "Présent", "Signature")
DAY = datetime.date(2031, 3, 3)
TIMES = 5
Line = tuple[str, str, str, str, bool | None, None]


class Attendance(Sequence[Line]):
    """Rows made as they are asked for, as a list read from a database would be; those of any list are equally wide."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self.size))]
        if not 0 <= index < self.size:
            raise IndexError(index)
        company = f"Ateliers mesurés n° {index % 97:02} et associés"
        return (f"{index:05}", f"Prénom {index:05} Nom-de-Famille", company, "Responsable de production", None, None)


def attendance_list(rows: int) -> Document:
    """The list as the product writes it."""
    from tournee.documents.document import Document
    from tournee.documents.tables import Column, Kind, Table

    kinds: tuple[Kind, ...] = ("text", "text", "text", "text", "tick", "text")
    columns = tuple(Column(header, kind) for header, kind in zip(HEADER, kinds, strict=True))
    table = Table("Liste de présence", columns, Attendance(rows))
    return Document("Liste de présence", "fr", (table,), date=DAY)


def plain_table(rows: int) -> bytes:
    """The floor: what anybody would write first with reportlab. No tags, and no line is broken."""
    from reportlab.platypus import SimpleDocTemplate, Table

    file = io.BytesIO()
    lines = [[number, name, company, role, "☐", ""] for number, name, company, role, _, _ in Attendance(rows)]
    style = [("FONT", (0, 0), (-1, -1), "SourceSans3-Regular", 9), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "grey")]
    SimpleDocTemplate(file).build([Table([HEADER, *lines], repeatRows=1, style=style)])
    return file.getvalue()


def long_document(parts: int) -> Document:
    """About three pages a part: two charts, a table, and text. Twenty parts are 60 pages with 40 charts."""
    from tournee.documents.blocks import Block, Figure, Heading, KeyFigure, KeyFigures, Paragraph
    from tournee.documents.document import Document
    from tournee.documents.inline import Strong
    from tournee.documents.sample_figures import charts
    from tournee.documents.tables import Column, Table

    drawn = charts(lambda french, english: french)
    text = "Sept entreprises sur dix disent difficile de trouver des profils ; une sur deux, d’aller vers une école. "
    columns = (Column("Compétence"), Column("Écart", "number", decimals=1), Column("Entreprises", "number"))
    blocks: list[Block] = []
    for number in range(1, parts + 1):
        rows = [(f"Compétence {row} du référentiel", row / 10, row * 37) for row in range(20)]
        blocks += [
            Heading(2, f"Partie {number}"),
            *(Paragraph((Strong("Ce qui freine. "), text * 4)) for _ in range(6)),
            KeyFigures((KeyFigure("70 %", "peinent à recruter", "n = 148"), KeyFigure("149", "ont répondu"))),
            Figure(drawn[2 * number % len(drawn)]),
            *(Paragraph(text * 5) for _ in range(3)),
            Figure(drawn[(2 * number + 1) % len(drawn)]),
            Table(f"Tableau {number}", columns, rows, source="questionnaire mesuré"),
            *(Paragraph(text * 4) for _ in range(2)),
        ]
    return Document("Synthèse mesurée", "fr", tuple(blocks), date=DAY)


def measure_documents() -> Iterator[dict[str, object]]:
    """Every figure with its aim."""
    import pikepdf

    from tournee.documents import html, pdf

    pdf.render(attendance_list(10))  # fonts and modules are loaded
    thousand, ten_thousand = attendance_list(1_000), attendance_list(10_000)
    listed, plain = _best(lambda: pdf.render(thousand), lambda: plain_table(1_000))
    yield {
        "what": "attendance list, PDF",
        "rows": 1_000,
        "ms": round(listed * 1000),
        "floor": "reportlab's plain table of the same rows, untagged",
        "floor_ms": round(plain * 1000),
        "ratio": round(listed / plain, 2),
        "aim": 3,
        "met": listed / plain <= 3,
        "bytes": len(pdf.render(thousand)),
    }
    long, short = _best(lambda: pdf.render(ten_thousand), lambda: pdf.render(thousand), times=3)
    growth = long / short
    yield {
        "what": "attendance list, PDF, 10,000 rows against 1,000",
        "ms": round(long * 1000),
        "ratio": round(growth, 2),
        "aim": 11,
        "met": growth <= 11,
        "bytes": len(pdf.render(ten_thousand)),
    }
    peak = _peak_megabytes(10_000)
    yield {
        "what": "peak memory of that process, PDF of 10,000 rows",
        "mb": round(peak),
        "aim_mb": 250,
        "met": peak <= 250,
    }
    sixty, more = long_document(20), long_document(30)
    took, took_more = _best(lambda: pdf.render(sixty), lambda: pdf.render(more), times=3)
    pages, pages_more = (len(pikepdf.open(io.BytesIO(pdf.render(each))).pages) for each in (sixty, more))
    beyond = (took_more - took) / (pages_more - pages)
    yield {
        "what": "document with 40 charts, PDF",
        "pages": pages,
        "seconds": round(took, 2),
        "aim_seconds": 3,
        "met": took <= 3,
    }
    yield {"what": "each page beyond", "ms": round(beyond * 1000, 1), "aim_ms": 50, "met": beyond <= 0.05}
    for what, document in (("attendance list of 1,000 rows", thousand), ("document with 40 charts", sixty)):
        (seconds,) = _best(partial(html.render, document))
        yield {"what": f"{what}, HTML", "ms": round(seconds * 1000), "bytes": len(html.render(document))}


def _best(*works: Callable[[], object], times: int = TIMES) -> list[float]:
    """The least of `times` runs of each, in seconds of the processor, so that what else it does counts for nothing."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for seconds, work in zip(found, works, strict=True):
            start = time.process_time()
            work()
            seconds.append(time.process_time() - start)
    return [min(seconds) for seconds in found]


def _peak_megabytes(rows: int) -> float:
    """The most memory that a process of its own needed to write that list."""
    command = [sys.executable, "-m", "tests.bench.documents", str(rows)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024


def main() -> None:
    """Print the figures; with a number, write a list of so many rows and print the peak memory in kilobytes."""
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    import django

    django.setup()
    if len(sys.argv) > 1:
        from tournee.documents import pdf

        pdf.render(attendance_list(int(sys.argv[1])))
        status = Path("/proc/self/status").read_text().splitlines()
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
        return
    for figure in measure_documents():
        print(json.dumps(figure, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
