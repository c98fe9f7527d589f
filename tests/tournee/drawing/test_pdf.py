import io
import subprocess
import sys
from xml.etree import ElementTree as ET

import pdfplumber
import pikepdf
import pytest

from tests.tournee.drawing.scenes import HOSTILE, TYPOGRAPHY, every_shape
from tournee.drawing.measure import drawable
from tournee.drawing.palette import FONT_FILES
from tournee.drawing.pdf import to_drawing, to_pdf
from tournee.drawing.scene import Face, Group, Scene, Text
from tournee.drawing.svg import to_svg

FACES: tuple[Face, ...] = tuple(FONT_FILES)


def fonts_of(pdf: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            ("FontDescriptor" in font and "/FontFile2" in font.FontDescriptor, str(font.BaseFont))
            for page in document.pages
            for font in page.Resources.Font.values()
        ]


def read_back(text: str) -> str:
    """The text as a reader of the PDF meets it: reportlab writes a no-break space as a space, and U+202F as itself."""
    return text.replace("\u00a0", " ")


def words_of(pdf: bytes) -> list[dict]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return document.pages[0].extract_words(keep_blank_chars=True, extra_attrs=["size"])


def test_a_picture_embeds_every_font_it_names():
    scene = Scene(100, 200, "t", "d", tuple(Text(5, 20 * row + 20, "œ€", face=face) for row, face in enumerate(FACES)))
    fonts = fonts_of(to_pdf(scene))

    assert all("+Source" in name for _embedded, name in fonts)
    assert {name.split("+")[1] for _embedded, name in fonts} == set(FONT_FILES.values())


def test_no_font_of_a_picture_is_left_outside_the_file():
    with pikepdf.open(io.BytesIO(to_pdf(every_shape()))) as document:
        descriptors = [font.FontDescriptor for page in document.pages for font in page.Resources.Font.values()]

        assert descriptors
        assert all("/FontFile2" in descriptor for descriptor in descriptors)


@pytest.mark.parametrize("face", FACES)
def test_french_typography_can_be_read_back(face):
    scene = Scene(300, 40, "t", "d", (Text(5, 20, TYPOGRAPHY, face=face),))
    with pdfplumber.open(io.BytesIO(to_pdf(scene))) as document:
        read = "".join(char["text"] for char in document.pages[0].chars)

    assert read == read_back(TYPOGRAPHY)


def test_hostile_text_is_drawn_as_text():
    scene = Scene(600, 40, "t", "d", (Text(5, 20, HOSTILE),))

    assert words_of(to_pdf(scene))[0]["text"] == drawable(HOSTILE).strip()


def test_both_writers_put_the_same_text_at_the_same_place():
    scene = every_shape()
    svg = ET.fromstring(to_svg(scene, id_prefix="x", standalone=True))  # noqa: S314 -- our own output
    shift = {None: 0.0, "middle": 0.5, "end": 1.0}
    drawn = {
        read_back(text.text): float(text.get("x")) - shift[text.get("text-anchor")] * float(text.get("textLength"))
        for text in svg.iter("{http://www.w3.org/2000/svg}text")
    }
    with pdfplumber.open(io.BytesIO(to_pdf(scene))) as document:
        baselines = {round(120 - char["matrix"][5], 1) for char in document.pages[0].chars}
        words = document.pages[0].extract_words(keep_blank_chars=True)

    assert baselines == {float(text.get("y")) for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {word["text"]: pytest.approx(word["x0"], abs=0.1) for word in words} == drawn


def test_text_under_a_halo_is_met_once():
    scene = Scene(200, 40, "t", "d", (Text(100, 20, "Albert", halo="paper", anchor="middle"),))

    assert [word["text"] for word in words_of(to_pdf(scene))] == ["Albert"]


def test_groups_are_drawn_through():
    scene = Scene(100, 40, "t", "d", (Group((Group((Text(5, 20, "Albert"),)),), href="/x/"),))

    assert [word["text"] for word in words_of(to_pdf(scene))] == ["Albert"]


def test_a_drawing_is_scaled_to_the_width_asked_for():
    drawing = to_drawing(every_shape(), width=100)

    assert (drawing.width, drawing.height) == (100, 60)


def test_a_lone_picture_names_itself():
    with pikepdf.open(io.BytesIO(to_pdf(every_shape(), language="en"))) as document:
        assert str(document.docinfo.Title) == "A road"
        assert str(document.Root.Lang) == "en"


def test_an_empty_scene_is_a_page_of_its_size():
    with pikepdf.open(io.BytesIO(to_pdf(Scene(30, 20, "t", "d", ())))) as document:
        assert [float(side) for side in document.pages[0].mediabox] == [0, 0, 30, 20]


def test_equal_scenes_give_equal_bytes():
    assert to_pdf(every_shape()) == to_pdf(every_shape())


def test_drawing_for_a_page_never_loads_reportlab():
    program = (
        "import sys, tournee.drawing.svg, tournee.drawing.figure, tournee.drawing.charts.bars;"
        "sys.exit(any(name.startswith('reportlab') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
