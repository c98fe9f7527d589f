"""How many will probably come to a coming stop, from how many came of those expected at the stops held.

Stops differ by more than chance: rain at one, a strike at another. So the share that comes is itself taken to vary from
stop to stop, by a beta distribution, and the number that comes of n expected is beta-binomial. Its mean p and the
correlation r of two people of one stop are estimated by moments, after Kleinman (1973), “Proportions with extraneous
variance: single and independent samples”, Journal of the American Statistical Association 68, 46–54, each stop weighing
as many as were expected there. To r is added what is not known of p (its variance, divided by p(1 − p)), so that few
stops make a wide range. The range leaves out a tenth at either end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_STOPS = 5
_TAIL = 0.1
_MOST_ALIKE = 0.99


@dataclass(frozen=True, slots=True)
class Held:
    """A stop held: how many were expected, and how many of these came."""

    expected: int
    came: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of `expected` people probably `likely` come, and `low` to `high` in four cases of five; from `stops` held.

    `share` is the part that came there.
    """

    expected: int
    likely: int
    low: int
    high: int
    share: float
    stops: int


def forecast(expected: int, held: Sequence[Held]) -> Forecast | None:
    """How many of `expected` will come; None where nobody is expected or before five stops were held."""
    known = [stop for stop in held if stop.expected]
    if not expected or len(known) < FEWEST_STOPS:
        return None
    people = sum(stop.expected for stop in known)
    share = sum(stop.came for stop in known) / people
    alike = correlation(known)
    unsure = sum(stop.expected * (1 + (stop.expected - 1) * alike) for stop in known) / people**2
    # Half a person more of each kind (Jeffreys): where everybody came so far, somebody may yet stay away.
    mean = (share * people + 0.5) / (people + 1)
    low, high = _range(expected, mean, min(alike + unsure, _MOST_ALIKE))
    return Forecast(expected, round(expected * share), low, high, share, len(known))


def correlation(held: Sequence[Held]) -> float:
    """How alike two people of one stop are: 0 where stops differ no more than chance would make them (Kleinman)."""
    people = sum(stop.expected for stop in held)
    mean = sum(stop.came for stop in held) / people
    chance = mean * (1 - mean)
    spread = sum(stop.expected * (stop.came / stop.expected - mean) ** 2 for stop in held)
    more = len(held) - 1
    whole = people - sum(stop.expected**2 for stop in held) / people - more
    if not chance or whole <= 0:
        return 0
    return min(max((spread - chance * more) / (chance * whole), 0), _MOST_ALIKE)


def _range(n: int, mean: float, alike: float) -> tuple[int, int]:
    """The tenth and the ninetieth hundredth of the distribution."""
    weight = (1 - alike) / alike
    low, high, below = 0, n, 0.0
    for count, chance in enumerate(beta_binomial(n, mean * weight, (1 - mean) * weight)):
        if below < _TAIL:
            low = count
        below += chance
        if below >= 1 - _TAIL:
            high = count
            break
    return low, high


def beta_binomial(n: int, a: float, b: float) -> Iterator[float]:
    """The chance of each number from 0 to n, where the share is beta-distributed with a and b."""
    whole = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    for count in range(n + 1):
        ways = math.lgamma(n + 1) - math.lgamma(count + 1) - math.lgamma(n - count + 1)
        shares = math.lgamma(count + a) + math.lgamma(n - count + b) - math.lgamma(n + a + b)
        yield math.exp(ways + shares - whole)
