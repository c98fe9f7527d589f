"""What the telephones of the door contribute below."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.announcements import stop_rescheduled
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched, attention_rules
from registrations.desk.devices.following import move_with_stop
from registrations.models import DeskDevice
from registrations.privacy.keeping import RetentionRule, retention_rules
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link

KEPT_DAYS = 365
ACTION_WORDS = {
    "desk.link": _("made a link for a telephone at the door"),
    "desk.send_link": _("sent the link of a telephone at the door"),
    "desk.revoke": _("withdrew the link of a telephone at the door"),
}


def no_telephone(watched: Watched, days: int) -> Iterator[Need]:
    """Public stops at most `days` days away for whose door no telephone has a link. One query, where a stop is near."""
    near = [(stop, left) for stop, left in watched.within(days) if left > 0 and stop.state == Stop.State.PUBLISHED]
    if not near:
        return
    there = set(
        DeskDevice.objects.filter(stop__in=[stop for stop, _left in near], revoked_at=None).values_list(
            "stop", flat=True
        )
    )
    for stop, _left in near:
        if stop.pk not in there:
            yield Need(
                key=f"no_telephone:{stop.pk}",
                sentence=gettext("No telephone has a link to the door yet: only accounts could check people in."),
                action=Link(gettext("Make a link"), reverse("desk_device_new", args=[watched.tour.slug, stop.slug])),
                urgency=Urgency.NOW,
                stop=stop,
                person=stop.lead_id,
            )


RULE = AttentionRule(
    "no_telephone", _("No telephone has a link to the door"), no_telephone, default=1, unit=_("days before the stop")
)


def _remind() -> str | None:
    from registrations.desk.devices.reminding import remind  # lazily: only the worker reminds

    return remind()


def forget_names(now: datetime.datetime) -> int:
    """What telephones were called, a year after their day; what they noted stays."""
    before = now.date() - datetime.timedelta(days=KEPT_DAYS)
    return DeskDevice.objects.filter(day__lt=before).exclude(name="").update(name="")


RETENTION = RetentionRule(
    "telephones", _("Names of telephones at the door"), _("a year after their day"), forget_names, told=False
)


def register() -> None:
    """Fill the registries."""
    by = "registrations.desk.devices"
    action_words.add(ACTION_WORDS, by=by)
    attention_rules.add(RULE, by=by, order=75)
    due_work.add(DueWork("desk.telephones_not_ready", datetime.timedelta(minutes=10), _remind), by=by)
    stop_rescheduled.subscribe(move_with_stop, by=by)
    retention_rules.add(RETENTION, by=by, order=40)
