"""Contributions: named places of a lower floor that higher floors add to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
contributions: dict[str, Contribution[Any]] = {}


class Contribution(Generic[T]):
    """A named place for contributions of one type.

    `name` is unique in the installation; `says` tells in one line what is contributed and who shows it. Contributions
    are iterated by `order`, then in the order in which they were added. One that yields something for each row of a
    list takes a queryset and returns a mapping by id, so that the number of queries stays constant.
    """

    def __init__(self, name: str, *, says: str) -> None:
        self.name = name
        self.says = says
        self._items: list[tuple[int, str, T]] = []
        if name in contributions:
            raise ValueError(f"{name} is declared twice")
        contributions[name] = self

    def add(self, item: T, *, by: str, order: int = 100) -> T:
        """Contribute `item`; `by` names the contributing capability (`registrations.booking`)."""
        self._items.append((order, by, item))
        self._items.sort(key=lambda entry: entry[0])
        return item

    def __iter__(self) -> Iterator[T]:
        return (item for _order, _by, item in self._items)

    def by_floor(self) -> Iterator[tuple[str, T]]:
        """Each item in order, with the floor that contributes it (`events`, `registrations`, `surveys`)."""
        return ((by.partition(".")[0], item) for _order, by, item in self._items)

    @property
    def contributors(self) -> list[str]:
        """Who contributes here, in order, each once."""
        return list(dict.fromkeys(by for _order, by, _item in self._items))
