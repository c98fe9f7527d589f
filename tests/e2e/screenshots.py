"""`python -m tests.e2e.screenshots`: every page as a picture, in both languages and schemes, on a phone and on a desk.

They go to `screenshots/`, with the tour's and a stop's page as they print. With `--readme`, two smaller ones go to
`docs/pictures/` instead.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.visits import Visitor

ROOT = Path(__file__).resolve().parents[2]
PICTURES, README = ROOT / "screenshots", ROOT / "docs" / "pictures"
PRINTED = ("tour", "stop")
SHOWN = {"tour": "tour", "workspace": "plan-tour"}
LARGEST_BYTES = 200_000


def main() -> None:
    """Take the pictures asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--readme", action="store_true", help="write the README's two pictures instead")
    parser.add_argument("--only", default="", help="only the pages whose name begins so")
    options = parser.parse_args()
    _set_up()
    if options.readme:
        _for_the_readme()
    else:
        _all(options.only)


def _set_up() -> None:
    import django

    # The mail server tells of every line it hears.
    os.environ["LOG_LEVEL"] = "WARNING"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()


@contextmanager
def _visitor() -> Iterator[Visitor]:
    from playwright.sync_api import sync_playwright

    from tests.e2e.browser import launching
    from tests.e2e.product import running_product
    from tests.e2e.visits import Visitor

    with (
        tempfile.TemporaryDirectory() as folder,
        running_product(Path(folder) / "product", Path(folder) / "prepared") as product,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(**launching())
        yield Visitor(product, browser)
        browser.close()


def _all(only: str) -> None:
    from tests.e2e.pages import PAGES
    from tests.e2e.visits import Look

    failures = 0
    for name in ("fr", "en"):
        shutil.rmtree(PICTURES / name, ignore_errors=True)
    with _visitor() as visitor:
        looks = [Look(*each) for each in itertools.product(("fr", "en"), ("light", "dark"), (360, 1440))]
        for page, look in itertools.product(PAGES, looks):
            if not page.name.startswith(only):
                continue
            folder = PICTURES / look.language
            folder.mkdir(parents=True, exist_ok=True)
            try:
                window = visitor.open(page, look)
            except AssertionError as error:
                failures += 1
                sys.stderr.write(f"{page} {look}: {error}\n")
                continue
            window.screenshot(path=folder / f"{page}-{look.width}-{look.scheme}.png", full_page=True)
            if page.name in PRINTED and look == Look(look.language, "light", 1440):
                window.pdf(path=folder / f"{page}-print.pdf", format="A4")
    sys.stdout.write(f"Pictures in {PICTURES}\n")
    sys.exit(1 if failures else 0)


def _for_the_readme() -> None:
    from tests.e2e.pages import PAGES
    from tests.e2e.visits import Look

    README.mkdir(parents=True, exist_ok=True)
    named = {page.name: page for page in PAGES}
    with _visitor() as visitor:
        for name, page in SHOWN.items():
            window = visitor.open(named[page], Look("fr", "light", 1440))
            path = README / f"{name}.png"
            window.screenshot(path=path)
            _make_small(path)
            sys.stdout.write(f"{path}: {path.stat().st_size // 1000} kB\n")


def _make_small(path: Path) -> None:
    """A palette instead of every colour; as many as fit."""
    from PIL import Image

    with Image.open(path) as picture:
        full = picture.convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        full.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST_BYTES:
            return
    raise RuntimeError(f"{path} is larger than {LARGEST_BYTES} bytes with 16 colours")


if __name__ == "__main__":
    main()
