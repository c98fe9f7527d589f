"""The filters of registrations. Imported where they are used: django-filter brings the REST framework along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop, Tour
from registrations.booking.terms.queries import awaiting_approval
from registrations.models import AccessCode, Attendee, Registration, Relay, Seat
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.texts.search import search_key

CONFIRMED, WAITING, CANCELLED, ALL = "confirmed", "waiting", "cancelled", "all"
PENDING, OFFERED = "pending", "offered"
THE_TEAM, NO_RELAY = "team", "none"
FIRST = ("q", "stop", "session", "state")  # the others are folded until one of them is used
KEEPERS = ("via", "origin", "language", "code", "needs")  # shown to nobody else, on their pages neither
_STATES = [
    (CONFIRMED, _("with a place")),
    (WAITING, _("on the waiting list")),
    (PENDING, _("to be approved")),
    (OFFERED, _("offered a place")),
    (CANCELLED, _("cancelled")),
    (ALL, _("all, also those cancelled")),
]
SEAT_STATES = {
    CONFIRMED: (Seat.State.CONFIRMED,),
    WAITING: (Seat.State.WAITLISTED,),
    OFFERED: (Seat.State.OFFERED,),
}


class RegistrationFilters(django_filters.FilterSet):
    """What a list of registrations is narrowed to; session and state speak of one and the same seat.

    `scope` is what the list is of (`filters_of`): a stop, or a tour, where the stop is asked and no session. What there
    is no choice of is not asked: relays and codes where there are none. Only who keeps them (`keeps`) finds somebody by
    an address, by a need, or by the way they came: codes and relays are other partners' too.
    """

    scope: Stop | Tour
    keeps: bool

    q = django_filters.CharFilter(label=_("Name, company or code"), method="by_words", max_length=120)
    stop = django_filters.ModelChoiceFilter(label=_("Stop"), queryset=Stop.objects.none(), empty_label=_("all stops"))
    session = django_filters.ModelChoiceFilter(
        label=_("Session"), queryset=Session.objects.none(), empty_label=_("all sessions"), method="later"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=_STATES, empty_label=_("everybody who comes"), method="later"
    )
    party = django_filters.ChoiceFilter(
        label=_("Registers as"), choices=Registration.Party.choices, empty_label=_("whoever it is")
    )
    via = django_filters.ChoiceFilter(label=_("Came through"), empty_label=_("any way"), method="by_relay")
    origin = django_filters.ChoiceFilter(
        label=_("Origin"), choices=Registration.Origin.choices, empty_label=_("any origin")
    )
    language = django_filters.ChoiceFilter(label=_("Language"), choices=LANGUAGE_CHOICES, empty_label=_("any language"))
    code = django_filters.ModelChoiceFilter(
        label=_("Registered with the code"), field_name="access_code", queryset=AccessCode.objects.none(),
        empty_label=_("with or without"),
    )  # fmt: skip
    needs = django_filters.BooleanFilter(
        label=_("Something to know to receive them"), widget=forms.CheckboxInput, method="by_needs"
    )

    class Meta:
        model = Registration
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = self.scope
        here: dict[str, Any] = {"stop__tour": scope} if isinstance(scope, Tour) else {"stop": scope}
        relays = list(Relay.objects.filter(**here).select_related("organisation"))
        codes = AccessCode.objects.filter(**here)
        self.filters["code"].queryset = codes
        self.filters["via"].extra["choices"] = _through(relays)
        if isinstance(scope, Tour):
            self.filters["stop"].queryset = Stop.objects.filter(tour=scope).order_by("starts_on", "pk")
        else:
            self.filters["session"].queryset = Session.objects.filter(stop=scope).order_by("starts_at", "pk")
        unasked = {
            "session" if isinstance(scope, Tour) else "stop": True,
            "via": not relays,
            "code": not codes.exists(),
        }
        if not self.keeps:
            unasked |= dict.fromkeys(KEEPERS, True)
        for name, left_out in unasked.items():
            if left_out:
                del self.filters[name]

    @property
    def first(self) -> list[BoundField]:
        """The fields that are always shown."""
        return [field for field in self.form.visible_fields() if field.name in FIRST]

    @property
    def folded(self) -> list[BoundField]:
        """The others."""
        return [field for field in self.form.visible_fields() if field.name not in FIRST]

    @property
    def unfolded(self) -> bool:
        """Whether one of those narrows the list."""
        return any(self.data.get(field.name) for field in self.folded)

    def by_words(self, found: QuerySet[Registration], _name: str, text: str) -> QuerySet[Registration]:
        """Those in which each word is in the name of a person, of the firm or of the organisation, or begins a ticket.

        A whole e-mail address finds whom it belongs to.
        """
        if self.keeps and "@" in text:
            address = Attendee.objects.filter(registration=OuterRef("pk"), person__email__iexact=text.strip())
            return found.filter(Q(contact__email__iexact=text.strip()) | Exists(address))
        for word in search_key(text).split():
            people = Attendee.objects.filter(
                Q(person__search_key__contains=word) | Q(code__istartswith=word), registration=OuterRef("pk")
            )
            named = Q(contact__search_key__contains=word) | Q(company__search_key__contains=word)
            found = found.filter(named | Q(organisation_name__icontains=word) | Exists(people))
        return found

    def by_relay(self, found: QuerySet[Registration], _name: str, via: str) -> QuerySet[Registration]:
        """Those who came through the team, through that partner, or through nobody."""
        if via == NO_RELAY:
            return found.filter(relay=None)
        partner = None if via == THE_TEAM else int(via)
        return found.filter(relay__isnull=False, relay__organisation=partner)

    def by_needs(self, found: QuerySet[Registration], _name: str, wanted: bool) -> QuerySet[Registration]:
        """Those in which somebody told of a need."""
        told = Attendee.objects.filter(registration=OuterRef("pk"), cancelled_at=None).exclude(needs="")
        return found.filter(Exists(told)) if wanted else found

    def later(self, found: QuerySet[Registration], _name: str, _value: object) -> QuerySet[Registration]:
        """See `filter_queryset`."""
        return found

    def filter_queryset(self, queryset: QuerySet[Registration]) -> QuerySet[Registration]:
        """By each, then by session and state together."""
        found: QuerySet[Registration] = super().filter_queryset(queryset)
        cleaned = self.form.cleaned_data
        state, session = cleaned.get("state") or "", cleaned.get("session")
        if state == CANCELLED:
            found = found.filter(state=Registration.State.CANCELLED)
        elif state == PENDING:
            found = found.filter(pk__in=awaiting_approval(self.scope).order_by().values("pk"))
        elif state != ALL:
            found = found.filter(state=Registration.State.LIVE)
        seats = Seat.objects.filter(attendee__registration=OuterRef("pk"))
        if state not in (CANCELLED, ALL):
            seats = seats.filter(state__in=SEAT_STATES.get(state, Seat.LIVE))
        if session:
            seats = seats.filter(session=session)
        return found.filter(Exists(seats)) if session or state in SEAT_STATES else found


def filters_of(scope: Stop | Tour, *, keeps: bool) -> type[RegistrationFilters]:
    """The filters of the registrations of a stop or of a tour, for somebody who keeps them or only sees who comes."""
    return type("FiltersOfScope", (RegistrationFilters,), {"scope": scope, "keeps": keeps})


def _through(relays: Iterable[Relay]) -> list[tuple[str, str]]:
    """Each partner once, the team first, and those who came through nobody."""
    found = {str(relay.organisation_id or THE_TEAM): str(relay) for relay in relays}
    partners = sorted(found.items(), key=lambda one: (one[0] != THE_TEAM, one[1]))
    return [*partners, (NO_RELAY, str(_("through no relay")))]
