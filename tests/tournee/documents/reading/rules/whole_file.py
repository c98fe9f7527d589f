"""What a file says of itself as a whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator

import pikepdf

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import HEADINGS, Reading

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")


def check_syntax(reading: Reading) -> Iterator[Fault]:
    """pikepdf, and qpdf where it is installed, read every object."""
    for problem in reading.pdf.check_pdf_syntax():
        yield Fault("syntax", None, problem)
    qpdf = shutil.which("qpdf")
    if qpdf:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(reading.data)
            file.flush()
            done = subprocess.run([qpdf, "--check", file.name], capture_output=True, text=True, check=False)
        if done.returncode:
            yield Fault("syntax", None, done.stderr.strip() or done.stdout.strip())


def check_declarations(reading: Reading) -> Iterator[Fault]:
    """Tagged, in a language, with a title that is shown, and with the identifier of the standard."""
    root = reading.pdf.Root
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
        yield Fault("marked", None, "MarkInfo does not say that the content is marked")
    if not root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield Fault("title-shown", None, "DisplayDocTitle is not set")
    metadata = _metadata(reading)
    if metadata.get("pdfuaid:part") != "1":
        yield Fault("identifier", None, f"the metadata say part {metadata.get('pdfuaid:part')!r}, not '1'")
    shown = metadata.get("dc:title", "")
    if not reading.title.strip() or shown != reading.title:
        yield Fault("title", None, f"the title is {reading.title!r}, and {shown!r} in the metadata")


def _metadata(reading: Reading) -> dict[str, str]:
    if "/Metadata" not in reading.pdf.Root:
        return {}
    with reading.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
        return {key: str(found.get(key, "")) for key in ("pdfuaid:part", "dc:title")}


def check_languages(reading: Reading) -> Iterator[Fault]:
    """The document's language is there and written rightly, and so are those of its parts."""
    for language, words in [(reading.language, "the document"), *reading.languages]:
        if not _LANGUAGE.fullmatch(language):
            yield Fault("language", None, f"{language!r} is no language ({words[:40]})")


def check_bookmarks(reading: Reading) -> Iterator[Fault]:
    """The bookmarks are some of the headings, in their order; a document with several headings has bookmarks."""
    headings = [
        (" ".join(reading.text_of(one).split()), next((content.page for content in one.contents()), None))
        for one in reading.elements(*HEADINGS)
    ]
    bookmarks = [(" ".join(one.title.split()), one.page) for one in reading.bookmarks]
    if len(headings) > 1 and not bookmarks:
        yield Fault("bookmarks", None, f"there are {len(headings)} headings and no bookmarks")
    to_come = iter(headings)
    for title, page in bookmarks:
        if (title, page) not in to_come:  # goes on from the heading found last
            yield Fault("bookmarks", page, f"{title!r} is no heading there that comes after the bookmark before it")
            return


def check_tabs(reading: Reading) -> Iterator[Fault]:
    """Pages with annotations follow the structure."""
    for number in sorted({page for page, _annotation in reading.annotations}):
        if reading.pdf.pages[number - 1].obj.get("/Tabs") != "/S":
            yield Fault("tabs", number, "the tab key does not follow the structure")
