"""Co-hosts learn by e-mail when a stop of theirs moves, loses its date or is cancelled."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.planning.announcements import StopChange
from events.team.queries import representatives_at
from tournee.mail.operations import queue_message
from tournee.texts.typography import format_date


def notice_to_co_hosts(moment: str) -> Callable[[StopChange], None]:
    """A subscriber that writes to every representative of the stop's co-hosts, each in their language.

    `moment` is the announcement's name and chooses the sentence. Whoever made the change is not told of it.
    """

    def tell(change: StopChange) -> None:
        stop = change.stop
        for user in representatives_at(stop):
            if change.actor and user.pk == change.actor.pk:
                continue
            with translation.override(user.language):
                queue_message(
                    "events/team/mail/stop_changed",
                    to=user,
                    language=user.language,
                    context=_words(moment, change),
                    purpose=_("Notice to co-hosts"),
                    reply_to=stop.tour.contact_email,
                    sender_name=stop.tour.contact_name,
                    about=[stop],
                )

    return tell


def _words(moment: str, change: StopChange) -> dict[str, object]:
    """What the message says, in the active language."""
    stop, previous = change.stop, change.previous_starts_on
    moved = previous is not None and previous != stop.starts_on
    return {
        "moment": moment,
        "stop": stop,
        "tour": stop.tour,
        "when": format_date(stop.starts_on) if stop.starts_on else "",
        "where": ", ".join(filter(None, [stop.venue, stop.address, stop.place])),
        "previously": format_date(previous) if previous and (moved or moment == "stop_postponed") else "",
        "address": settings.SITE_URL + reverse("planning_stop", args=[stop.tour.slug, stop.slug]),
    }
