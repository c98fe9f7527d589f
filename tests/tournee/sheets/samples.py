"""A sheet with a column of every kind, and files that hold it, well or badly."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tournee.sheets.columns import Boolean, Choice, Code, Date, Email, Integer, Number, Percent, Text, Time
from tournee.sheets.sheet import Sheet

NAMES = Sheet(fr="Noms", en="Names", columns=(Text("name", fr="Nom", en="Name", required=True),))

ORGANISATIONS = Sheet(
    fr="Organismes",
    en="Organisations",
    unique=(("siret",),),
    columns=(
        Text("name", fr="Nom", en="Name", aliases=("Raison sociale",), required=True, max_length=100),
        Choice(
            "kind",
            fr="Nature",
            en="Kind",
            choices=(("university", "University"), ("cluster", "Cluster")),
            synonyms={"université": "university", "pôle": "cluster"},
        ),
        Code("siret", fr="SIRET", en="SIRET", length=14, digits=True),
        Code("postal_code", fr="Code postal", en="Postal code", aliases=("CP",), length=5, pad=True),
        Integer("headcount", fr="Effectif", en="Headcount", minimum=0),
        Number("grant", fr="Subvention", en="Grant"),
        Percent("rate", fr="Taux", en="Rate", places=1),
        Date("day", fr="Date", en="Date"),
        Time("at", fr="Heure", en="Time"),
        Boolean("member", fr="Membre", en="Member"),
        Email("email", fr="Courriel", en="E-mail"),
    ),
)


def workbook(*rows: list[object], title: str = "Feuille 1") -> tuple[Workbook, Worksheet]:
    """A workbook of one sheet with these rows, to be spoilt before it is saved."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = title
    for row in rows:
        page.append(row)
    return book, page


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(*rows: list[object], title: str = "Feuille 1") -> bytes:
    return saved(workbook(*rows, title=title)[0])


def with_part(content: bytes, part: str, replacement: bytes, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with one of its parts replaced, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", compression) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, replacement)
    return out.getvalue()


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
