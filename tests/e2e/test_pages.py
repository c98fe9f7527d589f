"""The list of pages is complete."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from tests.e2e.pages import NOT_PAGES, PAGES
from tests.e2e.product import Product

pytestmark = pytest.mark.e2e


def patterns(resolver: URLResolver) -> Iterator[tuple[str, str]]:
    """The route and name of every address below `resolver`."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            for route, name in patterns(each):
                yield f"{each.pattern}{route}", name
        elif isinstance(each, URLPattern):
            yield str(each.pattern), each.name or ""


def test_every_address_that_answers_a_page_is_in_the_list(product: Product) -> None:
    with translation.override("fr"):
        localised = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
        product_has = {(route, name) for resolver in localised for route, name in patterns(resolver)}
        listed = {resolve(page.path("fr", product.samples).partition("?")[0]).route for page in PAGES}
    missing = {route for route, name in product_has if route not in listed and name not in NOT_PAGES}
    assert missing == set(), "add these to tests/e2e/pages.py"


def test_no_page_is_listed_twice_under_one_name() -> None:
    names = [page.name for page in PAGES]
    assert sorted(names) == sorted(set(names))


def test_no_exception_outlives_its_address() -> None:
    names = {
        name
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver)
        for _r, name in patterns(resolver)
    }
    assert set(NOT_PAGES) <= names
