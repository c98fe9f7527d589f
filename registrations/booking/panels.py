"""What booking adds to the pages below: the way to register, the tab of a stop, and who is registered in figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catalogue.panels import KeyFigure, Panel
from events.models import Stop, Tour
from events.planning.panels import Target
from events.team.rules import edits_tour
from registrations.booking.definitions import FIRMS, PEOPLE
from registrations.booking.operations.open_stop import planned_sessions
from registrations.booking.terms.queries import closed_since, opens_later, terms_of
from registrations.booking.terms.windows import window_of
from registrations.booking.terms.words import ask_label, told_before
from registrations.figures.counting import base
from registrations.models import Attendee, Registration
from tournee.texts.typography import format_date_time, format_number
from tournee.web.navigation import Link


def register_panel(stop: Stop) -> Panel | None:
    """How to register, or why one cannot, at most one query beside the sessions.

    What the clock changes within a day is when registration opens and closes (`stop_page_moments`).
    """
    now = timezone.now()
    phase = stop.phase(now)
    if phase in (Stop.Phase.PLANNED, Stop.Phase.CANCELLED) or stop.state == Stop.State.RECORDED:
        return None  # nothing to say, or the page says it above all else
    opens = phase in (Stop.Phase.UPCOMING, Stop.Phase.TODAY)
    refused = (opens_later(stop, now) or closed_since(stop, now)) if opens else ""
    until = (terms_of(stop).closes_at if opens else None) or (_last_end(stop) if phase == Stop.Phase.TODAY else None)
    context: dict[str, object] = {
        "phase": str(phase),
        "url": reverse("register", args=[stop.tour.slug, stop.slug]),
        "until": format_date_time(until, zone=stop.zone) if until else "",
        "refused": refused,
        "before": " ".join(told_before(stop)) if opens else "",
        "label": ask_label(stop) if opens else "",
    }
    action = Link(str(context["label"]), str(context["url"])) if opens and not refused else None
    word = window_of(stop).word(stop.zone, now) if phase == Stop.Phase.UPCOMING else None
    return Panel(gettext_lazy("Registration"), "registrations/booking/panel.html", context, action, word)


def _last_end(stop: Stop) -> datetime.datetime | None:
    return max((session.ends_at for session in planned_sessions(stop)), default=None)


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """The stop's registrations, for whoever sees the stop; what they hold depends on who looks."""
    url = reverse("registrations", args=[stop.tour.slug, stop.slug])
    yield Link(_("Registrations"), url, request.path.startswith(url))


def tour_tab(request: HttpRequest, tour: Tour) -> Iterable[Link]:
    """The registrations of all stops of a tour, for its editors."""
    if edits_tour.test(request.user, tour):
        url = reverse("tour_registrations", args=[tour.slug])
        yield Link(_("Registrations"), url, request.path.startswith(url))


def figures(tour: Tour) -> Iterable[KeyFigure]:
    """Who registered for the stops that are over: those figures move no more. At most one query."""
    today = timezone.localdate()
    if tour.starts_on > today:
        return
    counted = _counted(tour, Q(stop__ends_on__lt=today, stop__state=Stop.State.PUBLISHED))
    companies, people = counted["companies"], counted["people"]
    if people >= base():
        yield KeyFigure(format_number(people), _("people registered for the stops held"))
    if companies >= base():
        yield KeyFigure(format_number(companies), _("companies registered for the stops held"))


def targets(tour: Tour) -> Iterable[Target]:
    """Who is registered, of those aimed at; one query once the tour was public."""
    counted = _counted(tour, Q()) if tour.published_at else {"companies": 0, "people": 0}
    yield Target(gettext_lazy("Companies registered"), counted["companies"], tour.target_companies, FIRMS)
    yield Target(gettext_lazy("People registered"), counted["people"], tour.target_participants, PEOPLE)


def _counted(tour: Tour, where: Q) -> dict[str, int]:
    """Companies (firms only) and people with a standing registration at the tour's stops."""
    live = Attendee.objects.filter(
        where, stop__tour=tour, cancelled_at=None, registration__state=Registration.State.LIVE
    ).exclude(registration__origin=Registration.Origin.WALK_IN)
    live = live.exclude(stop__state=Stop.State.CANCELLED)
    return live.aggregate(people=Count("pk"), companies=Count("registration__company", distinct=True))
