"""From the link an organiser shows to a certificate that anybody checks: what is made of who came, in a browser."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.product import Product

pytestmark = pytest.mark.e2e


def test_an_organiser_shows_a_link_and_a_telephone_opens_the_door(page_at: OpenPage, product: Product) -> None:
    here = product.samples["stop_of_door"]
    organiser = page_at(1440, language="en", who="manager")
    organiser.goto(f"{product.address}/en/workspace/tours/{here['tour']}/stops/{here['stop']}/desk/telephones/new/")
    organiser.get_by_label("Name of the telephone").fill("Entrance, north")
    organiser.locator("main form .actions button").first.click()
    address = organiser.get_by_label("Or open this address on it:").input_value()
    shown = organiser.locator(".document-qr").screenshot()

    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(shown)))] == [address]
    telephone = page_at(360, language="en")
    telephone.goto(address)
    expect(telephone.get_by_role("searchbox", name="Name, firm or ticket code")).to_be_visible()


def test_report_sheet_and_certificate_are_downloaded_and_the_certificate_is_genuine(
    page_at: OpenPage, product: Product, tmp_path: Path
) -> None:
    here, code = product.samples["certificate"], product.samples["certificate_code"]["code"]
    stop = f"{product.address}/en/workspace/tours/{here['tour']}/stops/{here['stop']}"
    manager = page_at(1440, language="en", who="manager")
    files = {
        "report": f"{stop}/attendance/report.pdf",
        "sheet": f"{stop}/papers/en/sheet.pdf",
        "certificate": f"{stop}/attendance/certificates/{here['number']}.pdf",
    }
    for name, address in files.items():
        answer = manager.request.get(address)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), name
        (tmp_path / f"{name}.pdf").write_bytes(answer.body())

    address = next(text for text in codes_of(tmp_path / "certificate.pdf") if "/verify/" in text)
    assert urlsplit(address).path.endswith(f"/verify/{code}/")
    visitor = page_at(360, language="en")
    visitor.goto(f"{product.address}/en/verify/{code}/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This certificate is genuine")
    changed = code[:-4] + ("AAAA" if code[-4:] != "AAAA" else "BBBB")
    assert visitor.request.get(f"{product.address}/en/verify/{changed}/").status == 404


def codes_of(paper: Path) -> Iterator[str]:
    """What the codes on the first page of a PDF say."""
    subprocess.run(["pdftoppm", "-r", "150", "-l", "1", "-png", paper, paper.with_suffix("")], check=True)
    for picture in sorted(paper.parent.glob(f"{paper.stem}-*.png")):
        yield from (code.text for code in zxingcpp.read_barcodes(Image.open(picture)))
