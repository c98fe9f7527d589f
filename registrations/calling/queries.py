"""Reading the call list of a stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.models import Call, Person, Registration

OPEN = (Call.Outcome.DUE, Call.Outcome.NOT_REACHED)
_HERE = Q(registration__stop=F("stop"))
_COMES = Q(_HERE, registration__state=Registration.State.LIVE)


def listed() -> QuerySet[Call]:
    """The calls that stand on a list: of those who come, and what came of a call to those who cancelled since.

    Who comes to another stop instead is on no list of the one they left.
    """
    return Call.objects.filter(_COMES | Q(_HERE, outcome=Call.Outcome.REACHED))


def calls_of(stop: Stop) -> QuerySet[Call]:
    """The calls of a stop with all that the list shows: those to make first, the least tried before; one query."""
    order = Case(When(outcome=Call.Outcome.REACHED, then=Value(1)), default=Value(0), output_field=IntegerField())
    coming = Count("registration__attendees", filter=Q(registration__attendees__cancelled_at=None))
    found = listed().filter(stop=stop).select_related("registration__contact", "registration__company", "called_by")
    return found.annotate(order=order, people=coming).order_by("order", "tries", "due_since", "pk")


def other_numbers(calls: Iterable[Call], stop: Stop) -> dict[int, list[Person]]:
    """By firm (id), who registered it at the tour and gave a number; of the firms of `calls`. One query at most."""
    firms = {call.registration.company_id for call in calls} - {None}
    people: dict[int, list[Person]] = defaultdict(list)
    if firms:
        # In one filter: of the same registration, and so of the firm that it names.
        found = Person.objects.filter(
            erased_at=None, registrations_made__stop__tour=stop.tour_id, registrations_made__company__in=firms
        ).exclude(phone="")
        found = found.annotate(firm=F("registrations_made__company"))
        for person in found.order_by("search_key", "pk").distinct():
            people[person.firm].append(person)
    return people


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
