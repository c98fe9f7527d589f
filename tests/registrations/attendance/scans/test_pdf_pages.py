"""PDFs drawn by a process apart: what harms it is refused with a sentence, and takes nothing else along."""

import errno
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

SOON = 300.0  # seconds, waited for in failure alone


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
    with pdf_pages.turn_to_draw():
        return [page.size for page in pdf_pages.pages_drawn(upload, time.monotonic() + seconds)]


def form(kind: pikepdf.Name) -> bytes:
    """A PDF of one page with one field of a form, across which a stroke goes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages())) as made:
        stroke = made.make_stream(
            b"9 w 0 0 m 300 60 l S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 60]
        )
        field = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=kind, T="signature", F=4,
                Rect=[100, 400, 400, 460], AP=pikepdf.Dictionary(N=stroke),
            )
        )  # fmt: skip
        made.pages[0].Annots = [field]
        made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        made.save(out)
    return out.getvalue()


def test_every_page_is_drawn_at_one_size_whatever_its_own() -> None:
    assert draw(pages(2)) == [(1696, 2400)] * 2
    assert draw(pages(size=(14_400, 3))) == [(2400, 1)]


@pytest.mark.parametrize("kind", [pikepdf.Name.Tx, pikepdf.Name.Sig])
def test_what_was_typed_or_signed_in_a_form_is_drawn(kind: pikepdf.Name) -> None:
    upload = SimpleUploadedFile("émargement.pdf", form(kind))
    with pdf_pages.turn_to_draw():
        (page,) = pdf_pages.pages_drawn(upload, time.monotonic() + SOON)

    assert page.getextrema()[0][0] < 40


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


def test_a_page_that_takes_for_ever_is_stopped_and_the_next_file_is_read(caplog) -> None:
    endless = zlib.compress(b"0 0 m 600 800 l 0 800 l 600 0 l B\n" * 300_000)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages())) as made:
        made.pages[0].Contents.write(endless, filter=pikepdf.Name.FlateDecode)
        made.save(out)

    with pytest.raises(ScanError) as refused:
        draw(out.getvalue(), seconds=0.2)

    assert refused.value.code == "too_long"
    assert "no time left" in caplog.text
    assert len(draw(pages())) == 1


@pytest.mark.parametrize(
    ("program", "logged"),
    [
        ("print('x' * 12, flush=True); input(); input()", "sent what is no page"),
        ("import os; os.write(1, bytes.fromhex('000000010000000100000003'))", "sent what is no page"),
        ("import os; os.kill(os.getpid(), 9)", "killed by the system"),
        ("import os; os.abort()", "exit code -6"),
    ],
    ids=["nonsense", "half a page", "killed", "crash"],
)
def test_a_process_that_ends_ill_is_a_damaged_file_and_the_log_says_how(
    program: str, logged: str, caplog, monkeypatch, tmp_path
) -> None:
    ill = tmp_path / "ill.py"
    ill.write_text(program)
    monkeypatch.setattr(drawing, "__file__", str(ill))

    with pytest.raises(ScanError) as refused:
        draw(b"one\ntwo\n" * 9)

    assert refused.value.code == "damaged"
    assert logged in caplog.text


def test_whoever_stops_listening_leaves_no_process_and_no_lock_behind(monkeypatch) -> None:
    monkeypatch.setattr(pdf_pages, "PATIENCE", 0)
    with pdf_pages.turn_to_draw():
        drawn = pdf_pages.pages_drawn(SimpleUploadedFile("a.pdf", pages(3)), time.monotonic() + SOON)
        next(drawn)
        with pytest.raises(ScanError) as refused:
            draw(pages())
        drawn.close()

    assert refused.value.code == "busy"
    assert len(draw(pages())) == 1


def test_the_process_that_draws_has_no_more_memory_than_it_is_given() -> None:
    megabytes = 48  # Python and PDFium are in them, a page is not
    command = [sys.executable, "-I", drawing.__file__, "1", "2400", "5", str(megabytes * 1024 * 1024)]

    done = subprocess.run(command, input=pages(), capture_output=True, check=False)

    assert (done.returncode != 0, done.stdout) == (True, b"")


def test_once_it_begins_the_process_that_draws_opens_neither_file_nor_connection() -> None:
    tries = (
        f"import os, runpy, socket; limit = runpy.run_path({drawing.__file__!r})['_limit']; limit(5, 2**29)",
        "for opened in (lambda: open(f'/proc/{os.getppid()}/environ'), lambda: open(os.devnull), socket.socket):",
        "    try: print(opened())",
        "    except OSError as error: print(error.errno)",
    )

    done = subprocess.run([sys.executable, "-c", "\n".join(tries)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == [str(errno.EMFILE)] * 3
