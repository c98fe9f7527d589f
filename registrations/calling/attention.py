"""What the call list adds to the control room: people who must be told by telephone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched
from registrations.calling.queries import to_make
from tournee.web.navigation import Link


def calls_to_make(watched: Watched, _threshold: int) -> Iterator[Need]:
    """Stops that changed within 48 hours, and registrations nobody has got through to; one query.

    A day that is past needs no call any more.
    """
    rows = to_make().filter(stop__tour=watched.tour).order_by().values("stop").annotate(count=Count("pk"))
    counts = {row["stop"]: row["count"] for row in rows}
    for stop in watched.stops:
        day = stop.starts_on or stop.previous_starts_on
        if stop.pk not in counts or (day is not None and day < watched.today):
            continue
        said = ngettext(
            "%(count)d telephone call to make: %(why)s.", "%(count)d telephone calls to make: %(why)s.", counts[stop.pk]
        )
        yield Need(
            key=f"calls_to_make:{stop.pk}",
            sentence=said % {"count": counts[stop.pk], "why": _why(stop)},
            action=Link(_("Open the call list"), reverse("calls", args=[watched.tour.slug, stop.slug])),
            urgency=Urgency.NOW,
            stop=stop,
            person=stop.lead_id,
        )


def _why(stop: Stop) -> str:
    if stop.state == Stop.State.CANCELLED:
        return _("the stop is cancelled, and the message may come too late")
    return _("the stop changes, and the message may come too late")


RULES = (AttentionRule("calls_to_make", gettext_lazy("People to call because a stop changes"), calls_to_make),)
