"""When the control room speaks of a partner: it is silent, an action's day has passed, a promise has not come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Commitment, Partnership, Side, Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched, urgency_in
from events.planning.partnerships.queries import replies_of, watched_partnerships
from tournee.texts.typography import format_date
from tournee.web.navigation import Link

NAME = "partner_silent"
# Between asking and publishing: before, nobody waits for a reply; afterwards the stop is ready.
_WAITING = (Stop.State.CONTACTED, Stop.State.CONFIRMED)
CO_HOST = Partnership.Role.CO_HOST


def partner_silent(watched: Watched, days: int) -> Iterator[Need]:
    """Partners of whom nothing came for `days` days, an action past its day, a promise past its day.

    Three queries, whatever the number of stops.
    """
    page = _addresses()
    yield from _silent(watched, days, page)
    yield from _actions(watched, page)
    yield from _promises(watched, page)


def _silent(watched: Watched, days: int, page: str) -> Iterator[Need]:
    """Co-hosts of stops not ready yet that were asked and have neither replied nor agreed for `days` days."""
    replies = replies_of(watched.tour)
    for stop in watched.ahead:
        if stop.state not in _WAITING:
            continue
        for partner in watched.partners_at(stop, CO_HOST):
            if partner.pk not in replies:
                continue
            first, last = replies[partner.pk]
            silent = (watched.today - (last or first)).days
            if silent < days:
                continue
            if last:
                said = ngettext(
                    "%(partner)s: no news for %(count)d day, and the stop is not ready.",
                    "%(partner)s: no news for %(count)d days, and the stop is not ready.",
                    silent,
                )
            else:
                said = ngettext(
                    "%(partner)s: asked %(count)d day ago, no reply yet.",
                    "%(partner)s: asked %(count)d days ago, no reply yet.",
                    silent,
                )
            sentence = said % {"partner": partner.organisation, "count": silent}
            call = Link(_("Call them"), page.format(partner.pk))
            yield Need(f"{NAME}:{partner.pk}", sentence, call, _urgency(watched, stop), stop, person=stop.lead_id)


def _actions(watched: Watched, page: str) -> Iterator[Need]:
    """Next actions whose day has passed."""
    past = watched_partnerships(watched.tour).filter(next_action_on__lt=watched.today).exclude(next_action="")
    stops = {stop.pk: stop for stop in watched.stops}
    for partner in past.select_related("organisation", "session").order_by("next_action_on", "pk"):
        stop = stops.get(partner.stop_id or (partner.session.stop_id if partner.session else 0))
        said = _("%(partner)s: “%(action)s” was to be done by %(day)s.")
        words = {
            "partner": partner.organisation,
            "day": _day(partner.next_action_on),
            "action": _open(partner.next_action),
        }
        yield Need(
            key=f"{NAME}:next-{partner.pk}",
            sentence=said % words,
            action=Link(_("Note what came of it"), f"{page.format(partner.pk)}note/"),
            urgency=_urgency(watched, stop),
            stop=stop,
            person=stop.lead_id if stop else None,
        )


def _promises(watched: Watched, page: str) -> Iterator[Need]:
    """Promises past their day that have not come: for the co-host where it is its own, else for the team to ask."""
    partners = watched_partnerships(watched.tour).values("pk")
    late = Commitment.objects.filter(partnership__in=partners, received_on=None, due_on__lt=watched.today)
    stops = {stop.pk: stop for stop in watched.stops}
    related = ("partnership__organisation", "partnership__session")
    for promise in late.select_related(*related).order_by("due_on", "pk"):
        partner = promise.partnership
        stop = stops.get(partner.stop_id or (partner.session.stop_id if partner.session else 0))
        said = _("%(partner)s: “%(promise)s” was promised for %(day)s, and has not come.")
        words = {"partner": partner.organisation, "day": _day(promise.due_on), "promise": _open(promise.what)}
        own = partner.role == CO_HOST and partner.stop_id is not None
        yield Need(
            key=f"{NAME}:promise-{promise.pk}",
            sentence=said % words,
            action=Link(_("See what is promised"), f"{page.format(partner.pk)}#promises"),
            urgency=_urgency(watched, stop),
            stop=stop,
            side=Side.PARTNER if own else Side.TEAM,
            person=stop.lead_id if stop else None,
        )


def _urgency(watched: Watched, stop: Stop | None) -> Urgency:
    """As near as the stop is; soon for what belongs to no day, or to one that is over."""
    if stop is None or stop.starts_on is None or stop.starts_on < watched.today:
        return Urgency.SOON
    return urgency_in((stop.starts_on - watched.today).days)


def _addresses() -> str:
    """The address of a partnership, to be filled with its id; made once for all of them."""
    return reverse("planning_partnership", args=[0]).replace("/0/", "/{}/")


def _day(day: datetime.date | None) -> str:
    return format_date(day, weekday=False, year=False) if day else ""


def _open(words: str) -> str:
    """Words for the end of a sentence, without their own full stop."""
    return words.rstrip(". ")


PARTNER_SILENT = AttentionRule(
    NAME, gettext_lazy("A partner that is silent, or late"), partner_silent, 14, gettext_lazy("days of silence")
)
