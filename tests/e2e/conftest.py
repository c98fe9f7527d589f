"""One product and one browser for each worker; each test has a fresh window, and fails on any fault in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import PATIENCE, Scheme, Watch, launching, looking
from tests.e2e.product import Product, running_product

OpenPage = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


def pytest_configure(config: pytest.Config) -> None:
    """Of a test that fails, keep the trace and the pictures."""
    if config.option.output == "test-results":
        config.option.output = "screenshots/failures"
        config.option.tracing = "retain-on-failure"
        config.option.screenshot = "only-on-failure"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The many short visits come last, so that no worker is still busy with a journey when the others have done."""
    items.sort(key=lambda item: (item.path.name == "test_accessibility.py", item.path.name != "test_journey.py"))


@pytest.fixture(scope="session", autouse=True)
def _django_beside_the_browsers_event_loop() -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def base_url() -> str:
    """No address is the base of all."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium."""
    return launching()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product with its demonstration, served."""
    of_all = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all = of_all.parent  # each worker has a folder of its own in there
    with running_product(tmp_path_factory.mktemp("product"), of_all / "prepared") as running:
        yield running


@pytest.fixture
def page_at(product: Product, new_context: Callable[..., BrowserContext]) -> Iterator[OpenPage]:
    """Opens a window: `page_at(360, language="fr", who="manager")`; any fault seen in it fails the test."""
    watch = Watch(product.address.removeprefix("http://"))

    def open_page(
        width: int, scheme: Scheme = "light", language: str = "fr", *, who: str = "anyone", **options: Any
    ) -> Page:
        context = watch.over(new_context(**looking(width, scheme, language), **options))
        context.set_default_timeout(PATIENCE)
        if who != "anyone":
            context.add_cookies([cookie_of(product, who)])
        return context.new_page()

    yield open_page
    assert watch.taken() == []


def cookie_of(product: Product, who: str) -> Any:
    """The cookie that signs `who` in."""
    name, _, value = product.cookies[who].partition("=")
    return {"name": name, "value": value, "url": product.address}
