"""What two published tellings of one question give away together, though each alone gives nothing away.

After the rule of statistical confidentiality for firms (INSEE, *Guide du secret statistique*, secondary suppression):
a figure that is kept back must not be had by subtraction, nor by comparing two published documents. So the difference
of two tellings is held to the rules of `surveys.analysis.disclosure` as if it were itself published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registrations.figures.counting import base
from surveys.analysis.disclosure import disclose
from surveys.analysis.findings import Finding, Part
from surveys.analysis.tallies import Distribution, Weight
from tournee.questions.tally import Tally

Counts = dict[str, int | None]


def given_away(before: Finding, after: Finding, between: Distribution | None) -> int | None:
    """How many answers lie between two tellings that give somebody away together; None where they do not.

    `between` are the answers that came after the first telling: who stands behind the difference.
    """
    steps = list(_given_away(before, after, between or Distribution(Tally(0, 0), Weight())))
    return min(steps, default=None)


def _given_away(before: Finding, after: Finding, between: Distribution) -> Iterator[int]:
    if before.middle and after.middle:
        step = abs(after.n - before.n)
        if step and min(step, between.whole.sources) < base():
            yield step
    known = {part.item: part for part in before.parts}
    for part in after.parts:
        former = known.get(part.item)
        if former is None or former.withheld or part.withheld:
            continue
        if after.kind == "multiple":
            told = _tells(former, part, between, adds_up=False)
        else:
            told = _tells(former, part, between, adds_up=True) or _hidden_is_found(former, part)
        if told:
            yield abs(part.n - former.n)


def _tells(before: Part, after: Part, between: Distribution, *, adds_up: bool) -> bool:
    """Whether the difference of both, read as a table, shows what may not be shown.

    What either of them keeps back is one line of it, where the sum of all is known.
    """
    steps = _steps(before, after)
    weights = {
        (after.item, code): _behind(step, between.cells.get((after.item, code), Weight()))
        for code, step in steps.items()
    }
    more = after.n - before.n
    if adds_up and (rest := more - sum(steps.values())):
        hidden = [weight for cell, weight in between.cells.items() if cell[0] == after.item and cell not in weights]
        weights[after.item, ""] = _behind(rest, _together(hidden))
    if not any(weight.answers for weight in weights.values()):
        return False  # nothing is told twice, or nobody came between
    difference = Distribution(Tally(abs(more), abs(more)), _behind(more, between.whole), weights)
    shown = disclose(difference, weights, adds_up=adds_up)
    return shown.withheld or shown.partly


def _steps(before: Part, after: Part) -> dict[str, int]:
    """By how many the lines differ that both show."""
    known = _counts(before)
    return {
        figure.code: figure.count - former
        for figure in after.figures
        if figure.count is not None and (former := known.get(figure.code)) is not None
    }


def _behind(step: int, weight: Weight) -> Weight:
    """What stands behind a difference: never more than what came between."""
    return Weight(abs(step), min(abs(step), weight.sources), weight.largest)


def _together(weights: list[Weight]) -> Weight:
    """Several lines as one: as if the same firms stood behind each."""
    return Weight(
        sum(weight.answers for weight in weights),
        max((weight.sources for weight in weights), default=0),
        max((weight.largest for weight in weights), default=0),
    )


def _hidden_is_found(before: Part, after: Part) -> bool:
    """Whether a line kept back in one of two tellings can be but one number, as answers only ever come."""
    first, second = _counts(before), _counts(after)
    if first.keys() != second.keys() or not _possible(first, before.n, second, after.n):
        return False  # other lines than before, or answers that went: nothing follows from one for the other
    for counts, n in ((first, before.n), (second, after.n)):
        hidden = [code for code, count in counts.items() if count is None]
        most = n - sum(count or 0 for count in counts.values())
        for code in hidden:
            ways = 0
            for count in range(most + 1):
                counts[code] = count
                ways += _possible(first, before.n, second, after.n)
                if ways > 1:
                    break
            counts[code] = None
            if ways == 1:
                return True
    return False


def _possible(first: Mapping[str, int | None], n: int, second: Mapping[str, int | None], more: int) -> bool:
    """Whether numbers fill what is kept back (None) so that both add up and no line has fewer later than before."""
    left = n - sum(count or 0 for count in first.values())
    left_later = more - sum(count or 0 for count in second.values())
    room = grown = 0
    in_both = hidden = hidden_later = False
    for code, count in first.items():
        later = second[code]
        hidden, hidden_later = hidden or count is None, hidden_later or later is None
        if count is None and later is None:
            in_both = True
        elif count is None and later is not None:
            room += later
        elif count is not None and later is None:
            grown += count
        elif count is not None and later is not None and count > later:
            return False
    beyond = max(0, left - room)  # of those hidden before, how many must be hidden later too
    if min(left, left_later) < 0 or (left and not hidden) or (left_later and not hidden_later):
        return False
    return (in_both or not beyond) and grown + beyond <= left_later


def _counts(part: Part) -> Counts:
    return {figure.code: figure.count for figure in part.figures}
