"""Where the floors above add to planning's pages: tabs of a tour and of a stop, and what a tour aims at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from events.models import Session, Stop, Tour
from events.team.rules import reads_tour
from tournee.floors import Contribution
from tournee.indicators import Indicator
from tournee.web.navigation import Link


@dataclass(frozen=True, slots=True)
class Target:
    """How far a tour has come: `reached` of `aim`, counted in `label`; `aim` None where nothing was aimed at.

    `indicator` says what is counted.
    """

    label: str | Promise
    reached: int
    aim: int | None
    indicator: Indicator | None = None

    @property
    def high(self) -> int:
        """The end of its bar."""
        return max(self.aim or 0, 1)


tour_tabs: Contribution[Callable[[HttpRequest, Tour], Iterable[Link]]] = Contribution(
    "tour_tabs", says="Tabs of a tour in the workspace: links, for this request (planning)"
)
stop_tabs: Contribution[Callable[[HttpRequest, Stop], Iterable[Link]]] = Contribution(
    "stop_tabs", says="Tabs of a stop in the workspace: links, for this request (planning)"
)
tour_targets: Contribution[Callable[[Tour], Iterable[Target]]] = Contribution(
    "tour_targets", says="What a tour has reached of what it aims at, on its page in the workspace (planning)"
)
seats_in_words: Contribution[Callable[[Sequence[Session]], Mapping[int, str]]] = Contribution(
    "seats_in_words", says="What the seats taken of sessions are, by id, where they are not all of one kind (planning)"
)


def _stages() -> dict[str, str]:
    """What each floor is about, as the heading of its tabs."""
    return {"events": _("Prepare"), "registrations": _("Who comes"), "surveys": _("What is learnt")}


def _grouped(contributed: Iterable[tuple[str, Iterable[Link]]], first: list[Link], last: list[Link]) -> list[Link]:
    """The tabs stage by stage: planning's own `first` and `last` stand around those of its floor."""
    by_floor: dict[str, list[Link]] = {floor: [] for floor in _stages()}
    for floor, links in contributed:
        by_floor[floor].extend(links)
    by_floor["events"] = [*first, *by_floor["events"], *last]
    return [replace(link, group=words) for floor, words in _stages().items() for link in by_floor[floor]]


def tabs_of_tour(request: HttpRequest, tour: Tour, here: str) -> list[Link]:
    """The tabs of `tour` stage by stage; `here` is the address of the current one."""
    own = [
        (_("Overview"), reverse("planning_tour", args=[tour.slug])),
        (_("Team"), reverse("team", args=[tour.slug])),
        (_("History"), reverse("planning_history", args=[tour.slug])),
    ]
    links = [Link(label, url, url == here) for label, url in own]
    contributed = ((floor, tabs(request, tour)) for floor, tabs in tour_tabs.by_floor())
    return _grouped(contributed, links[:1], links[1:])


def tabs_of_stop(request: HttpRequest, stop: Stop, here: str) -> list[Link]:
    """The tabs of `stop` stage by stage; its history is for the tour's team."""
    address = [stop.tour.slug, stop.slug]
    overview, history = reverse("planning_stop", args=address), reverse("planning_history", args=address)
    team = reads_tour.test(request.user, stop)
    last = [Link(_("History"), history, history == here)] if team else []
    contributed = ((floor, tabs(request, stop)) for floor, tabs in stop_tabs.by_floor())
    return _grouped(contributed, [Link(_("Overview"), overview, overview == here)], last)
