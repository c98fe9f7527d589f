"""What a stop's place still wants: a venue, and how to come to it. Mostly the co-host's to give."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Partnership, Side, Stop
from events.planning.attention.needs import AttentionRule, Need, Watched, urgency_in
from tournee.web.navigation import Link


def no_venue(watched: Watched, days: int) -> Iterator[Need]:
    """Stops at most `days` days away that have no venue, unless all of their sessions are online."""
    page = watched.addresses()
    for stop, left in watched.within(days):
        if not stop.venue and not _only_online(watched, stop):
            yield Need(
                key=f"no_venue:{stop.pk}",
                sentence=_("No venue yet: nobody can be told where to come."),
                action=Link(_("Give the venue"), f"{page(stop)}edit/#id_venue"),
                urgency=urgency_in(left),
                stop=stop,
                side=giver(watched, stop),
                person=stop.lead_id,
            )


def no_access(watched: Watched, days: int) -> Iterator[Need]:
    """Stops with a venue, at most `days` days away, of which it is not known how one comes, or whether by steps."""
    page = watched.addresses()
    for stop, left in watched.within(days):
        if not stop.venue or (stop.access_fr and stop.step_free):
            continue
        if not stop.access_fr:
            sentence, field = _("Nothing says how to come to the room."), "access_fr"
            if not stop.step_free:
                sentence = _("Nothing says how to come to the room, nor whether there are steps on the way.")
        else:
            sentence, field = _("Not known whether there are steps on the way: some cannot come without."), "step_free"
        yield Need(
            key=f"no_access:{stop.pk}",
            sentence=sentence,
            action=Link(_("Say how to come"), f"{page(stop)}edit/#id_{field}"),
            urgency=urgency_in(left),
            stop=stop,
            side=giver(watched, stop),
            person=stop.lead_id,
        )


def giver(watched: Watched, stop: Stop) -> Side:
    """Who gives what a stop's form asks: its co-host, until readers see it; from then on the team."""
    hosted = watched.partners_at(stop, Partnership.Role.CO_HOST)
    return Side.PARTNER if hosted and stop.published_at is None else Side.TEAM


def _only_online(watched: Watched, stop: Stop) -> bool:
    """Whether the stop has a programme, all of it online."""
    planned = watched.planned_at(stop)
    return bool(planned) and all(session.online_url for session in planned)


_DAYS = gettext_lazy("days before")
RULES = (
    AttentionRule("no_venue", gettext_lazy("A stop without a venue"), no_venue, 42, _DAYS),
    AttentionRule("no_access", gettext_lazy("A room of which nobody says how to come"), no_access, 28, _DAYS),
)
