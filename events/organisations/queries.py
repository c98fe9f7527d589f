"""Organisations as lists and pages show them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from events.models import ContactPerson, Organisation, OrganisationIdentifier
from tournee.texts.search import search_key


def organisations() -> QuerySet[Organisation]:
    """All of them with town and logo; two more queries fetch their numbers and their towns' postal codes."""
    return Organisation.objects.select_related("town__parent", "logo").prefetch_related(
        "identifiers", "town__postal_codes"
    )


def matching(found: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Those of `found` whose names, acronym, town or a number holds `text`."""
    key = search_key(text)
    number = "".join(text.split()).upper()
    if not key:
        return found
    return found.filter(
        Q(search_key__contains=key)
        | Q(town__search_key__startswith=key)
        | Q(pk__in=OrganisationIdentifier.objects.filter(value=number).values("organisation"))
    )


def organisation_at(slug: str) -> Organisation:
    """The organisation at an address. Raises Http404."""
    return get_object_or_404(organisations(), slug=slug)


def contact_person_at(slug: str, pk: int) -> ContactPerson:
    """The contact person at an address. Raises Http404."""
    return get_object_or_404(ContactPerson.objects.select_related("organisation"), organisation__slug=slug, pk=pk)


def numbers_of(organisation: Organisation) -> dict[str, list[str]]:
    """The numbers the organisation is known by, as {scheme: [values in order]}; every scheme is there."""
    numbers: dict[str, list[str]] = {scheme: [] for scheme in OrganisationIdentifier.Scheme.values}
    for identifier in organisation.identifiers.all():
        numbers[identifier.scheme].append(identifier.value)
    return {scheme: sorted(values) for scheme, values in numbers.items()}
