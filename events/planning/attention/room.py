"""The control room in words: its headline, what asks for attention stop by stop, what was put off."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Snooze, Stop, Tour
from events.planning.attention.gathering import Attention
from events.planning.attention.needs import Need, Urgency
from events.planning.attention.words import in_how_long, stops_in_words
from tournee.texts.typography import format_date

SHOWN = 7
_FOLDED = 13
_TONES = {Urgency.NOW: "urgent", Urgency.SOON: "soon", Urgency.LATER: ""}


@dataclass(slots=True)
class Asking:
    """A stop that asks for attention, or the tour as a whole (`url` ""), with its needs, the most urgent first."""

    name: str
    url: str
    when: str
    tone: str
    needs: list[Need] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownPutOff:
    """A need that was put off: where, what, and the snooze with reason, person and day."""

    name: str
    need: Need
    snooze: Snooze


@dataclass(frozen=True, slots=True)
class Room:
    """What the page's left column says. `rest` counts those that neither `first` nor `folded` show."""

    day: str
    headline: str
    nothing: bool
    first: Sequence[Asking]
    folded: Sequence[Asking]
    rest: int
    put_off: Sequence[ShownPutOff]
    following: Stop | None
    following_when: str


def room_of(attention: Attention, *, everything: bool = False) -> Room:
    """The words of what was gathered; with `everything`, nothing is folded. No query."""
    seen = attention.watched
    asking = by_stop(attention)
    first = asking if everything else asking[:SHOWN]
    folded = [] if everything else asking[SHOWN : SHOWN + _FOLDED]
    following = next((stop for stop in seen.ahead if stop.starts_on and stop.starts_on >= seen.today), None)
    return Room(
        day=day_in_words(seen.today),
        headline=_headline(seen.tour, asking, has_stops=bool(seen.stops)),
        nothing=not asking and bool(seen.stops),
        first=first,
        folded=folded,
        rest=len(asking) - len(first) - len(folded),
        put_off=[ShownPutOff(str(one.need.stop or seen.tour), one.need, one.snooze) for one in attention.put_off],
        following=following,
        following_when=in_how_long(following, seen.today) if following else "",
    )


def by_stop(attention: Attention) -> list[Asking]:
    """The needs gathered stop by stop, in the order of each one's most urgent need."""
    seen = attention.watched
    page = seen.addresses()
    found: dict[int | None, Asking] = {}
    for need in attention.needs:
        stop = need.stop
        key = stop.pk if stop else None
        if key not in found:
            tone = _TONES[need.urgency]
            when = in_how_long(stop, seen.today) if stop else ""
            found[key] = Asking(str(stop or seen.tour), page(stop) if stop else "", when, tone)
        found[key].needs.append(need)
    return list(found.values())


def day_in_words(today: datetime.date) -> str:
    """The line above the headline: the day and its week (ISO 8601)."""
    day = format_date(today, year=False)
    return capfirst(_("%(day)s · week %(week)d") % {"day": day, "week": today.isocalendar().week})


def _headline(tour: Tour, asking: Sequence[Asking], *, has_stops: bool) -> str:
    stops = sum(bool(one.url) for one in asking)
    if stops:
        return stops_in_words(stops)
    if asking:
        return _("The tour needs your attention")
    return _("All is on its way") if has_stops else str(tour)
