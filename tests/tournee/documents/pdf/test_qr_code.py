"""Codes for a phone's camera on paper."""

import pytest
import zxingcpp
from PIL import Image

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import QRCode
from tournee.documents.pdf.qr_code import code_rows

ADDRESS = "https://example.org/verify/7Q4K-2M9X"


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def test_a_code_is_one_figure_with_an_alternative_and_its_address_beside_it():
    with reading(QRCode(ADDRESS, "Check this certificate")) as paper:
        assert paper.alternatives == ["QR code: Check this certificate"]
        assert [(link.text, link.target) for link in paper.links] == [(ADDRESS, ADDRESS)]


def test_what_is_no_address_is_written_and_leads_nowhere():
    with reading(QRCode("WIFI:S:tour;;", "Network of the hall", alternative="The hall’s network")) as paper:
        assert paper.alternatives == ["The hall’s network"]
        assert paper.links == []
        assert "WIFI:S:tour;;" in paper.text


def test_a_camera_reads_the_modules_as_they_were_encoded():
    matrix = [[not module for module in row] for row in code_rows(ADDRESS)]
    with reading(QRCode(ADDRESS, "Check")) as paper:
        (page,) = paper._pages
        boxes = [(one["x0"], one["top"], one["x1"], one["bottom"]) for one in page.rects]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    module = (max(box[2] for box in boxes) - left) / len(matrix)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            x, y = left + (column + 0.5) * module, top + (row + 0.5) * module
            drawn = any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in boxes)
            assert drawn == bool(dark), (row, column)


@pytest.mark.parametrize("data", [ADDRESS, "Élan · 漢", "a" * 900])
def test_the_modules_of_a_code_say_its_data(data):
    rows = code_rows(data)
    picture = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    around = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    around.paste(picture, (4, 4))

    assert [code.text for code in zxingcpp.read_barcodes(around.resize((around.width * 4, around.height * 4), 0))] == [
        data
    ]


@pytest.mark.parametrize("data", ["x", "https://example.org/" + "a" * 900])
def test_short_and_long_data_are_drawn(data):
    assert check_pdf(pdf.render(document(QRCode(data, "word " * 60, size=500)))) == []
