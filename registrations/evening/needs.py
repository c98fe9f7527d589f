"""What the evening page adds to what a tour watches: a page that waits for the team's approval."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched
from registrations.evening.queries import NO_NEWS_AFTER, asked_for
from registrations.models import EveningPage
from tournee.history.models import HistoryEntry
from tournee.web.navigation import Link


def waiting_for_approval(watched: Watched, days: int) -> Iterator[Need]:
    """Pages somebody asked to approve, and those written that nobody approved `days` days after. Two queries at most.

    What was said is read the same evening: a page that somebody asked for is urgent from the first hour.
    """
    begun = {stop.pk: stop for stop in watched.stops if _has_begun(stop, watched)}
    waiting = EveningPage.objects.filter(stop__tour=watched.tour, approved_at=None)
    pages = [page for page in waiting.exclude(points_fr="", points_en="") if page.stop_id in begun]
    asked = asked_for(pages)
    for page in pages:
        stop, entry = begun[page.stop_id], asked.get(page.pk)
        last = stop.ends_on or stop.starts_on
        over = (watched.today - last).days if last else 0
        if entry is None and not max(days, 1) <= over <= NO_NEWS_AFTER.days:
            continue
        yield Need(
            key=f"evening_waiting:{page.pk}",
            sentence=_sentence(entry, over),
            action=Link(_("Read and approve it"), reverse("evening", args=[watched.tour.slug, stop.slug])),
            urgency=Urgency.NOW if entry else Urgency.SOON,
            stop=stop,
            person=stop.lead_id,
        )


def _has_begun(stop: Stop, watched: Watched) -> bool:
    begun = stop.starts_on is not None and stop.starts_on <= watched.today
    return begun and stop.state in (Stop.State.PUBLISHED, Stop.State.RECORDED)


def _sentence(asked: HistoryEntry | None, over: int) -> str:
    if asked is not None:
        who = asked.actor or capfirst(_("the co-host"))
        return _("%(who)s has written the evening page, and asks that it be approved.") % {"who": who}
    return ngettext(
        "The evening page is written, and not approved %(count)d day after.",
        "The evening page is written, and not approved %(count)d days after.",
        over,
    ) % {"count": over}


EVENING_WAITING = AttentionRule(
    name="evening_waiting",
    label=gettext_lazy("An evening page that waits for approval"),
    find=waiting_for_approval,
    default=1,
    unit=gettext_lazy("days after the stop"),
)
