"""Reading the call list of a stop."""

from __future__ import annotations

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.models import Call, Registration

OPEN = (Call.Outcome.DUE, Call.Outcome.NOT_REACHED)
_COMES = Q(registration__state=Registration.State.LIVE, registration__stop=F("stop"))


def calls_of(stop: Stop) -> QuerySet[Call]:
    """The calls of a stop with all that the list shows: those to make first, the least tried before; one query.

    Who cancelled meanwhile, or comes to another stop instead, knows: they are on it only if they were called.
    """
    order = Case(When(outcome=Call.Outcome.REACHED, then=Value(1)), default=Value(0), output_field=IntegerField())
    knows = Q(outcome__in=OPEN) & ~_COMES
    coming = Count("registration__attendees", filter=Q(registration__attendees__cancelled_at=None))
    found = Call.objects.filter(stop=stop).exclude(knows)
    found = found.select_related("registration__contact", "registration__company", "called_by")
    return found.annotate(order=order, people=coming).order_by("order", "tries", "due_since", "pk")


def to_make() -> QuerySet[Call]:
    """Every call that nobody has got through to yet, and that still tells somebody something."""
    return Call.objects.filter(_COMES, outcome__in=OPEN)


def call_at(call: int) -> Call:
    """The call of that id, with its stop and tour. Raises Http404."""
    found = Call.objects.select_related("stop__tour", "registration__contact", "registration__company")
    return get_object_or_404(found, pk=call)


def says(call: Call, stop: Stop) -> str:
    """What is to be said in the call."""
    if call.reason == Call.Reason.CANCELLED and stop.state == Stop.State.PUBLISHED:
        return _("the stop takes place after all")
    return call.get_reason_display()
