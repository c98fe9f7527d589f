"""A plain model of the seat rules, written from their words and not from the code: lists, loops and no database.

Seats: who takes one, who waits, in which order they are served; codes with seats set aside; approval; offers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TAKING = ("pending", "offered", "confirmed")
LIVE = (*TAKING, "waitlisted")


@dataclass
class Entry:
    """A place in line: the seats (person, session) that wait since."""

    all_or_none: bool
    waiting: set[tuple[int, int]]
    passed: int = 0
    state: str = "waiting"


@dataclass
class Party:
    """A registration: `seats` by (person, session)."""

    firm: int
    code: int | None
    people: int
    live: bool = True
    approved: bool = False
    gone: set[int] = field(default_factory=set)
    seats: dict[tuple[int, int], str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def coming(self) -> int:
        return self.people - len(self.gone) if self.live else 0


@dataclass
class Model:
    """A stop: `capacity` by session, `asides` by code and session."""

    capacity: list[int | None]
    asides: list[list[int]]
    parties: list[Party] = field(default_factory=list)
    line: list[tuple[Party, Entry]] = field(default_factory=list)
    over: set[int] = field(default_factory=set)
    closed: bool = False
    approval: bool = False
    may_pass: bool = False
    offers: bool = False
    most: int | None = None

    def taken_by(self, session: int, code: int | None = -1) -> int:
        """Seats taken in the session: all of them, or those of a code's holders."""
        return sum(
            state in TAKING
            for party in self.parties
            if code in (-1, party.code)
            for (_person, at), state in party.seats.items()
            if at == session
        )

    def left(self, code: int, session: int) -> int:
        """What is left of the seats set aside."""
        return 0 if code in self.over else max(0, self.asides[code][session] - self.taken_by(session, code))

    def seats_taken(self, session: int) -> int:
        return self.taken_by(session) + sum(self.left(code, session) for code in range(len(self.asides)))

    def free(self, session: int) -> float:
        capacity = self.capacity[session]
        return float("inf") if capacity is None else capacity - self.seats_taken(session)

    # What happens

    def register(self, firm: int, code: int | None, people: int, sessions: set[int], *, all_or_none: bool) -> str:
        coming = sum(party.coming for party in self.parties if party.firm == firm)
        if self.closed:
            return "closed"
        if self.most is not None and coming + people > self.most:
            return "firm_full"
        party = Party(firm, code, people)
        self.parties.append(party)
        self._want(party, {(person, at) for person in range(people) for at in sessions}, all_or_none=all_or_none)
        return ""

    def change(self, party: Party, person: int, sessions: set[int]) -> str:
        has = {at for (who, at), state in party.seats.items() if who == person and state in LIVE}
        if not party.live or person in party.gone or not sessions or sessions == has:
            return ""
        if self.closed and sessions - has:
            return "closed"
        if sessions - has:
            self._want(party, {(person, at) for at in sessions - has}, all_or_none=False)
        self._end(party, {(person, at) for at in has - sessions}, "cancelled")
        self.serve()
        return ""

    def cancel_person(self, party: Party, person: int) -> None:
        if not party.live or person in party.gone:
            return
        if party.coming == 1:
            self.cancel(party)
            return
        party.gone.add(person)
        self._end(party, {seat for seat in party.seats if seat[0] == person}, "cancelled")
        self.serve()

    def cancel(self, party: Party) -> None:
        if party.live:
            party.live = False
            self._end(party, set(party.seats), "cancelled")
            self.serve()

    def approve(self, party: Party) -> None:
        if party.live:
            party.approved = True
            for seat, state in party.seats.items():
                party.seats[seat] = "confirmed" if state == "pending" else state

    def refuse(self, party: Party) -> None:
        if not party.approved:
            self.cancel(party)

    def accept(self, party: Party) -> None:
        for seat, state in party.seats.items():
            party.seats[seat] = "confirmed" if state == "offered" else state

    def end_offers(self, party: Party, becomes: str) -> None:
        offered = {seat for seat, state in party.seats.items() if state == "offered"}
        if offered:
            self._end(party, offered, becomes)
            self.serve()

    def leave(self, party: Party) -> None:
        waits = {seat for seat, state in party.seats.items() if state == "waitlisted"}
        if waits:
            self._end(party, waits, "cancelled")
            self.serve()

    def end_code(self, code: int) -> None:
        self.over.add(code)
        self.serve()

    def resize(self, session: int, capacity: int | None) -> None:
        if capacity is None or capacity >= self.seats_taken(session):
            self.capacity[session] = capacity
        self.serve()

    # The rule

    def serve(self) -> None:
        """Those who wait, in order of arrival."""
        if self.closed:
            return
        before: list[tuple[Party, Entry]] = []
        for party, entry in list(self.line):
            self._try(party, entry, before, fresh=False)
            if entry.waiting:
                before.append((party, entry))

    def _want(self, party: Party, wanted: set[tuple[int, int]], *, all_or_none: bool) -> None:
        entry = Entry(all_or_none, set(wanted))
        for seat in wanted:
            party.seats[seat] = "waitlisted"
        self.line.append((party, entry))
        self._try(party, entry, self.line[:-1], fresh=True)
        if entry.waiting or entry.passed:
            party.entries.append(entry)

    def _try(self, party: Party, entry: Entry, before: list[tuple[Party, Entry]], *, fresh: bool) -> None:
        size = len(entry.waiting)
        wanted = {at: {seat for seat in entry.waiting if seat[1] == at} for _person, at in entry.waiting}
        fits = {at: seats for at, seats in wanted.items() if self._fits(party, size, at, len(seats), before)}
        if entry.all_or_none and len(fits) < len(wanted):
            fits = {}
        entry.passed += sum(self._is_passed(party, fits, other, one) for other, one in before) if self.may_pass else 0
        got = "pending" if self.approval and not party.approved else "offered" if self.offers and not fresh else ""
        for seats in fits.values():
            entry.waiting -= seats
            party.seats.update(dict.fromkeys(seats, got or "confirmed"))
        if not entry.waiting:
            self._settle(entry, "promoted")

    def _fits(self, party: Party, size: int, at: int, number: int, before: list[tuple[Party, Entry]]) -> bool:
        ahead = [(other, one) for other, one in before if any(where == at for _who, where in one.waiting)]
        if self.may_pass:
            ahead = [(other, one) for other, one in ahead if size >= len(one.waiting)]
        own = 0 if party.code is None else self.left(party.code, at)
        if any(other.code == party.code for other, _one in ahead):
            own = 0
        if number <= own or self.capacity[at] is None:
            return True
        return not ahead and number - own <= self.free(at)

    def _is_passed(self, party: Party, fits: dict[int, set[tuple[int, int]]], other: Party, one: Entry) -> bool:
        """Whether a seat it gets now is one that the other might have had."""
        for at, seats in fits.items():
            if not any(where == at for _who, where in one.waiting):
                continue
            own = 0 if party.code is None else min(len(seats), self.left(party.code, at))
            if (own and other.code == party.code) or (own < len(seats) and self.capacity[at] is not None):
                return True
        return False

    def _end(self, party: Party, seats: set[tuple[int, int]], state: str) -> None:
        for seat in seats:
            if party.seats[seat] in LIVE:
                party.seats[seat] = state
        for other, entry in list(self.line):
            if other is party:
                entry.waiting -= seats
                if not entry.waiting:
                    self._settle(entry, "left")

    def _settle(self, entry: Entry, state: str) -> None:
        entry.state = state
        self.line = [(party, one) for party, one in self.line if one is not entry]
