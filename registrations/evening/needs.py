"""What the evening page adds to what a tour watches: a page that waits for the team's approval."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched
from registrations.evening.links import address_of
from registrations.evening.queries import NO_NEWS_AFTER
from registrations.models import EveningPage
from tournee.web.navigation import Link


def waiting_for_approval(watched: Watched, days: int) -> Iterator[Need]:
    """Pages somebody asked to approve, and those written that nobody approved `days` days after. One query.

    What was said is read the same evening: a page that somebody asked for is urgent from the first hour.
    """
    begun = {stop.pk: stop for stop in watched.stops if _has_begun(stop, watched)}
    written = EveningPage.objects.filter(stop__in=list(begun), approved_at=None).exclude(points_fr="", points_en="")
    for page in written.select_related("asked_by"):
        stop, asked = begun[page.stop_id], page.asked_at is not None
        last = stop.ends_on or stop.starts_on
        over = (watched.today - last).days if last else 0
        if not asked and not max(days, 1) <= over <= NO_NEWS_AFTER.days:
            continue
        yield Need(
            key=f"evening_waiting:{page.pk}",
            sentence=_sentence(page, over),
            action=Link(_("Read and approve it"), address_of(stop)),
            urgency=Urgency.NOW if asked else Urgency.SOON,
            stop=stop,
            person=stop.lead_id,
        )


def _has_begun(stop: Stop, watched: Watched) -> bool:
    begun = stop.starts_on is not None and stop.starts_on <= watched.today
    return begun and stop.state in (Stop.State.PUBLISHED, Stop.State.RECORDED)


def _sentence(page: EveningPage, over: int) -> str:
    if page.asked_at is not None:
        who = page.asked_by or capfirst(_("the co-host"))
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
