"""How a partner is spoken of: its part and where, what is next and how late, what it promised, what was last said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Commitment, Exchange, Partnership
from events.planning.checklist.words import late_in_words
from events.planning.partnerships.queries import OUT_OF_PLAY
from events.team.rules import stop_of
from tournee.texts.typography import format_date

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something with a day: its words, the day in words (""), how late it is (""), whether it is due within a week."""

    words: str
    day: str = ""
    late: str = ""
    soon: bool = False

    @property
    def tone(self) -> str:
        """The class of its line in a list of what wants attention."""
        return "urgent" if self.late else "soon" if self.soon else ""


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """A promise: what is awaited, or when it came."""

    promise: Commitment
    awaited: Awaited
    came: str = ""


def place_in_words(partnership: Partnership) -> str:
    """Where it takes part: “Albert”, “Workshop (Albert)” at a session of a stop, “The whole tour”."""
    if partnership.session:
        return f"{partnership.session} ({partnership.session.stop})"
    return str(partnership.stop or _("The whole tour"))


def part_in_words(partnership: Partnership) -> str:
    """What it is where: “Co-host · Albert”."""
    return f"{capfirst(str(partnership.get_role_display()))} · {place_in_words(partnership)}"


def is_waited_for(partnership: Partnership) -> bool:
    """Whether anything can be late with the partner: not at a stop called off or only recorded."""
    stop = stop_of(partnership)
    return stop is None or stop.state not in OUT_OF_PLAY


def next_of(partnership: Partnership, today: datetime.date) -> Awaited | None:
    """What is to be done next with the partner; None where nothing is."""
    if not partnership.next_action:
        return None
    return _awaited(partnership, partnership.next_action, partnership.next_action_on, today)


def shown_promises(promises: Iterable[Commitment], today: datetime.date) -> list[ShownPromise]:
    """The promises in words, in the order given."""
    return [_shown(promise, today) for promise in promises]


def last_in_words(exchange: Exchange) -> str:
    """“Reply, 12 March 2031”."""
    return f"{capfirst(str(exchange.get_kind_display()))}, {format_date(exchange.on, weekday=False)}"


def _shown(promise: Commitment, today: datetime.date) -> ShownPromise:
    if promise.received_on is None:
        return ShownPromise(promise, _awaited(promise.partnership, promise.what, promise.due_on, today))
    came = _("came on %(day)s") % {"day": format_date(promise.received_on, weekday=False)}
    return ShownPromise(promise, Awaited(promise.what), came)


def _awaited(partnership: Partnership, words: str, on: datetime.date | None, today: datetime.date) -> Awaited:
    if on is None:
        return Awaited(words)
    day = _("for %(day)s") % {"day": format_date(on, weekday=False)}
    if not is_waited_for(partnership):
        return Awaited(words, day)
    return Awaited(words, day, late_in_words(max((today - on).days, 0)), 0 <= (on - today).days <= SOON_DAYS)
