"""A report in words: its figures and tables, each naming its definition, for page, paper and sheet alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from registrations.attendance import definitions
from registrations.attendance.report.counting import Breakdown, Tally
from registrations.attendance.report.gathered import Report, StopLine
from registrations.booking.definitions import FILL
from tournee.indicators import Indicator
from tournee.texts.typography import format_date, format_date_range, format_number, format_percent


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is read; `number` is it for programs, None where there is none or it is `held_back`."""

    number: float | None
    text: str
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure with what it counts, and what qualifies it."""

    indicator: Indicator
    told: Told
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """A column of figures; `indicator` is what they count, `unit` in what, where no indicator says it."""

    header: str
    indicator: Indicator | None = None
    unit: str = ""


Line = tuple[str, list[tuple[ToldColumn, Told]]]


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table: `name` for programs, `title` for people, the header of its first column, and its rows by label.

    With `has_total` the last row tells of all the others together.
    """

    name: str
    title: str
    label: str
    columns: tuple[ToldColumn, ...]
    rows: tuple[tuple[str, tuple[Told, ...]], ...]
    note: str = ""
    has_total: bool = False

    @property
    def lines(self) -> list[Line]:
        """The rows, each figure with its column."""
        return [(label, list(zip(self.columns, figures, strict=True))) for label, figures in self.rows]

    @property
    def parts(self) -> tuple[list[Line], list[Line]]:
        """Its lines without the total's, and the total's, if any."""
        end = len(self.rows) - self.has_total
        return self.lines[:end], self.lines[end:]


NONE = Told(None, "–")


def held_back() -> Told:
    """What stands where a figure would speak of somebody."""
    return Told(None, _("held back"), held_back=True)


def count(number: float | None, *, decimals: int | None = None) -> Told:
    """A number, or a dash where there is none."""
    return NONE if number is None else Told(number, format_number(number, decimals=decimals))


def share(part: float | None) -> Told:
    """A share as a percentage, or a dash where there is none."""
    return NONE if part is None else Told(round(100 * part, 1), format_percent(part))


def figures_of(report: Report) -> list[ToldFigure]:
    """The figures at the top of a report."""
    return list(_after(report) if report.begun else _before(report))


def _before(report: Report) -> Iterator[ToldFigure]:
    """Of a coming stop: who is expected, and who will probably come."""
    if report.stop is not None:
        yield ToldFigure(definitions.EXPECTED, count(report.tally.expected))
    if found := report.forecast:
        note = _("between %(low)s and %(high)s, in four cases of five") % {
            "low": format_number(found.low), "high": format_number(found.high)
        }  # fmt: skip
        yield ToldFigure(definitions.EXPECTED_PRESENCE, count(found.likely), note)


def expected_told(tally: Tally) -> Iterator[ToldFigure]:
    """Of a stop that did not begin: who is expected."""
    yield ToldFigure(definitions.EXPECTED, count(tally.expected))


def _after(report: Report) -> Iterator[ToldFigure]:
    for one in tally_told(report.tally, running=report.stop is not None and report.running):
        yield ToldFigure(one.indicator, held_back()) if _held(report, one.indicator) else one
    yield ToldFigure(definitions.HOURS, held_back() if report.few else count(round(report.minutes / 60)))
    if report.fill is not None:
        yield ToldFigure(FILL, share(report.fill))


def _held(report: Report, indicator: Indicator) -> bool:
    """Whether the report holds back what its tally says of that: also where subtracting it would give another."""
    if indicator is definitions.PRESENT:
        return report.few
    if indicator is definitions.FIRMS:
        return report.hides(report.tally.firms)
    if indicator is definitions.ORGANISATIONS:
        return report.hides(report.tally.organisations)
    return report.withholds


def tally_told(tally: Tally, *, running: bool) -> Iterator[ToldFigure]:
    """Who came, of whom that was expected, and who did not; of a `running` stop, who may still come."""
    yield ToldFigure(definitions.PRESENT, count(tally.present))
    yield ToldFigure(definitions.FIRMS, count(tally.firms))
    if tally.organisations:
        yield ToldFigure(definitions.ORGANISATIONS, count(tally.organisations))
    yield ToldFigure(definitions.EXPECTED, count(tally.expected))
    if running:
        said = _("in progress: nobody is absent before the last session is over")
        yield ToldFigure(definitions.AWAITED, count(tally.awaited), said)
    else:
        yield ToldFigure(definitions.NO_SHOWS, count(tally.no_shows))
        yield ToldFigure(definitions.NO_SHOW_RATE, share(tally.no_show_rate))
    yield ToldFigure(definitions.WALK_INS, count(tally.walk_ins))
    yield ToldFigure(definitions.EXCUSED, count(tally.excused))


def tables_of(report: Report) -> list[ToldTable]:
    """Every table of a report but the breakdowns, those with nothing in them left out."""
    made: tuple[Callable[[Report], ToldTable], ...] = (_targets, _beside, _sessions, _half_days, _stops)
    return [table for make in made if (table := make(report)).rows]


def every_table(report: Report) -> list[ToldTable]:
    """Every table of a report: its own, then its breakdowns."""
    return [*tables_of(report), *(breakdown_table(one) for one in report.breakdowns if one.lines)]


def breakdown_table(breakdown: Breakdown) -> ToldTable:
    """Firms and people by something."""
    rows = tuple(
        (line.label, (held_back(), held_back()) if line.firms is None else (count(line.firms), count(line.people)))
        for line in breakdown.lines
    )
    title, said = breakdown_words(breakdown)
    firms = ToldColumn(_("Companies"), definitions.FIRMS)
    if breakdown.by_visit:
        firms = ToldColumn(_("Visits of companies"), unit=pgettext("unit of a figure", "visits of firms"))
    columns = (firms, ToldColumn(_("Their people"), definitions.PRESENT))
    return ToldTable(breakdown.name, title, title, columns, rows, said)


def breakdown_words(breakdown: Breakdown) -> tuple[str, str]:
    """The title of a breakdown, and what it counts."""
    once = _("Companies that came, each once.")
    far = _("Companies that came, each once, from their commune as the crow flies.")
    if breakdown.by_visit:
        far = _(
            "Visits of companies, from their commune as the crow flies: one that came to two stops counts twice, once "
            "from each distance."
        )
    return {
        "sizes": (_("By size"), once),
        "trades": (_("By trade"), once),
        "territories": (_("Where firms come from"), once),
        "distances": (_("From how far"), far),
    }[breakdown.name]


def _targets(report: Report) -> ToldTable:
    """What was reached of what the tour aims at."""
    tour, tally = report.tour, report.tally
    aims = [(definitions.PRESENT, tally.present, tour.target_participants, report.few)]
    aims.append((definitions.FIRMS, tally.firms, tour.target_companies, report.hides(tally.firms)))
    rows = tuple(
        (_capital(one.name), (held_back(), count(aim), held_back()) if held else _reached(reached, aim))
        for one, reached, aim, held in aims
        if aim and report.stop is None and report.begun
    )
    columns = (ToldColumn(pgettext("target", "Reached")), ToldColumn(_("Aimed at")), ToldColumn(_("Share")))
    return ToldTable("targets", _("What the tour aims at"), _("Indicator"), columns, rows)


def _reached(reached: int, aim: int) -> tuple[Told, ...]:
    return count(reached), count(aim), share(reached / aim)


def _beside(report: Report) -> ToldTable:
    """A stop beside the others, and beside what the tour aims at for each on average."""
    others, tour, tally = report.others, report.tour, report.tally
    indicators = (definitions.PRESENT, definitions.FIRMS, definitions.NO_SHOW_RATE)
    rate = None if report.running else tally.no_show_rate
    columns: list[tuple[ToldColumn, tuple[Told, ...]]] = [
        (ToldColumn(_("Here")), (count(tally.present), count(tally.firms), share(rate)))
    ]
    if others:
        said = ngettext("%(count)s other stop, on average", "%(count)s other stops, on average", others.stops)
        there = (count(round(others.people, 1)), count(round(others.firms, 1)), share(others.tally.no_show_rate))
        columns.append((ToldColumn(said % {"count": format_number(others.stops)}), there))
    if stops := tour.target_stops:
        aims = [aim and round(aim / stops) for aim in (tour.target_participants, tour.target_companies)]
        if any(aims):
            columns.append((ToldColumn(_("Aimed at for a stop, on average")), (*map(count, aims), NONE)))
    compared = report.stop is not None and report.begun and len(columns) > 1
    rows = tuple(
        (_capital(one.name), tuple(figures[row] for _column, figures in columns))
        for row, one in enumerate(indicators if compared else ())
    )
    return ToldTable(
        "beside", _("Beside the other stops"), _("Indicator"), tuple(column for column, _figures in columns), rows
    )


def _sessions(report: Report) -> ToldTable:
    columns = (
        ToldColumn(_("With a place")), ToldColumn(_("Came"), definitions.PRESENT),
        ToldColumn(_("Of these without a place")), ToldColumn(_("Places")), ToldColumn(_("Places taken"), FILL),
    )  # fmt: skip
    rows = tuple(
        (
            one.session.title,
            (
                count(one.seated), count(one.came), count(one.without_seat), _places(one.session.capacity),
                share(one.fill),
            ),
        )
        for one in report.sessions
    )  # fmt: skip
    return ToldTable("sessions", _("Session by session"), _("Session"), columns, rows, " ".join(_what_counts(report)))


def _what_counts(report: Report) -> Iterator[str]:
    """Where a rule asks that presence in the session be confirmed, that it does; and how many are counted in none."""
    asked = [one.confirmed for one in report.sessions]
    if asked and all(asked):
        yield _("Only those count whose presence in the session was confirmed: the rule of attendance asks for it.")
    elif any(asked):
        yield _(
            "Where the rule of attendance asks for it, only those count whose presence in the session was confirmed."
        )
    if report.in_no_session:
        said = ngettext(
            "%(count)s person who came counts in no session: without a place, or not confirmed in one.",
            "%(count)s people who came count in no session: without a place, or not confirmed in one.",
            report.in_no_session,
        )
        yield said % {"count": format_number(report.in_no_session)}


def _places(capacity: int | None) -> Told:
    return Told(None, _("no limit")) if capacity is None else count(capacity)


def _half_days(report: Report) -> ToldTable:
    columns = (ToldColumn(_("Present")), ToldColumn(_("Absent")), ToldColumn(_("Excused")))
    rows = tuple(
        (
            f"{format_date(one.half_day.day)}, {str(one.half_day.label).lower()}",
            (count(one.present), count(one.absent), count(one.excused)),
        )
        for one in report.half_days
    )
    note = _(
        "Present is whoever was at the stop then, registered or not, whether or not their sessions were signed for. "
        "Absent is who was expected in the half-day, or at the stop without a session of their own, and was not there."
    )
    return ToldTable("half-days", _("By half-day"), _("Half-day"), columns, rows, note)


def _stops(report: Report) -> ToldTable:
    """Stop by stop; outside the team who came alone: of whom that was expected, few would be told."""
    columns = [
        ToldColumn(_("Came"), definitions.PRESENT),
        ToldColumn(_("Companies"), definitions.FIRMS),
    ]
    if report.inside:
        columns += [
            ToldColumn(_("Expected"), definitions.EXPECTED),
            ToldColumn(_("Walk-ins"), definitions.WALK_INS),
            ToldColumn(_("Did not come"), definitions.NO_SHOWS),
            ToldColumn(_("Share"), definitions.NO_SHOW_RATE),
        ]
    rows = [(_stop_in_words(line), _of_stop(line)[: len(columns)]) for line in report.lines]
    if has_total := len(report.stops) > 1 and not report.hidden:
        rows.append((_("All stops, each firm once"), _of_tally(report.tally)[: len(columns)]))
    notes = [_("A company that came to two stops counts at both.")] if len(report.stops) > 1 else []
    if report.running:
        notes.append(_("A stop in progress counts in no figure of the tour until its last session is over."))
    return ToldTable("stops", _("Stop by stop"), _("Stop"), tuple(columns), tuple(rows), " ".join(notes), has_total)


def _stop_in_words(line: StopLine) -> str:
    stop = line.stop
    said = str(stop)
    if stop.starts_on:
        said = f"{stop}, {format_date_range(stop.starts_on, stop.ends_on or stop.starts_on)}"
    return _("%(stop)s (in progress)") % {"stop": said} if line.running else said


def _of_stop(line: StopLine) -> tuple[Told, ...]:
    if line.tally is not None:
        return _of_tally(line.tally)
    return (NONE if line.running else held_back(),) * 6


def _of_tally(tally: Tally) -> tuple[Told, ...]:
    return (
        count(tally.present), count(tally.firms), count(tally.expected), count(tally.walk_ins), count(tally.no_shows),
        share(tally.no_show_rate),
    )  # fmt: skip


def _capital(name: str | Promise) -> str:
    text = str(name)
    return text[:1].upper() + text[1:]
