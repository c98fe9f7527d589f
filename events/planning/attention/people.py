"""Whom a stop still lacks: a co-host, somebody there to write to, who facilitates, who in the team looks after it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Membership, Partnership, Role, Session, Speaking, Stop
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched, urgency_in
from tournee.texts.typography import format_time
from tournee.web.navigation import Link

CO_HOST, FACILITATOR = Partnership.Role.CO_HOST, Partnership.Role.FACILITATOR
MANY_UNLED = 3
_UNLED = frozenset({Session.Kind.COMPANY_VISIT})  # the firm that is visited leads


def no_co_host(watched: Watched, days: int) -> Iterator[Need]:
    """Stops at most `days` days away that nobody on the spot prepares."""
    page = watched.addresses()
    for stop, left in watched.within(days):
        if not watched.partners_at(stop, CO_HOST):
            yield Need(
                key=f"no_co_host:{stop.pk}",
                sentence=_("No co-host yet: nobody on the spot prepares it or relays the invitation."),
                action=Link(_("Add a co-host"), f"{page(stop)}partners/add/"),
                urgency=urgency_in(left),
                stop=stop,
                person=stop.lead_id,
            )


def co_host_without_account(watched: Watched, days: int) -> Iterator[Need]:
    """Co-hosts of a stop at most `days` days away for which nobody can sign in; each once, at its first stop."""
    hosts: dict[int, tuple[Stop, int, Partnership]] = {}
    for stop, left in watched.within(days):
        for partner in watched.partners_at(stop, CO_HOST):
            hosts.setdefault(partner.organisation_id, (stop, left, partner))
    if not hosts:
        return
    here = Membership.objects.filter(role=Role.REPRESENTATIVE, user__is_active=True)
    represented = set(here.filter(organisation_id__in=hosts).values_list("organisation_id", flat=True))
    theirs = Partnership.objects.filter(stop__tour=watched.tour, role=CO_HOST)
    reached = set(
        theirs.exclude(contact_persons__email="")
        .exclude(contact_persons=None)
        .values_list("organisation_id", flat=True)
    )
    for organisation_id, (stop, left, partner) in hosts.items():
        if organisation_id in represented:
            continue
        if organisation_id in reached:
            said = _("%(organisation)s: nobody there has an account, and so cannot fill in the stop.")
        else:
            said = _("%(organisation)s: nobody there has an account or a known address, and so cannot be written to.")
        yield Need(
            key=f"co_host_without_account:{organisation_id}",
            sentence=said % {"organisation": partner.organisation},
            action=Link(_("Invite somebody"), reverse("representatives", args=[partner.organisation.slug])),
            urgency=urgency_in(left),
            stop=stop,
            person=stop.lead_id,
        )


def no_facilitator(watched: Watched, days: int) -> Iterator[Need]:
    """Stops at most `days` days away with planned sessions that nobody facilitates; company visits lead themselves."""
    led = set(
        Speaking.objects.filter(session__stop__tour=watched.tour, role=Speaking.Role.FACILITATOR).values_list(
            "session_id", flat=True
        )
    )
    led |= set(
        Partnership.objects.filter(session__stop__tour=watched.tour, role=FACILITATOR).values_list(
            "session_id", flat=True
        )
    )
    page = watched.addresses()
    for stop, left in watched.within(days):
        if watched.partners_at(stop, FACILITATOR):
            continue
        planned = watched.planned_at(stop)
        unled = [session for session in planned if session.kind not in _UNLED and session.pk not in led]
        if unled:
            yield Need(
                key=f"no_facilitator:{stop.pk}",
                sentence=_unled_in_words(stop, unled),
                action=Link(_("Choose a facilitator"), f"{page(stop)}sessions/{unled[0].pk}/edit/"),
                urgency=urgency_in(left),
                stop=stop,
                person=stop.lead_id,
            )


def _unled_in_words(stop: Stop, unled: list[Session]) -> str:
    words = {"session": unled[0], "time": format_time(unled[0].starts_at, zone=stop.zone), "others": len(unled) - 1}
    if len(unled) == 1:
        return _("No facilitator for “%(session)s” (%(time)s).") % words
    return (
        ngettext(
            "No facilitator for “%(session)s” (%(time)s) and %(others)d other session.",
            "No facilitator for “%(session)s” (%(time)s) and %(others)d other sessions.",
            len(unled) - 1,
        )
        % words
    )


def no_lead(watched: Watched, days: int) -> Iterator[Need]:
    """Stops at most `days` days away that nobody in the team looks after; more than three are said in one sentence."""
    unled = [(stop, left) for stop, left in watched.within(days) if stop.lead_id is None]
    if len(unled) > MANY_UNLED:
        yield Need(
            key="no_lead",
            sentence=_("%(count)d stops have nobody in the team who looks after them.") % {"count": len(unled)},
            action=Link(_("Choose who does"), reverse("planning_stops", args=[watched.tour.slug])),
            urgency=Urgency.LATER,
        )
        return
    page = watched.addresses()
    for stop, left in unled:
        yield Need(
            key=f"no_lead:{stop.pk}",
            sentence=_("Nobody in the team looks after this stop."),
            action=Link(_("Choose who does"), f"{page(stop)}lead/"),
            urgency=Urgency.SOON if left <= 14 else Urgency.LATER,
            stop=stop,
        )


_DAYS = gettext_lazy("days before")
RULES = (
    AttentionRule("no_co_host", gettext_lazy("A stop without a co-host"), no_co_host, 60, _DAYS),
    AttentionRule(
        "co_host_without_account", gettext_lazy("A co-host that cannot sign in"), co_host_without_account, 60, _DAYS
    ),
    AttentionRule("no_facilitator", gettext_lazy("A session without a facilitator"), no_facilitator, 21, _DAYS),
    AttentionRule("no_lead", gettext_lazy("A stop that nobody in the team looks after"), no_lead, 60, _DAYS),
)
