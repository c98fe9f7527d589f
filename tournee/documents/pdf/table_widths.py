"""How wide each column of a table is: from what it holds, and its share of the room beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tournee.documents.inline import plain
from tournee.documents.pdf.styles import STYLES
from tournee.documents.pdf.table_grid import Writer
from tournee.documents.pdf.table_lines import widest_line, widest_word
from tournee.documents.tables import Cell, Column, Kind, Row, Table

_GUTTER = 12.0  # points between two columns, of a table with few
_GUTTER_TO_SIGN = 8.0  # where boxes to sign part the columns, and take what they can get
_LEAST_GUTTER = 4.0
_LONGEST_WORD = 110.0  # points that a column gets for its longest word, should its share of the room be less
_SAMPLE = 400  # rows that are measured: every one of a short table, as many spread over a long one
_ROOM_TO_SIGN = 131.0  # 46 mm, where one column is signed
_EACH_MORE = 0.65  # of that room for each other one: 38 mm each of two, 35 mm of three
_MOST_TO_SIGN = 0.6  # of the room: more columns to sign in give way like the others
_MANY = 10  # cells, of which few that are long do not count at first
_MOST = 0.85
_TICK = 14.0
_HEAD, _BODY = STYLES["cell-head"], STYLES["cell-strong"]
_STRETCHES: dict[Kind, float] = {"text": 1, "signature": 1, "number": 0.3, "date": 0.3, "tick": 0.15}


@dataclass(slots=True)
class _Wish:
    """What a column needs so that no word is broken, and what it wants so that no line is; in points.

    `lines` are the widths of its cells: one among many that is long must not take the room of all others.
    """

    need: float
    want: float
    lines: list[float] = field(default_factory=list)

    @property
    def usual(self) -> float:
        """What most of its cells want."""
        if len(self.lines) < _MANY:
            return self.want
        return max(self.need, min(sorted(self.lines)[round(len(self.lines) * _MOST)], self.want))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns stand: their left edges, their widths and the gutter between two, in points."""

    lefts: list[float]
    widths: list[float]
    gutter: float

    @property
    def width(self) -> float:
        """The width of the whole table."""
        return self.lefts[-1] + self.widths[-1]

    def place(self, column: int, count: int) -> tuple[float, float]:
        """The left edge and the width of so many columns from that one on."""
        left, last = self.lefts[column], column + count - 1
        return left, self.lefts[last] + self.widths[last] - left


def place_columns(table: Table, room: float, write: Writer) -> Columns:
    """The columns of a table, which fill the room exactly; the more there are, the narrower the gutters."""
    count = len(table.columns)
    widest = _GUTTER_TO_SIGN if any(column.kind == "signature" for column in table.columns) else _GUTTER
    gutter = min(widest, max(_LEAST_GUTTER, room / (4.5 * count)))
    widths = _widths(table, room - gutter * (count - 1), write)
    lefts = [sum(widths[:at]) + gutter * at for at in range(count)]
    return Columns(lefts, widths, gutter)


def _widths(table: Table, room: float, write: Writer) -> list[float]:
    """What columns want if there is room, and what is left over shared out; else what their words need and a part of
    the rest; a room too small even for that is shared so that the widest give way first.
    """
    columns = table.columns
    wishes = [_heading_wish(column, to_sign) for column, to_sign in zip(columns, _rooms_to_sign(columns), strict=True)]
    for row in _sample(table):
        _grow(wishes, row, table, write)
    shares = [max(column.width, 0.01) for column in columns]
    whole = sum(shares)
    for wish, share, column in zip(wishes, shares, columns, strict=True):
        wish.want = min(wish.want, room)
        if column.kind != "signature":
            wish.need = min(wish.need, wish.want, max(room * share / whole, _LONGEST_WORD))
    if sum(wish.want for wish in wishes) <= room:
        stretches = [share * _STRETCHES[column.kind] for share, column in zip(shares, columns, strict=True)]
        return _shared_out([wish.want for wish in wishes], room, stretches)
    if sum(wish.need for wish in wishes) <= room:
        return _filled(wishes, room, shares)
    firm = [wish.need if column.kind == "signature" else 0.0 for wish, column in zip(wishes, columns, strict=True)]
    if sum(firm) > room * _MOST_TO_SIGN:
        return _lowered([wish.need for wish in wishes], room)
    rest = _lowered([0.0 if own else wish.need for wish, own in zip(wishes, firm, strict=True)], room - sum(firm))
    return [own or other for own, other in zip(firm, rest, strict=True)]


def _rooms_to_sign(columns: Sequence[Column]) -> list[float]:
    """What each column needs so that people can sign in it; the more are signed, the less, by their shares."""
    shares = [column.width if column.kind == "signature" else 0.0 for column in columns]
    count = sum(share > 0 for share in shares)
    room = _ROOM_TO_SIGN * (1 + _EACH_MORE * (count - 1))
    return [room * share / sum(shares) if share else 0.0 for share in shares]


def _heading_wish(column: Column, to_sign: float) -> _Wish:
    """A heading may well be broken over two lines above figures, yet not above text."""
    words = plain(column.header)
    word, line = widest_word(words, _HEAD), widest_line(words, _HEAD)
    if column.kind == "signature":
        return _Wish(max(word, to_sign), max(line, to_sign))
    if column.kind == "text":
        return _Wish(word, line)
    return _Wish(max(word, _TICK), max(word, _TICK, line * 0.6))


def _grow(wishes: list[_Wish], row: Row, table: Table, write: Writer) -> None:
    """Let the columns want what this row holds; a row with spans is left out, since its cells are no one column's.

    What heads rows is often a person's name, which needs the whole of Dupond-Exemple on one line.
    """
    if len(row) != len(table.columns):
        return
    names = table.row_headers
    for place, (wish, column, value) in enumerate(zip(wishes, table.columns, row, strict=True)):
        words = write(value.value if isinstance(value, Cell) else value, column)
        text = words if isinstance(words, str) else plain(words)
        line = widest_line(text, _BODY)
        wish.want = max(wish.want, line)
        wish.lines.append(line)
        if column.kind != "text":
            wish.need = max(wish.need, line)
        elif line > wish.need:
            whole = text.split() if names and not place else []
            wish.need = max([wish.need, widest_word(text, _BODY), *(widest_line(word, _BODY) for word in whole)])


def _sample(table: Table) -> Iterator[Row]:
    """Rows spread over the whole body, and those that close it."""
    bodies = table.body()
    step = max(1, sum(len(rows) for rows in bodies) // _SAMPLE)
    for rows in bodies:
        for index in range(0, len(rows), step):
            yield rows[index]
    yield from (group.subtotal for group in table.groups if group.subtotal is not None)
    if table.total is not None:
        yield table.total


def _shared_out(widths: list[float], room: float, shares: list[float]) -> list[float]:
    """The widths with what is left of the room added in proportion to the shares."""
    left, whole = room - sum(widths), sum(shares)
    return [width + left * share / whole for width, share in zip(widths, shares, strict=True)]


def _filled(wishes: list[_Wish], room: float, shares: list[float]) -> list[float]:
    """What is needed; of the rest as much as most cells want, then as all do, in proportion to share and want."""
    widths = _raised(wishes, room, shares)
    wants = [wish.want for wish in wishes]
    left = room - sum(widths)
    pulls = {at: shares[at] * (want - widths[at]) for at, want in enumerate(wants) if want > widths[at]}
    while left > 0.01 and pulls:
        whole = sum(pulls.values())
        given = {at: min(wants[at] - widths[at], left * pull / whole) for at, pull in pulls.items()}
        for at, more in given.items():
            widths[at] += more
            if wants[at] - widths[at] < 0.01:
                del pulls[at]
        left -= sum(given.values())
    return widths


def _raised(wishes: list[_Wish], room: float, shares: list[float]) -> list[float]:
    """What most cells want, cut off at a level (times the share) where it fills the room: the narrow keep theirs."""
    usual = [wish.usual for wish in wishes]
    found = [wish.need for wish in wishes]
    low, high = 0.0, 2 * room / min(shares)
    for _halving in range(20):
        level = (low + high) / 2
        widths = [
            max(wish.need, min(most, level * share)) for wish, most, share in zip(wishes, usual, shares, strict=True)
        ]
        if sum(widths) <= room:
            found, low = widths, level
        else:
            high = level
    return found


def _lowered(needs: list[float], room: float) -> list[float]:
    """The needs cut off at the level where they fill the room: the narrow keep theirs, the widest give way."""
    level, left, count = 0.0, room, len(needs)
    for need in sorted(needs):
        level = left / count
        if need > level:
            break
        left -= need
        count -= 1
    return [min(need, level) for need in needs]
