"""What the demonstration loads: each floor contributes its share, and knows nothing of the demonstration itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from tournee.floors.contributions import Contribution


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the demonstration. `load(today)` adds what is not there yet and returns a line saying what it holds.

    Called every time `manage.py demo` runs, it must change nothing the second time that day; people and companies in it
    are visibly made up.
    """

    name: str
    load: Callable[[datetime.date], str]


demonstration = Contribution[Share]("demonstration", says="demonstration data, loaded by `manage.py demo` in order")
