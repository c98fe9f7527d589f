"""From addresses to what they are about: a need of a tour, something that was put off."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from events.models import Snooze, Tour
from events.planning.attention.clock import today_of
from events.planning.attention.gathering import Attention, attention_of, rule_named
from events.planning.attention.needs import Need
from events.planning.queries import tour_at


@dataclass(frozen=True, slots=True)
class NeedAt:
    """A need by its address: the need itself is None once it is settled."""

    tour: Tour
    key: str

    def found(self) -> Need | None:
        """The need as it stands today, also one put off already."""
        attention = attention_of(self.tour, today_of(self.tour))
        return named(attention, self.key)


def named(attention: Attention, key: str) -> Need | None:
    """The need called `key`, put off or not."""
    return next(
        (need for need in [*attention.needs, *(one.need for one in attention.put_off)] if need.key == key), None
    )


def need_at(tour: str, key: str) -> NeedAt:
    """The need of that key; Http404 where no rule makes such keys."""
    if rule_named(key.partition(":")[0]) is None:
        raise Http404
    return NeedAt(tour_at(tour), key)


def snooze_at(snooze: int) -> Snooze:
    """What was put off, with its tour. Raises Http404."""
    found = Snooze.objects.select_related("tour", "by").filter(pk=snooze).first()
    if found is None:
        raise Http404
    return found
