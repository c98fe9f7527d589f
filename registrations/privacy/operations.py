"""Forgetting somebody."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.models import Attendee, Contact, Person
from registrations.privacy.announcements import PersonErased, person_erased
from registrations.privacy.queries import everything_about
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record
from tournee.mail.addresses import normal_address
from tournee.mail.operations import erase_address

_EMPTIED = ("name", "email", "phone", "position", "organisation_name", "search_key")


class PrivacyError(OperationError):
    """Somebody cannot be erased as things stand."""


def erase_person(person: Person, *, actor: User | None) -> Person:
    """Remove what is held of a person, here and on the floors above; rows stay without it, so that counts stay right.

    Their address goes from the outbox and from contact lists too; that they want no solicitation stays, as a hash.
    Erased twice, they are erased. Raises PrivacyError while they are registered for a stop to come.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.erased_at is not None:
            return person
        attendances = Attendee.objects.filter(person=person)
        _refuse_if_expected(attendances)
        keys = frozenset(attendances.exclude(email_key="").values_list("email_key", flat=True)) | (
            frozenset({normal_address(person.email)}) if person.email else frozenset()
        )
        Person.objects.filter(pk=person.pk).update(
            **dict.fromkeys(_EMPTIED, ""), erased_at=timezone.now(), version=F("version") + 1
        )
        person.refresh_from_db()
        attendances.update(email_key="", needs="")
        Contact.objects.filter(email_key__in=keys).delete()
        for key in keys:
            erase_address(key)
        record("person.erase", person, actor=actor, changes=dict.fromkeys(("name", "email", "phone", "position")))
        ids = frozenset(attendances.values_list("pk", flat=True))
        person_erased.announce(PersonErased(person, keys, ids))
    return person


def export_person(person: Person, *, actor: User | None) -> list[dict[str, object]]:
    """Everything held of a person, to be given to them; that it was given is kept in history."""
    with transaction.atomic():
        record("person.export", person, actor=actor)
        return everything_about(person)


def _refuse_if_expected(attendances: QuerySet[Attendee]) -> None:
    expected = (
        Attendee.objects.filter(pk__in=attendances, cancelled_at=None, stop__ends_on__gte=timezone.localdate())
        .exclude(stop__state=Stop.State.CANCELLED)
        .select_related("stop")
        .first()
    )
    if expected is not None:
        raise PrivacyError(
            _("This person is still registered for %(stop)s. Cancel that first: their seat goes to somebody else.")
            % {"stop": expected.stop},
            code="still_registered",
        )
