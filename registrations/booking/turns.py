"""Whose turn it is: the one rule by which seats that are free go to those who want them.

Parties are served in order of arrival. One that does not fit waits, and those after it that want one of its sessions
wait behind it; where the organiser allows it, a party of fewer seats may pass. Seats set aside for a code are taken by
its holders first, and wait for nobody else. Here nothing is read or written: whoever holds the sessions asks it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Seats that one party wants, how many by session (id): together if `all_or_none`, with which code (id)."""

    seats: Mapping[int, int]
    all_or_none: bool = False
    code: int | None = None

    @property
    def size(self) -> int:
        """How many seats that is."""
        return sum(self.seats.values())


@dataclass(frozen=True, slots=True)
class Served:
    """What a party gets: seats by session, `aside` of them from what was set aside; how many it `passed`."""

    seats: Mapping[int, int]
    aside: Mapping[int, int]
    passed: int = 0

    @property
    def moved(self) -> dict[int, int]:
        """By how much `seats_taken` of each session grows: what was set aside is counted there already."""
        return {pk: seats - self.aside.get(pk, 0) for pk, seats in self.seats.items()}


class Room:
    """What is free at a stop while its sessions are held, and those who wait for it so far.

    `free` are seats by session, None without limit; `aside` what is left for each (code, session). Nobody who waits
    gets a seat in a `closed` session, nor keeps others from one.
    """

    def __init__(
        self,
        free: Mapping[int, int | None],
        aside: Mapping[tuple[int, int], int],
        *,
        closed: Collection[int] = (),
        smaller_may_pass: bool = False,
    ) -> None:
        self._free = dict(free)
        self._aside = dict(aside)
        self._closed = closed
        self._smaller_may_pass = smaller_may_pass
        self._line: list[Wish] = []
        self._smallest: dict[tuple[int | None, int], int] = {}  # who waits: by code (None: anybody) and session

    def serve(self, wish: Wish, *, waits: bool = False) -> Served:
        """Give the next in order what it can have; what it cannot have it waits for. `waits`: it came before."""
        closed = self._closed if waits else ()
        shares = {pk: self._share(wish, pk) for pk in wish.seats if pk not in closed}
        got = {pk: share for pk, share in shares.items() if share is not None}
        if wish.all_or_none and len(got) < len(wish.seats):
            got = {}
        passed = self._passed(wish, got)
        for pk, aside in got.items():
            free = self._free[pk]
            if free is not None:
                self._free[pk] = free - (wish.seats[pk] - aside)
            if wish.code is not None and aside:
                self._aside[wish.code, pk] -= aside
        self._keep_waiting(wish, {pk for pk in wish.seats if pk not in got})
        return Served({pk: wish.seats[pk] for pk in got}, {pk: aside for pk, aside in got.items() if aside}, passed)

    def _share(self, wish: Wish, session: int) -> int | None:
        """How many of its seats in the session come from what is set aside; None where it must wait for them."""
        wanted = wish.seats[session]
        aside = 0
        if wish.code is not None and not self._blocked(wish, wish.code, session):
            aside = min(wanted, self._aside.get((wish.code, session), 0))
        free = self._free.get(session, 0)
        if wanted == aside or free is None:
            return aside
        return aside if not self._blocked(wish, None, session) and wanted - aside <= free else None

    def _blocked(self, wish: Wish, code: int | None, session: int) -> bool:
        """Whether somebody waits there whom this party may not pass."""
        smallest = self._smallest.get((code, session))
        return smallest is not None and not (self._smaller_may_pass and wish.size < smallest)

    def _passed(self, wish: Wish, got: Mapping[int, int]) -> int:
        if not self._smaller_may_pass:
            return 0
        open_to_all = {pk for pk, aside in got.items() if self._free[pk] is not None and aside < wish.seats[pk]}
        own = {pk for pk, aside in got.items() if aside}
        return sum(
            bool(open_to_all & one.seats.keys() or (one.code == wish.code and own & one.seats.keys()))
            for one in self._line
        )

    def _keep_waiting(self, wish: Wish, left: set[int]) -> None:
        """Put what it did not get in line, unless it can never have it."""
        never = left & set(self._closed)
        if wish.all_or_none and never:
            return
        still = Wish({pk: wish.seats[pk] for pk in left - never}, wish.all_or_none, wish.code)
        if not still.seats:
            return
        self._line.append(still)
        for pk in still.seats:
            for code in {None, wish.code}:
                self._smallest[code, pk] = min(still.size, self._smallest.get((code, pk), still.size))
