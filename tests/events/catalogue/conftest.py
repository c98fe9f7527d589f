"""No page kept by one test is served to the next."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from events.catalogue.finding.entries import shelf


@pytest.fixture(autouse=True)
def _empty_shelf() -> Iterator[None]:
    cache.clear()
    shelf.clear()
    yield
    cache.clear()
    shelf.clear()
