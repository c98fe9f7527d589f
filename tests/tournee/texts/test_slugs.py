"""Addresses made from names."""

import pytest

from tests.tournee.factories import UserFactory
from tournee.models import User
from tournee.texts.slugs import free_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("New York", "new-york"),
        ("Université de Picardie", "universite-de-picardie"),
        ("L’Œuvre d'Amiens", "l-oeuvre-d-amiens"),
        ("«  »", "place"),
    ],
)
def test_an_address_is_made_of_what_can_stand_in_one(text: str, slug: str) -> None:
    assert free_slug(text, fallback="place") == slug


def test_a_long_name_is_cut_where_its_address_may_end() -> None:
    assert free_slug("Trop long", fallback="place", longest=5) == "trop"


def test_a_reserved_address_is_passed_over() -> None:
    assert free_slug("New", fallback="place", reserved={"new", "new-2"}) == "new-3"


@pytest.mark.django_db
def test_an_address_that_a_row_has_is_passed_over() -> None:
    UserFactory(name="albert")
    UserFactory(name="albert-le-grand")
    assert free_slug("Albert", User.objects.all(), fallback="place", column="name") == "albert-2"
