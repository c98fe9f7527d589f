"""Who registers: the firm as it describes itself, and the people named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Attendee, Company, CompanyFact, CompanyIdentifier, Person, Registration
from registrations.models.person import key_of
from tournee.mail.addresses import normal_address

TRADES = ("tournee-trades", "1")  # the nomenclature of `registrations.models.Trade`, and its version


def company_of(firm: FirmRequest, *, fictitious: bool) -> Company:
    """The firm known by one of its numbers, else a new one: names alone are matched by the team, afterwards."""
    company = _known(firm) or Company.objects.create(
        name=firm.name, town_name=firm.town_name, town_id=firm.town_id, fictitious=fictitious
    )
    CompanyIdentifier.objects.bulk_create(
        [CompanyIdentifier(company=company, scheme=scheme, value=value) for scheme, value in firm.identifiers],
        ignore_conflicts=True,
    )
    CompanyFact.objects.bulk_create(_facts(company, firm))
    return company


def _known(firm: FirmRequest) -> Company | None:
    for scheme, value in firm.identifiers:
        known = CompanyIdentifier.objects.select_related("company").filter(scheme=scheme, value=value).first()
        if known:
            return known.company
    return None


def _facts(company: Company, firm: FirmRequest) -> list[CompanyFact]:
    """What the firm says of itself today, beside what was known before."""
    said = {"company": company, "on": timezone.localdate(), "source": "registration"}
    facts = []
    if firm.headcount:
        low, high = firm.headcount
        kind = CompanyFact.Kind.HEADCOUNT
        facts.append(CompanyFact(kind=kind, headcount_from=low, headcount_to=high, **said))
    if firm.trade:
        nomenclature, version = TRADES
        kind = CompanyFact.Kind.ACTIVITY
        facts.append(
            CompanyFact(kind=kind, nomenclature=nomenclature, nomenclature_version=version, code=firm.trade, **said)
        )
    return facts


def people_of(request: RegistrationRequest, company: Company | None) -> tuple[list[Person], Person]:
    """Whoever comes, in order, and the contact, who may be one of them; all saved."""
    like: dict[str, Any] = {
        "kind": request.kind,
        "language": request.language,
        "company": company,
        "organisation_name": request.organisation_name,
        "fictitious": request.fictitious,
    }
    people = [person_named(wanted, like) for wanted in request.attendees]
    if request.contact_comes is not None:
        contact = people[request.contact_comes]
        contact.phone = request.contact_phone
        Person.objects.bulk_create(people)
        return people, contact
    named = PersonRequest(request.contact_name, request.contact_email, request.contact_position)
    contact = person_named(named, like)
    contact.phone = request.contact_phone
    Person.objects.bulk_create([*people, contact])
    return people, contact


def person_named(wanted: PersonRequest, like: Mapping[str, Any]) -> Person:
    """A person, not saved yet; `like` gives what colleagues share: kind, language, firm."""
    organisation = str(like.get("organisation_name") or "")
    return Person(
        name=wanted.name,
        email=wanted.email,
        position=wanted.position,
        search_key=key_of(wanted.name, organisation),
        **like,
    )


def attendee_named(registration: Registration, person: Person, wanted: PersonRequest) -> Attendee:
    """An attendee, not saved yet."""
    return Attendee(
        registration=registration,
        stop_id=registration.stop_id,
        person=person,
        email_key=normal_address(wanted.email) if wanted.email else "",
        needs=wanted.needs,
        no_photographs=wanted.no_photographs,
    )
