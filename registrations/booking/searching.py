"""What the workspace's search finds of those who register: people and firms, where one may read names."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.team.queries import co_hosted_stops, roles_of
from registrations.models import Attendee, Registration
from tournee.accounts.models import User
from tournee.search.places import Found, Place, Words, holding


def stops_named_to(user: User) -> QuerySet[Stop]:
    """The stops at which `user` may read who comes, by name: of the tours they edit, and those they co-host."""
    roles = roles_of(user)
    if roles.administrator:
        return Stop.objects.all()
    edited = roles.edited
    return Stop.objects.filter(Q(tour__in=edited) | Q(pk__in=co_hosted_stops(user)))


def find_people(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Whoever is registered, by name, firm, code or whole address; the latest stop first. One query."""
    found = Attendee.objects.filter(stop__in=stops_named_to(user), person__erased_at=None)
    named = holding(words, "person__search_key", "person__company__search_key")
    code = Q(code="".join(words).upper())
    rows = found.filter(named | code).select_related("person__company", "registration", "stop__tour")
    for attendee in rows.order_by("-stop__starts_on", "person__search_key", "pk")[:limit]:
        firm = attendee.person.company or attendee.person.organisation_name
        yield Found(
            attendee.person.name,
            " · ".join(str(part) for part in (firm, attendee.stop, attendee.stop.tour) if part),
            _page_of(attendee.registration, attendee.stop),
        )


def find_firms(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Firms that registered, by name, town or number; each registration is one line, the latest first. One query."""
    number = Q(company__identifiers__value="".join(words).upper())
    rows = (
        Registration.objects.filter(
            holding(words, "company__search_key") | number, stop__in=stops_named_to(user), company__isnull=False
        )
        .select_related("company", "stop__tour")
        .order_by("-stop__starts_on", "company__search_key", "pk")
        .distinct()
    )
    for registration in rows[:limit]:
        yield Found(
            str(registration.company),
            f"{registration.stop} · {registration.stop.tour}",
            _page_of(registration, registration.stop),
        )


def _page_of(registration: Registration, stop: Stop) -> str:
    return reverse("registration", args=[stop.tour.slug, stop.slug, registration.public_id])


PLACES = (Place("people", _("People registered"), find_people), Place("firms", _("Firms registered"), find_firms))
