"""Damage to what pages draw: marks, places of text, glyphs side by side."""

from __future__ import annotations

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

from tests.tournee.documents.reading.damage.doing import breaks, rewrite


def _instruction(operator: str, *operands: object) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(operator))


@breaks("untagged")
def _a_line_is_nothing(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 m 9 9 l S Q")


@breaks("untagged")
def _a_running_head_is_no_artifact(pdf: pikepdf.Pdf) -> None:
    def bare(instructions: list) -> list:
        begin = next(
            at
            for at, one in enumerate(instructions)
            if str(one.operator) in {"BDC", "BMC"}
            and one.operands[0] == "/Artifact"
            and _shows(instructions[at : _end(instructions, at)])
        )
        end = _end(instructions, begin)
        return instructions[:begin] + instructions[begin + 1 : end] + instructions[end + 1 :]

    rewrite(pdf, bare)


@breaks("untagged", "tree-content")
def _a_paragraph_is_no_content(pdf: pikepdf.Pdf) -> None:
    def bare(instructions: list) -> list:
        begin = next(at for at, one in enumerate(instructions) if _is_content(one) and one.operands[0] == "/P")
        end = _end(instructions, begin)
        return instructions[:begin] + instructions[begin + 1 : end] + instructions[end + 1 :]

    rewrite(pdf, bare)


def _is_content(one: ContentStreamInstruction) -> bool:
    return str(one.operator) == "BDC" and isinstance(one.operands[1], pikepdf.Dictionary) and "/MCID" in one.operands[1]


def _shows(instructions: list) -> bool:
    return any(str(one.operator) in {"Tj", "TJ"} for one in instructions)


def _end(instructions: list, begin: int) -> int:
    """Where the mark ends that begins there."""
    depth = 0
    for at in range(begin, len(instructions)):
        operator = str(instructions[at].operator)
        depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if not depth:
            return at
    raise AssertionError("A mark never ends.")


@breaks("nesting")
def _a_mark_never_ends(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC")


@breaks("nesting")
def _a_mark_ends_that_never_began(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"EMC")


@breaks("nesting")
def _a_mark_begins_in_a_text_and_ends_outside(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BT /Artifact BMC ET EMC")


@breaks("nesting")
def _a_page_is_an_artifact_with_all_that_is_tagged_in_it(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, lambda found: [_instruction("BMC", Name.Artifact), *found, _instruction("EMC")])


@breaks("nesting")
def _an_artifact_in_an_artifact(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC /Artifact BMC EMC EMC")


@breaks("tree-content")
def _a_mark_is_drawn_twice(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 0>> BDC EMC")


@breaks("off-page")
def _a_page_slides_to_the_right(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, lambda found: [_instruction("cm", 1, 0, 0, 1, 200, 0), *found])


@breaks("off-page")
def _a_page_is_cut_through_its_text(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = pdf.pages[-1].mediabox
    pdf.pages[-1].CropBox = pikepdf.Array([left + 100, bottom, right, top])


@breaks("text-over-text")
def _text_is_written_twice(pdf: pikepdf.Pdf) -> None:
    def twice(found: list) -> list:
        again = [one for one in found if str(one.operator) not in {"BDC", "BMC", "EMC"}]
        moved = [_instruction("q"), _instruction("cm", 1, 0, 0, 1, 2, 2), *again, _instruction("Q")]
        return [*found, _instruction("BMC", Name.Artifact), *moved, _instruction("EMC")]

    rewrite(pdf, twice)


@breaks("text-over-text")
def _lines_are_too_close(pdf: pikepdf.Pdf) -> None:
    def close(found: list) -> list:
        return [_lower(one) if str(one.operator) == "Tm" else one for one in found]

    rewrite(pdf, close)


def _lower(placed: ContentStreamInstruction) -> ContentStreamInstruction:
    """A line of text put nearer to the foot of its paragraph."""
    *matrix, height = placed.operands
    return _instruction("Tm", *matrix, float(height) / 4)


@breaks("words-joined")
def _words_are_moved_apart_instead_of_spaced(pdf: pikepdf.Pdf) -> None:
    def apart(found: list) -> list:
        at = next(
            at for at, one in enumerate(found) if str(one.operator) == "Tj" and bytes(one.operands[0]) == b"The end."
        )
        parts = pikepdf.Array([pikepdf.String(b"The"), -300, pikepdf.String(b"end.")])
        return [*found[:at], _instruction("TJ", parts), *found[at + 1 :]]

    rewrite(pdf, apart, page=-1)
