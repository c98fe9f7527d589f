"""What teams contribute below: who sees messages, who needs a second factor, whom a change is told."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Stop, Tour
from events.planning.announcements import stop_cancelled, stop_postponed, stop_reinstated, stop_rescheduled
from events.planning.telling.told import told_of_a_change
from events.team import notices, telling, upkeep
from events.team.queries import roles_of
from tournee.accounts.models import User
from tournee.accounts.policies import second_factor_required
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.mail.queries import about_any
from tournee.mail.rules import message_access

ACTION_WORDS = {
    "team.invite": _("invited somebody"),
    "team.withdraw": _("withdrew an invitation"),
    "team.join": _("joined the team"),
    "team.role": _("changed a member’s role"),
    "team.leave": _("removed a member"),
}


def messages_of_edited_tours(user: User) -> Q | None:
    """Editors and managers see the messages about their tours, those tours' stops, and partners invited there."""
    edited = roles_of(user).edited
    if not edited:
        return None
    stops = Stop.objects.filter(tour_id__in=edited)
    partners = Organisation.objects.filter(Q(partnerships__tour__in=edited) | Q(partnerships__stop__in=stops))
    return (
        about_any(Tour, edited)
        | about_any(Stop, stops.values_list("pk", flat=True))
        | about_any(Organisation, partners.values_list("pk", flat=True))
    )


def a_tour_asks_for_it(user: User) -> bool:
    """A tour whose team must sign in with a second factor has this person in its team."""
    return roles_of(user).second_factor


def register() -> None:
    """Fill the ground floor's registries, and follow planning's announcements."""
    by = "events.team"
    message_access.add(messages_of_edited_tours, by=by)
    second_factor_required.add(a_tour_asks_for_it, by=by)
    due_work.add(DueWork("team.forget", timedelta(days=1), upkeep.forget), by=by)
    action_words.add(ACTION_WORDS, by=by)
    told_of_a_change.add(telling.co_hosts, by=by, order=50)
    for announcement in (stop_rescheduled, stop_postponed, stop_cancelled, stop_reinstated):
        announcement.subscribe(notices.notice_to_co_hosts(announcement.name), by=by)
