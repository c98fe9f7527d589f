"""Where the floors above add to the public pages. What they say is kept with the page, so it must be public."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from events.catalogue.words import Word
from events.models import Stop, Tour
from tournee.floors import Contribution
from tournee.web.navigation import Link


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure: its value as it is read, what it counts, of how many (n), and where it comes from.

    `before` is what qualifies it (“more than”), set small.
    """

    value: str
    label: str | Promise
    before: str = ""
    sample: str = ""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of a stop's page: its title, and the template that shows `context`.

    `action` is what it leads to, where that is also shown under the page's title, before the programme. `word` stands
    in the page's head in place of the places left, where they are not for everybody, or not yet.
    """

    title: str | Promise
    template: str
    context: dict[str, object] = field(default_factory=dict)
    action: Link | None = None
    word: Word | None = None


stop_page_panels = Contribution[Callable[[Stop], Panel | None]](
    "stop_page_panels", says="Sections of a stop’s public page: a function of the stop, None where there is nothing"
)
tour_figures = Contribution[Callable[[Tour], Iterable[KeyFigure]]](
    "tour_figures", says="Key figures of a tour’s public page: a function of the tour"
)
stop_page_moments = Contribution[Callable[[int], Iterable[datetime.datetime]]](
    "stop_page_moments", says="When else the clock changes a word of a stop’s public page: a function of the stop’s id"
)
stop_documents = Contribution[Callable[[Sequence[int]], Mapping[int, Link]]](
    "stop_documents", says="What is published of stops, by the stop’s id, for a list of stops (public pages)"
)
