"""Firms, and what each did over stops and editions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from events.models import Tour
from registrations.booking.agreeing import standing
from registrations.models import Attendee, CheckIn, Company, CompanyFact, CompanyMerge, Consent, Registration

if TYPE_CHECKING:
    import datetime

    from django_stubs_ext import WithAnnotations


class Counted(TypedDict):
    """What `firms_of` adds: stops and people registered, people who came, the latest stop, size and trade."""

    stops: int
    registered: int
    came: int
    last_on: datetime.date | None
    staff_from: int | None
    staff_to: int | None
    trade: str | None


if TYPE_CHECKING:
    CountedCompany = WithAnnotations[Company, Counted]

_STANDING = CheckIn.objects.standing().filter(direction=CheckIn.Direction.IN)


def firms_of(tour: Tour) -> QuerySet[CountedCompany]:
    """The firms that registered for a stop of the tour and did not cancel, counted there; one query."""
    here = Q(registrations__stop__tour=tour, registrations__state=Registration.State.LIVE)
    people = Attendee.objects.filter(
        registration__company=OuterRef("pk"), registration__stop__tour=tour, cancelled_at=None
    )
    came = people.filter(Exists(_STANDING.filter(attendee=OuterRef("pk"))))
    return Company.objects.annotate(
        stops=Count("registrations__stop", filter=here, distinct=True),
        last_on=Max("registrations__stop__starts_on", filter=here),
        registered=_counted(people),
        came=_counted(came),
        staff_from=_latest(CompanyFact.Kind.HEADCOUNT, "headcount_from"),
        staff_to=_latest(CompanyFact.Kind.HEADCOUNT, "headcount_to"),
        trade=_latest(CompanyFact.Kind.ACTIVITY, "code"),
    ).filter(stops__gt=0)


def _counted(people: QuerySet[Attendee]) -> Coalesce:
    by_firm = people.order_by().values("registration__company").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(by_firm), 0)


def _latest(kind: CompanyFact.Kind, column: str) -> Subquery:
    facts = CompanyFact.objects.filter(company=OuterRef("pk"), kind=kind)
    return Subquery(facts.order_by("-on", "-pk").values(column)[:1])


def firm_at(firm: uuid.UUID) -> Company:
    """The firm at that address, or the one it was joined to. Raises Http404."""
    found = Company.objects.select_related("merged_into", "town").filter(public_id=firm).first()
    if found is None:
        raise Http404
    return found.merged_into or found


@dataclass(frozen=True, slots=True)
class Appearance:
    """One registration of a firm: how many people it named, how many came; `typed` where it called itself otherwise."""

    registration: Registration
    people: int
    came: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a firm on this floor."""

    company: Company
    numbers: list[str]
    facts: list[CompanyFact]
    appearances: list[Appearance]
    people: list[Attendee]
    consents: list[Consent]
    merges: list[CompanyMerge] = field(default_factory=list)


def dossier_of(company: Company, *, tours: Iterable[int] | None) -> Dossier:
    """The dossier, in a constant number of queries.

    People by name, and what they agreed to, only where they came to one of `tours` (ids; None: all).
    """
    attendees = Attendee.objects.filter(cancelled_at=None).annotate(
        was_there=Exists(_STANDING.filter(attendee=OuterRef("pk")))
    )
    registrations = list(
        Registration.objects.filter(company=company)
        .select_related("stop__tour", "contact")
        .prefetch_related(Prefetch("attendees", attendees.select_related("person"), to_attr="standing"))
        .order_by(F("stop__starts_on").desc(nulls_last=True), "-pk")
    )
    named = None if tours is None else set(tours)
    return Dossier(
        company=company,
        numbers=[str(number) for number in company.identifiers.order_by("scheme", "value")],
        facts=list(company.facts.all()),
        appearances=[_appearance(one, company) for one in registrations],
        people=_people(registrations, named),
        consents=latest_consents(_of_tours(Consent.objects.filter(registration__company=company), named)),
        merges=list(company.merges.select_related("gone", "by")),
    )


def _of_tours(consents: QuerySet[Consent], tours: set[int] | None) -> QuerySet[Consent]:
    return consents if tours is None else consents.filter(registration__stop__tour__in=tours)


def _appearance(registration: Registration, company: Company) -> Appearance:
    coming: list[Attendee] = getattr(registration, "standing", [])
    typed = registration.organisation_name
    came = sum(1 for one in coming if getattr(one, "was_there", False))
    return Appearance(registration, len(coming), came, "" if typed == company.name else typed)


def _people(registrations: Iterable[Registration], tours: set[int] | None) -> list[Attendee]:
    """Each person once, at the latest stop they were named for, of those tours."""
    seen: dict[str, Attendee] = {}
    for registration in registrations:
        if tours is not None and registration.stop.tour_id not in tours:
            continue
        for attendee in getattr(registration, "standing", []):
            attendee.registration = registration
            if attendee.person.name:
                seen.setdefault(attendee.email_key or attendee.person.search_key, attendee)
    return list(seen.values())


def latest_consents(consents: QuerySet[Consent]) -> list[Consent]:
    """What stands of what was agreed to, by people who were not forgotten since; one query."""
    given = consents.select_related("person", "organisation", "registration__stop__tour").order_by("at", "pk")
    return [consent for consent in standing(given) if consent.person.name]
