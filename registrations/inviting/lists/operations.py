"""Every change of a contact list and of its contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.operations.changing import changes_a_tour, require_open
from registrations.inviting.announcements import ListRemoved, contact_list_removed
from registrations.inviting.errors import InvitingError
from registrations.models import Contact, ContactList, Invitee
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.mail.addresses import check_address, normal_address

FIELDS = ("name", "source", "obtained_on", "basis", "organisation")
CONTACT_FIELDS = ("email", "name", "company_name", "company", "language")


@changes_a_tour
def create_contact_list(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> ContactList:
    """An empty list of the tour. Raises InvitingError for a name it has already, a date to come; TourArchived."""
    raise_first(faults_of_list(tour, values, None))
    fields = {name: values[name] for name in FIELDS if name in values}
    contact_list = ContactList.objects.create(tour=tour, fictitious=tour.fictitious, **fields)
    record("contact_list.create", contact_list, actor=actor)
    return contact_list


@changes_a_tour
def edit_contact_list(
    contact_list: ContactList, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> ContactList:
    """Correct what is said of a list. Raises InvitingError, StaleVersion, TourArchived."""
    raise_first(faults_of_list(contact_list.tour, values, contact_list))
    fields = {name: values[name] for name in FIELDS if name in values}
    save_changes(contact_list, fields, expected_version=expected_version, actor=actor, action="contact_list.edit")
    return contact_list


@changes_a_tour
def remove_contact_list(contact_list: ContactList, *, actor: User | None) -> None:
    """Delete a list with its contacts; who wants no more solicitations is known still.

    Raises what a subscriber of `contact_list_removed` refuses, TourArchived.
    """
    current = ContactList.objects.select_for_update(of=("self",)).select_related("tour").get(pk=contact_list.pk)
    contact_list_removed.announce(ListRemoved(current, actor))
    record("contact_list.remove", current.tour, actor=actor, changes={"contact_list": (current.name, "")})
    current.delete()


def faults_of_list(tour: Tour, values: Mapping[str, Any], contact_list: ContactList | None) -> Iterator[InvitingError]:
    """What the operations refuse of `values`."""
    same_name = ContactList.objects.filter(tour=tour, name=values.get("name") or "")
    if contact_list is not None:
        same_name = same_name.exclude(pk=contact_list.pk)
    if same_name.exists():
        yield InvitingError(_("The tour has a list of this name already."), code="name_taken", field="name")
    obtained_on = values.get("obtained_on")
    if obtained_on and obtained_on > timezone.localdate():
        yield InvitingError(_("This day is still to come."), code="to_come", field="obtained_on")


def put_contact(contact_list: ContactList, values: Mapping[str, Any]) -> bool | None:
    """Write one address into a list, in the caller's transaction: an address is on a list once.

    True for a new one, False where something it says was changed, None where all was known. What is not given stays.
    Raises MailError for what is no address. History has one entry for a whole sheet (`contact_list.import`).
    """
    check_address(str(values["email"]), code="bad_address", field="email")
    given = {name: values[name] for name in CONTACT_FIELDS if values.get(name)}
    contact, new = Contact.objects.get_or_create(
        contact_list=contact_list, email_key=normal_address(given["email"]), defaults=given
    )
    if new:
        return True
    changed = [name for name, value in given.items() if name != "email" and getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, given[name])
    if not changed:
        return None
    contact.save(update_fields=changed)
    return False


def remove_contact(contact: Contact, *, actor: User | None) -> None:
    """Take one address off a list; those who were asked already stay asked. Raises TourArchived."""
    with transaction.atomic():
        require_open(contact.contact_list)
        Invitee.objects.filter(contact=contact, state=Invitee.State.WAITING).delete()
        record("contact.remove", contact, actor=actor)
        contact.delete()
