"""Pages read from photographs and PDFs: their code, the right way up, blank ones left out."""

import datetime
import io
import struct
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from events.models import Session, Stop
from registrations.attendance.documents import Attending, Occasion
from registrations.attendance.half_days import HalfDay
from registrations.attendance.papers.codes import PrintedLines, sheet_code
from registrations.attendance.papers.sheet import SheetPart, attendance_sheet
from registrations.attendance.scans import pdf_pages, reading
from registrations.attendance.scans.blank import is_blank
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.operations import FILE
from registrations.attendance.scans.reading import PagesRead, read_pages
from tests.registrations.attendance.scans.jbig2 import with_jbig2_page
from tournee.documents import pdf
from tournee.documents.pdf.qr_code import code_rows
from tournee.files.kinds import accepting_kind

DAY = datetime.date(2019, 6, 18)
STOP, SESSION = Stop(public_id=uuid.uuid4()), Session(public_id=uuid.uuid4())


def sheet(page: int = 1, *, turned: int = 0) -> Image.Image:
    """A page of the sheet."""
    drawn = bearing(sheet_code(STOP, SESSION, DAY, afternoon=False, page=page))
    return drawn.rotate(turned, Image.Resampling.BILINEAR, expand=True, fillcolor="white")


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


def file_of(pages: Iterable[Image.Image], kind: str = "PDF") -> bytes:
    out = io.BytesIO()
    first, *others = pages
    first.save(out, kind, save_all=True, append_images=others)
    return out.getvalue()


def broken_further_on(content: bytes) -> bytes:
    """That TIFF of two pages, the second one's directory without a single entry."""
    first = struct.unpack_from("<I", content, 4)[0]
    entries = struct.unpack_from("<H", content, first)[0]
    second = struct.unpack_from("<I", content, first + 2 + 12 * entries)[0]
    return content[:second] + b"\0\0" + content[second + 2 :]


def read(*contents: bytes) -> PagesRead:
    return read_pages([SimpleUploadedFile("émargement.pdf", content) for content in contents], accepting_kind(FILE))


def numbers(found: PagesRead) -> list[int | None]:
    """The page of the sheet that each is."""
    return [page.code.page if page.code else None for page in found.pages]


def is_upright(content: bytes) -> bool:
    """Whether the code is at the top right."""
    picture = Image.open(io.BytesIO(content)).convert("L")
    corners = [
        picture.crop((left, top, left + picture.width // 4, top + picture.height // 6)).reduce(4)
        for left in (0, picture.width * 5 // 8)
        for top in (0, picture.height * 5 // 6)
    ]
    dark = [sum(corner.histogram()[:120]) for corner in corners]
    return max(dark) == dark[2]


@pytest.mark.parametrize("turned", [0, 90, 180, 270, 3, 176])
def test_a_page_is_found_by_its_code_and_turned_upright(turned: int) -> None:
    (page,) = read_pages([file(sheet(3, turned=turned))], accepting_kind(FILE)).pages

    assert page.code is not None
    assert (page.code.stop, page.code.session, page.code.day, page.code.page) == (
        STOP.public_id, SESSION.public_id, DAY, 3,
    )  # fmt: skip
    assert is_upright(page.picture.content)
    if turned % 90 == 0:
        assert (page.picture.width, page.picture.height) == (900, 1270)


def test_a_pdf_of_jpeg_fax_and_jbig2_pages_is_read_in_their_order() -> None:
    pages = [sheet(1), sheet(2).convert("1")]  # which Pillow writes as JPEG and as a fax of group 4
    content = with_jbig2_page(file_of(pages), sheet(3))

    assert all(packing in content for packing in (b"/DCTDecode", b"/CCITTFaxDecode", b"/JBIG2Decode"))
    assert numbers(read(content)) == [1, 2, 3]


def test_our_own_sheet_is_read_as_it_is_printed_upside_down_too() -> None:
    part = SheetPart(
        "Atelier", DAY, "9 h", "", (), (HalfDay(DAY, afternoon=False),), [Attending("Anna Martin", key=7)],
        partial(sheet_code, STOP, SESSION, DAY, False),
    )  # fmt: skip
    moment = datetime.datetime.combine(DAY, datetime.time(), datetime.UTC)
    occasion = Occasion("Tournée", "Cherbourg", "", (DAY, DAY), "", "Pôle", fictitious=True, at=moment)
    with pikepdf.open(io.BytesIO(pdf.render(attendance_sheet(occasion, [part], "fr")))) as printed:
        printed.pages[0].rotate(180, relative=True)
        turned = io.BytesIO()
        printed.save(turned)

    found = read(turned.getvalue())

    assert numbers(found) == [1]
    assert found.pages[0].code.lines == PrintedLines(1, (7,), blank=9 - 1)
    assert is_upright(found.pages[0].picture.content)


def test_blank_backs_are_left_out_and_counted_in_a_tiff_as_well() -> None:
    pages = [sheet(1), Image.new("RGB", (900, 1270), "ivory"), sheet(2)]

    found = read(file_of(pages, "TIFF"))

    assert (numbers(found), found.blank) == ([1, 2], 1)


def test_a_page_without_ink_is_kept_where_it_is_all_of_its_file_unless_it_has_no_tone_but_one() -> None:
    paper = Image.linear_gradient("L").point([225 + value // 10 for value in range(256)]).resize((700, 900))
    bare = Image.new("RGB", (700, 900), "white")

    found = read(*(file_of([page], "PNG") for page in (paper, bare, sheet(2))))

    assert (numbers(found), found.blank) == ([None, 2], 1)


def test_waiting_for_one_s_turn_takes_nothing_from_the_time_to_read(monkeypatch) -> None:
    clock, ends = [1000.0], []
    turn = pdf_pages.turn_to_draw

    @contextmanager
    def turn_after_others() -> Iterator[None]:
        with turn():
            clock[0] += 7  # seconds that others take
            yield

    def drawn(_upload: object, until: float) -> Iterator[Image.Image]:
        ends.append(until)
        yield sheet(1)

    monkeypatch.setattr(reading, "turn_to_draw", turn_after_others)
    monkeypatch.setattr(reading, "pages_drawn", drawn)
    monkeypatch.setattr(reading, "time", SimpleNamespace(monotonic=lambda: clock[0]))

    assert numbers(read(b"%PDF-1.7")) == [1]
    assert ends == [1007 + pdf_pages.SECONDS]


@pytest.mark.parametrize(
    ("drawn", "blank"),
    [
        (lambda _pen: None, True),
        (lambda pen: pen.ellipse((60, 800, 110, 850), fill="black"), True),  # a punched hole
        (lambda pen: [pen.rectangle((x, x, x + 2, x + 2), fill="black") for x in range(200, 1600, 25)], True),  # dust
        (lambda pen: pen.text((400, 400), "What is on the other side " * 4, fill=(222, 222, 222)), True),
        (lambda pen: pen.line([(200, 500), (260, 470), (320, 520)], fill="navy", width=4), False),  # initials
    ],
)
def test_a_page_is_blank_that_nobody_wrote_on(drawn, blank: bool) -> None:
    paper = Image.new("RGB", (1697, 2400), (238, 236, 230))
    drawn(ImageDraw.Draw(paper))

    assert is_blank(paper) is blank


@pytest.mark.parametrize("size", [(850, 1100), (1240, 1754), (1697, 2400)])
def test_thin_grey_signatures_are_no_blank_page_however_many_pixels_it_has(size: tuple[int, int]) -> None:
    paper, millimetre = Image.new("RGB", size, (238, 236, 230)), size[1] / 297
    pen = ImageDraw.Draw(paper)
    for line in range(20):
        ups = [(120 + across * 3, 40 + line * 11 + (across * 7) % 5) for across in range(10)]
        pen.line([(x * millimetre, y * millimetre) for x, y in ups], fill=(110, 110, 110), width=2)

    assert not is_blank(paper)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no picture at all", "no_picture"),
        (b"\xff\xd8\xff\xe0 cut", "no_picture"),
        (broken_further_on(file_of([Image.new("1", (8, 8))] * 2, "TIFF")), "no_picture"),
        (file_of([Image.new("RGB", (700, 900), "white")] * 2, "TIFF"), "blank"),
        (file_of([Image.new("RGB", (700, 900), "white")], "PNG"), "blank"),
        (file_of([Image.new("1", (8, 8))] * 101, "TIFF"), "too_many_pages"),
    ],
    ids=["text", "cut", "second page", "blank", "blank alone", "many"],
)  # fmt: skip
def test_what_holds_no_sheet_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ScanError) as refused:
        read(content)

    assert refused.value.code == code
