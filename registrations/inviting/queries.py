"""Reading contact lists."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from events.models import Tour
from registrations.models import Contact, ContactList

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


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
