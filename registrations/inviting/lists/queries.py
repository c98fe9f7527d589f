"""Reading contact lists."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from events.models import Tour
from registrations.inviting.firms import firm_key
from registrations.models import Contact, ContactList

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another list that has the same address, or (`by_firm`) another address of the same firm."""

    contact_list: ContactList
    by_firm: bool


class Counted(TypedDict):
    """What `contact_lists_of` adds."""

    size: int


if TYPE_CHECKING:
    CountedList = WithAnnotations[ContactList, Counted]


def contact_lists_of(tour: Tour) -> QuerySet[CountedList]:
    """The lists of `tour` by name, each with its `size`. One query."""
    lists = ContactList.objects.filter(tour=tour).select_related("organisation")
    return lists.annotate(size=Count("contacts")).order_by("name", "pk")


def contact_list_at(contact_list: uuid.UUID) -> ContactList:
    """The list at that address. Raises Http404."""
    return get_object_or_404(ContactList.objects.select_related("tour", "organisation"), public_id=contact_list)


def contact_at(contact: uuid.UUID) -> Contact:
    """The contact at that address. Raises Http404."""
    return get_object_or_404(Contact.objects.select_related("contact_list__tour"), public_id=contact)


def elsewhere(contacts: Sequence[Contact], contact_list: ContactList) -> dict[int, list[Elsewhere]]:
    """By contact: on which other lists of the tour the same address is, or the same firm. Two queries."""
    others = Contact.objects.filter(contact_list__tour=contact_list.tour_id).exclude(contact_list=contact_list)
    others = others.select_related("contact_list").order_by("contact_list__name", "pk")
    people: dict[str, dict[int, ContactList]] = {}
    for other in others.filter(email_key__in=[contact.email_key for contact in contacts]):
        people.setdefault(other.email_key, {})[other.contact_list_id] = other.contact_list
    firms: dict[str, dict[int, ContactList]] = {}
    names = {contact.company_name for contact in contacts if contact.company_name}
    companies = {contact.company_id for contact in contacts if contact.company_id}
    for other in others.filter(Q(company_name__in=names) | Q(company__in=companies)) if names or companies else ():
        firms.setdefault(_firm_of(other), {})[other.contact_list_id] = other.contact_list
    found: dict[int, list[Elsewhere]] = {}
    for contact in contacts:
        same = people.get(contact.email_key, {})
        firm = firms.get(_firm_of(contact), {}) if contact.company_name or contact.company_id else {}
        found[contact.pk] = [
            *(Elsewhere(each, by_firm=False) for each in same.values()),
            *(Elsewhere(each, by_firm=True) for pk, each in firm.items() if pk not in same),
        ]
    return found


def _firm_of(contact: Contact) -> str:
    return firm_key(contact.email_key, company_id=contact.company_id, company_name=contact.company_name)
