"""What teams contribute below: who sees messages, who needs a second factor, whom a change is told."""

from __future__ import annotations

from django.db.models import Q

from events.models import Organisation, Stop, Tour
from events.planning.announcements import stop_cancelled, stop_postponed, stop_rescheduled
from events.team import notices
from events.team.queries import roles_of
from events.team.rules import EDITORS
from tournee.accounts.models import User
from tournee.accounts.policies import second_factor_required
from tournee.mail.queries import about_any
from tournee.mail.rules import message_access


def messages_of_edited_tours(user: User) -> Q | None:
    """Editors and managers see the messages about their tours, those tours' stops, and partners invited there."""
    edited = [tour for tour, role in roles_of(user).by_tour.items() if role in EDITORS]
    if not edited:
        return None
    stops = Stop.objects.filter(tour_id__in=edited)
    partners = Organisation.objects.filter(Q(partnerships__tour__in=edited) | Q(partnerships__stop__in=stops))
    return about_any(Tour, edited) | about_any(Stop, stops) | about_any(Organisation, partners)


def a_tour_asks_for_it(user: User) -> bool:
    """A tour whose team must sign in with a second factor has this person in its team."""
    return Tour.objects.filter(pk__in=roles_of(user).by_tour, second_factor_required=True).exists()


def register() -> None:
    """Fill the ground floor's registries, and follow planning's announcements."""
    by = "events.team"
    message_access.add(messages_of_edited_tours, by=by)
    second_factor_required.add(a_tour_asks_for_it, by=by)
    for announcement in (stop_rescheduled, stop_postponed, stop_cancelled):
        announcement.subscribe(notices.notice_to_co_hosts(announcement.name), by=by)
