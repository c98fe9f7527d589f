"""The terms of a stop, and the words for its window."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from events.models import Stop, Tour
from registrations.models import AccessCode, Registration, Seat, SetAside, Terms
from tournee.database.asked import Asked, columns, instance, plain
from tournee.texts.typography import format_date_time

# Asked of every stop's page that is rendered: the ORM writes its SQL once.
_COLUMNS = columns(Terms)
_RELATED = Terms._meta.get_field("stop").remote_field
_of_stop = Asked(plain, lambda stop: Terms.objects.filter(stop=stop).values_list(*_COLUMNS), int)
_windows = Asked(plain, lambda stop: Terms.objects.filter(stop=stop).values_list("opens_at", "closes_at"), int)


def terms_of(stop: Stop) -> Terms:
    """The terms of the stop, at hand or read; a stop that has none takes everybody. Nothing is written."""
    if not _RELATED.is_cached(stop):
        _RELATED.set_cached_value(stop, None)
        for row in _of_stop(stop.pk):
            if found := instance(Terms, _COLUMNS, row):
                found.stop = stop
    try:
        return stop.terms
    except Terms.DoesNotExist:
        return Terms(stop_id=stop.pk)


def opens_later(stop: Stop, at: datetime.datetime) -> str:
    """“Registration opens on …”, in the stop's own time; empty once it has opened."""
    opens_at = terms_of(stop).opens_at
    if opens_at is None or at >= opens_at:
        return ""
    return _("Registration opens on %(when)s.") % {"when": format_date_time(opens_at, zone=stop.zone)}


def closed_since(stop: Stop, at: datetime.datetime) -> str:
    """“Registration has been closed since …”, in the stop's own time; empty until then."""
    closes_at = terms_of(stop).closes_at
    if closes_at is None or at < closes_at:
        return ""
    return _("Registration has been closed since %(when)s.") % {"when": format_date_time(closes_at, zone=stop.zone)}


def window_moments(stop_id: int) -> list[datetime.datetime]:
    """When registration opens and closes at the stop; one query."""
    return [moment for row in _windows(stop_id) for moment in row if moment is not None]


def awaiting_approval(scope: Stop | Tour) -> QuerySet[Registration]:
    """The live registrations of a stop, or of a tour, that nobody of the team has approved or refused yet.

    The first come first. Somebody of a partner's list who has a place was let in by whoever imported it.
    """
    asked = Q(stop__terms__approval=True) | Q(attendees__seats__state=Seat.State.PENDING)
    at = {"stop__tour": scope} if isinstance(scope, Tour) else {"stop": scope}
    placed = Seat.objects.filter(attendee__registration=OuterRef("pk"), state=Seat.State.CONFIRMED)
    by = Q(origin=Registration.Origin.WEB) | Q(~Exists(placed), origin=Registration.Origin.IMPORT)
    found = Registration.objects.filter(asked, by, **at, state=Registration.State.LIVE, approved_at=None)
    return found.distinct().order_by("registered_at", "pk")


def codes_of(stop: Stop) -> list[AccessCode]:
    """The codes of the stop, those withdrawn last, with `set_asides` and their sessions; two queries."""
    asides = SetAside.objects.select_related("session").order_by("session__starts_at", "session_id")
    codes = AccessCode.objects.filter(stop=stop).select_related("organisation")
    found = codes.prefetch_related(Prefetch("set_asides", asides)).order_by("withdrawn_at", "code", "pk")
    return sorted(found, key=lambda code: code.withdrawn_at is not None)
