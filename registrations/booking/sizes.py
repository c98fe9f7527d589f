"""How large a firm is, in bands that its owner answers without counting: the European classes, the smallest split."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Size(NamedTuple):
    """A band of headcounts: `most` is None for “and more”. Its code is what a form sends."""

    code: str
    least: int
    most: int | None
    words: str | Promise


SIZES = (
    Size("1", 1, 1, _("only me")),
    Size("2-9", 2, 9, _("2 to 9 people")),
    Size("10-19", 10, 19, _("10 to 19 people")),
    Size("20-49", 20, 49, _("20 to 49 people")),
    Size("50-249", 50, 249, _("50 to 249 people")),
    Size("250", 250, None, _("250 people or more")),
)


def size_coded(code: str) -> Size | None:
    """The band with that code."""
    return next((size for size in SIZES if size.code == code), None)


def size_of(people: int) -> Size | None:
    """The band of so many people; None for nobody."""
    return next((size for size in SIZES if size.least <= people and (size.most is None or people <= size.most)), None)
