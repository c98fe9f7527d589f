"""All rules at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pikepdf
from pdfplumber.utils.exceptions import PdfminerException
from time_machine import travel

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import Reading
from tests.tournee.documents.reading.rules import glyphs, links, marks, places, structure, tables, whole_file

Check = Callable[[Reading], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    whole_file.check_syntax,
    whole_file.check_declarations,
    whole_file.check_languages,
    whole_file.check_bookmarks,
    whole_file.check_tabs,
    marks.check_nothing_is_bare,
    marks.check_tree_holds_marks,
    marks.check_parent_tree,
    marks.check_order,
    structure.check_roles,
    structure.check_headings,
    structure.check_figures,
    structure.check_lists,
    structure.check_notes,
    tables.check_scopes,
    tables.check_shapes,
    links.check_annotations,
    links.check_link_elements,
    glyphs.check_fonts,
    glyphs.check_glyphs,
    places.check_places,
    places.check_words,
)


def check_pdf(data: bytes) -> list[Fault]:
    """Every fault of a finished file; an accessible one has none."""
    try:
        with Reading(data) as reading:
            return faults_of(reading)
    except (pikepdf.PdfError, PdfminerException) as problem:
        return [Fault("syntax", None, str(problem))]


def faults_of(reading: Reading) -> list[Fault]:
    """The same for a file that is open already."""
    return [fault for check in CHECKS for fault in check(reading)]


def check_rendering(render: Callable[[], bytes]) -> list[Fault]:
    """Every fault of what is rendered, and whether it is the same when rendered again at another time."""
    data = render()
    with travel(datetime.datetime(2031, 2, 3, 4, 5, 6, tzinfo=datetime.UTC), tick=False):
        again = render()
    changing = [] if again == data else [Fault("changing-bytes", None, "rendered twice, the bytes differ")]
    return [*check_pdf(data), *changing]
