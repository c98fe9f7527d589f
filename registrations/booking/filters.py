"""The filters of a stop's attendees. Imported where they are used: django-filter brings the REST framework along."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Session
from registrations.models import Attendee, Registration, Seat
from tournee.texts.search import search_key

CONFIRMED, WAITING, CANCELLED, ALL = "confirmed", "waiting", "cancelled", "all"
_STATES = [
    (CONFIRMED, _("with a place")),
    (WAITING, _("on the waiting list")),
    (CANCELLED, _("cancelled")),
    (ALL, _("everybody, also those who cancelled")),
]
_SEAT_STATES = {CONFIRMED: Seat.TAKING, WAITING: (Seat.State.WAITLISTED,)}


class AttendeeFilters(django_filters.FilterSet):
    """By words, by session and by state; both together speak of one and the same seat."""

    q = django_filters.CharFilter(label=_("Name, company or code"), method="by_words", max_length=120)
    session = django_filters.ModelChoiceFilter(
        label=_("Session"), queryset=Session.objects.none(), empty_label=_("all sessions"), method="later"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=_STATES, empty_label=_("everybody who comes"), method="later"
    )

    class Meta:
        model = Attendee
        fields = ["q", "session", "state"]

    def __init__(self, *args: Any, queryset: QuerySet[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        theirs = Session.objects.filter(stop__in=queryset.order_by().values("stop_id"))
        self.filters["session"].queryset = theirs.order_by("starts_at", "pk")

    def by_words(self, found: QuerySet[Attendee], _name: str, text: str) -> QuerySet[Attendee]:
        """Those whose name, firm, organisation or ticket holds the words."""
        for word in search_key(text).split():
            found = found.filter(
                Q(person__search_key__contains=word)
                | Q(registration__company__search_key__contains=word)
                | Q(registration__organisation_name__icontains=word)
                | Q(code__istartswith=word)
            )
        return found

    def later(self, found: QuerySet[Attendee], _name: str, _value: object) -> QuerySet[Attendee]:
        """See `filter_queryset`."""
        return found

    def filter_queryset(self, queryset: QuerySet[Attendee]) -> QuerySet[Attendee]:
        """By words, then by session and state together."""
        found: QuerySet[Attendee] = super().filter_queryset(queryset)
        cleaned = self.form.cleaned_data
        state, session = cleaned.get("state") or "", cleaned.get("session")
        if state == CANCELLED:
            found = found.exclude(cancelled_at=None)
        elif state != ALL:
            found = found.filter(cancelled_at=None, registration__state=Registration.State.LIVE)
        seats = Seat.objects.filter(attendee=OuterRef("pk"))
        if state in _SEAT_STATES or (session and state not in (CANCELLED, ALL)):
            seats = seats.filter(state__in=_SEAT_STATES.get(state, Seat.LIVE))
        if session:
            seats = seats.filter(session=session)
        return found.filter(Exists(seats)) if session or state in _SEAT_STATES else found
