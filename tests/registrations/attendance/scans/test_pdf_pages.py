"""PDFs drawn by a process apart: what harms it is refused with a sentence, and takes nothing else along."""

import io
import subprocess
import sys
import time
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registrations.attendance.scans import drawing, pdf_pages
from registrations.attendance.scans.errors import ScanError

SOON = 20.0


def pages(count: int = 1, *, size: tuple[int, int] = (595, 842), password: str = "", content: bytes = b"") -> bytes:
    """A PDF of white pages, `content` drawn on them."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _page in range(count):
            page = made.add_blank_page()
            page.MediaBox = [0, 0, *size]
            page.Contents = made.make_stream(content)
        encryption = pikepdf.Encryption(owner="o", user=password) if password else False
        made.save(out, encryption=encryption)
    return out.getvalue()


def picture(packing: pikepdf.Name, data: bytes) -> bytes:
    """A PDF of one picture packed in that way."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages(content=b"595 0 0 842 0 0 cm /P Do"))) as made:
        drawn = made.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=900, Height=900)
        drawn.BitsPerComponent, drawn.ColorSpace, drawn.Filter = 8, pikepdf.Name.DeviceRGB, packing
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
        made.save(out)
    return out.getvalue()


def draw(content: bytes, seconds: float = SOON) -> list[tuple[int, int]]:
    upload = SimpleUploadedFile("émargement.pdf", content)
    return [page.size for page in pdf_pages.pages_drawn(upload, time.monotonic() + seconds)]


def test_every_page_is_drawn_at_one_size_whatever_its_own() -> None:
    assert draw(pages(2)) == [(1696, 2400)] * 2
    assert draw(pages(size=(14_400, 3))) == [(2400, 1)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pages(password="secret"), "locked"),
        (pages(500), "too_many"),
        (pages(size=(14_401, 100)), "huge"),
        (pages(0), "damaged"),
        (pages()[:200], "damaged"),
        (b"%PDF-1.7\n1 0 obj<</Type/Page>>endobj", "damaged"),
        (picture(pikepdf.Name.DCTDecode, b"\xff\xd8\xff\xe0 cut"), "damaged"),
    ],
    ids=["locked", "500 pages", "huge", "empty", "cut", "no pages", "broken picture"],
)
def test_what_cannot_be_drawn_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(ScanError) as refused:
        draw(content)

    assert refused.value.code == code
    assert "émargement.pdf" in str(refused.value)


def test_a_page_that_takes_for_ever_is_stopped_and_the_next_file_is_read() -> None:
    endless = zlib.compress(b"0 0 m 600 800 l 0 800 l 600 0 l B\n" * 300_000)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages())) as made:
        made.pages[0].Contents.write(endless, filter=pikepdf.Name.FlateDecode)
        made.save(out)

    with pytest.raises(ScanError) as refused:
        draw(out.getvalue(), seconds=0.2)

    assert refused.value.code == "too_long"
    assert len(draw(pages())) == 1


def test_whoever_stops_listening_leaves_no_process_and_no_lock_behind() -> None:
    drawn = pdf_pages.pages_drawn(SimpleUploadedFile("a.pdf", pages(3)), time.monotonic() + SOON)
    next(drawn)
    with pytest.raises(ScanError) as refused:
        draw(pages(), seconds=0)
    drawn.close()

    assert refused.value.code == "busy"
    assert len(draw(pages())) == 1


def test_the_process_that_draws_has_no_more_memory_than_it_is_given() -> None:
    megabytes = 48  # Python and PDFium are in them, a page is not
    command = [sys.executable, "-I", drawing.__file__, "1", "2400", "5", str(megabytes * 1024 * 1024)]

    done = subprocess.run(command, input=pages(), capture_output=True, check=False)

    assert (done.returncode != 0, done.stdout) == (True, b"")
