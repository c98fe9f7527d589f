"""Where text stands: on the page, not on other text, and as far apart as it is heard."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.geometry import outside, overlapping
from tests.tournee.documents.reading.reading import Reading
from tests.tournee.documents.reading.tags import Content, Element


def check_places(reading: Reading) -> Iterator[Fault]:
    """No character is beyond the edges of its page or over another one; one fault a page for each."""
    for number, found in enumerate(reading.characters, start=1):
        beyond = outside(found, reading.sheet(number))
        if beyond:
            text = "".join(one.text for one in beyond)
            yield Fault("off-page", number, f"{len(beyond)} characters are off the page: {text[:60]!r}")
        pairs = overlapping(found)
        if pairs:
            first, second = pairs[0]
            where = f"{first.box[0]:.0f} pt from the left, {first.box[1]:.0f} pt from the foot"
            yield Fault(
                "text-over-text", number, f"{len(pairs)} times, first {second.text!r} over {first.text!r}, {where}"
            )


_WHOLES = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TH", "TD", "Caption", "TOCI", "Note"])


def check_words(reading: Reading) -> Iterator[Fault]:
    """Words of one paragraph, cell or entry that stand apart on a line have a blank between them."""
    holders = {part: element for element in reading.elements() for part in element.below if isinstance(part, Content)}
    for number, found in enumerate(reading.gaps, start=1):
        for gap in found:
            first, second = (_whole(holders.get(Content(number, mcid))) for mcid in gap.marks)
            if first is not None and first is second:
                words = reading.text_of(first).strip()
                yield Fault(
                    "words-joined", number, f"no blank between {gap.before!r} and {gap.after!r} in {words[:60]!r}"
                )


def _whole(element: Element | None) -> Element | None:
    """The paragraph, cell or entry around; nothing for what is in a figure, whose words nobody hears."""
    while element is not None and element.role not in _WHOLES:
        if element.role == "Figure":
            return None
        element = element.parent
    return element
