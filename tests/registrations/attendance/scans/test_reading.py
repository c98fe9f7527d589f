"""Pages read from photographs and scanned PDFs: their code, the right way up."""

import datetime
import io
import uuid

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from events.models import Session, Stop
from registrations.attendance.papers.codes import sheet_code
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.pdf_pages import pictures_of
from registrations.attendance.scans.reading import pages_of
from tournee.documents.pdf.qr_code import code_rows

PICTURE = b"%%PDF-1.7\n1 0 obj<</Subtype/Image/Width 900/Height 900/Filter/%b>>stream\nx\nendstream"
DAY = datetime.date(2019, 6, 18)
STOP, SESSION = Stop(public_id=uuid.uuid4()), Session(public_id=uuid.uuid4())


def sheet(page: int = 1, *, turned: int = 0) -> Image.Image:
    """A page of the sheet."""
    return bearing(sheet_code(STOP, SESSION, DAY, afternoon=False, page=page)).rotate(turned, expand=True)


def bearing(code: str) -> Image.Image:
    """A page as a camera sees it: that code at the top, signatures scrawled below."""
    picture = Image.new("RGB", (900, 1270), "white")
    if code:
        rows = code_rows(code)
        side = len(rows)
        modules = Image.frombytes("L", (side, side), b"".join(rows))
        picture.paste(modules.resize((side * 4, side * 4), Image.Resampling.NEAREST), (640, 60))
    ImageDraw.Draw(picture).line([(100, 500), (180, 470), (220, 520), (400, 480)], fill="navy", width=4)
    return picture


def file(picture: Image.Image, kind: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    picture.save(out, kind)
    return SimpleUploadedFile(f"scan.{kind.lower()}", out.getvalue())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_found_by_its_code_and_turned_upright(turned: int) -> None:
    (page,) = pages_of([file(sheet(3, turned=turned))])

    assert page.code is not None
    assert (page.code.stop, page.code.session, page.code.day, page.code.page) == (
        STOP.public_id, SESSION.public_id, DAY, 3,
    )  # fmt: skip
    upright = Image.open(page.picture)
    assert upright.size == (900, 1270)
    assert upright.convert("L").crop((640, 60, 700, 120)).getextrema()[0] < 60  # the code is at the top right again


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_the_pages_of_a_scanned_pdf_are_taken_out_in_their_order(mode: str) -> None:
    pages = [sheet(number).convert(mode) for number in (1, 2)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])

    read = pages_of([SimpleUploadedFile("scan.pdf", out.getvalue())])

    assert [page.code and page.code.page for page in read] == [1, 2]


def test_a_pdf_packed_again_by_another_program_is_read_too() -> None:
    out = io.BytesIO()
    sheet(1).save(out, "PDF")
    with pikepdf.open(out) as opened:
        packed = io.BytesIO()
        opened.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)

    assert len(list(pictures_of(packed.getvalue()))) == 1


def test_a_page_without_a_code_says_so() -> None:
    (page,) = pages_of([file(Image.new("RGB", (700, 900), "white"), "PNG")])

    assert page.code is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no picture at all", "no_picture"),
        (b"\xff\xd8\xff\xe0 cut", "no_picture"),
        (b"%PDF-1.7\n1 0 obj<</Type/Page>>endobj", "no_scanned_page"),
        (PICTURE % b"JBIG2Decode", "no_scanned_page"),
        (PICTURE % b"FlateDecode", "no_scanned_page"),
    ],
)  # fmt: skip
def test_what_holds_no_sheet_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(ScanError) as refused:
        pages_of([SimpleUploadedFile("émargement.pdf", content)])

    assert refused.value.code == code
    assert "émargement.pdf" in str(refused.value.message)
