"""What is late by the calendar: a stop without a day, one not yet public, a tour with fewer stops than it aims at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import DateOption, Stop
from events.planning.attention.needs import AHEAD, AttentionRule, Need, Urgency, Watched, urgency_in
from tournee.texts.typography import format_date
from tournee.web.navigation import Link


def no_date(watched: Watched, days: int) -> Iterator[Need]:
    """Stops without a day whose month (else first option, else the tour) begins in at most `days` days."""
    options = {
        stop: (count, first)
        for stop, count, first in DateOption.objects.filter(stop__tour=watched.tour, stop__starts_on=None)
        .order_by()
        .values_list("stop")
        .annotate(Count("pk"), Min("starts_on"))
    }
    page = watched.addresses()
    for stop in watched.ahead:
        count, first = options.get(stop.pk, (0, None))
        begins = min(filter(None, [stop.month, first]), default=watched.tour.starts_on)
        left = (begins - watched.today).days
        if stop.starts_on is None and left <= days:
            yield Need(
                key=f"no_date:{stop.pk}",
                sentence=_undated_in_words(stop, count, first),
                action=Link(
                    _("Choose the date") if count else _("Set a date"),
                    f"{page(stop)}{'' if count else 'edit/#id_starts_on'}",
                ),
                urgency=urgency_in(left),
                stop=stop,
                person=stop.lead_id,
            )


def _undated_in_words(stop: Stop, count: int, first: datetime.date | None) -> str:
    if count and first:
        return ngettext(
            "No date yet: %(count)d is possible, %(day)s.",
            "No date yet: %(count)d are possible, the first on %(day)s.",
            count,
        ) % {"count": count, "day": format_date(first, weekday=False)}
    if stop.month:
        return _("No day yet: only the month is known, %(month)s.") % {"month": date_format(stop.month, "F Y")}
    return _("No date yet, nor a month.")


def published_late(watched: Watched, days: int) -> Iterator[Need]:
    """Stops at most `days` days away that readers do not see yet."""
    page = watched.addresses()
    for stop, left in watched.within(days):
        if stop.state == Stop.State.CONFIRMED:
            sentence = _("Confirmed, but not published: nobody can register.")
            action = Link(_("Publish the stop"), f"{page(stop)}publish/")
        elif stop.state in (Stop.State.IDEA, Stop.State.CONTACTED):
            sentence = _("It has a date, but nobody has confirmed it: neither room nor partner is sure.")
            action = Link(_("Open the stop"), page(stop))
        else:
            continue
        yield Need(
            key=f"published_late:{stop.pk}",
            sentence=sentence,
            action=action,
            urgency=urgency_in(left),
            stop=stop,
            person=stop.lead_id,
        )


def few_stops(watched: Watched, days: int) -> Iterator[Need]:
    """The tour itself, from `days` days before it begins until it ends, while it has fewer stops than aimed at."""
    tour = watched.tour
    left = (tour.starts_on - watched.today).days
    planned = sum(stop.state in AHEAD or stop.state == Stop.State.RECORDED for stop in watched.stops)
    if tour.target_stops and planned < tour.target_stops and left <= days and watched.today <= tour.ends_on:
        yield Need(
            key="few_stops",
            sentence=ngettext(
                "%(planned)d stop is planned of the %(aim)d aimed at.",
                "%(planned)d stops are planned of the %(aim)d aimed at.",
                planned,
            )
            % {"planned": planned, "aim": tour.target_stops},
            action=Link(_("Add a stop"), reverse("planning_stop_new", args=[tour.slug])),
            urgency=Urgency.SOON if left <= 28 else Urgency.LATER,
        )


_DAYS = gettext_lazy("days before")
RULES = (
    AttentionRule("no_date", gettext_lazy("A stop without a day"), no_date, 45, gettext_lazy("days before its month")),
    AttentionRule("published_late", gettext_lazy("A stop that readers do not see yet"), published_late, 28, _DAYS),
    AttentionRule(
        "few_stops",
        gettext_lazy("Fewer stops than aimed at"),
        few_stops,
        90,
        gettext_lazy("days before it begins"),
    ),
)
