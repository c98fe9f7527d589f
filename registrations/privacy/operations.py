"""Forgetting somebody, giving out what is held, saying how data are kept, and keeping to it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.operations.changing import changes_a_tour
from registrations.models import Attendee, Contact, FormAnswer, Person, PrivacyNotice, PurgeReport
from registrations.privacy.announcements import PersonErased, person_erased
from registrations.privacy.keeping import retention_rules
from registrations.privacy.queries import everything_about
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.mail.addresses import normal_address
from tournee.mail.operations import erase_address

NOTICE_FIELDS = (
    "controller", "contact_email", "recipients_fr", "recipients_en", "notice_fr", "notice_en", "keeps_until",
)  # fmt: skip
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
        attendances.update(email_key="", needs="", desk_note="")
        FormAnswer.objects.filter(attendee__in=attendances.values("pk")).delete()
        FormAnswer.objects.filter(registration__contact=person, attendee=None).delete()
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


def still_expected(today: datetime.date) -> QuerySet[Attendee]:
    """Whoever is registered for a stop to come: they are erased once it is over, or once they cancel."""
    coming = Attendee.objects.filter(cancelled_at=None, stop__ends_on__gte=today)
    return coming.exclude(stop__state=Stop.State.CANCELLED)


def _refuse_if_expected(attendances: QuerySet[Attendee]) -> None:
    expected = still_expected(timezone.localdate()).filter(pk__in=attendances).select_related("stop").first()
    if expected is not None:
        raise PrivacyError(
            _("This person is still registered for %(stop)s. Cancel that first: their seat goes to somebody else.")
            % {"stop": expected.stop},
            code="still_registered",
        )


@changes_a_tour
def save_notice(
    tour: Tour, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> PrivacyNotice:
    """Say who answers for the tour's data, to whom they go and until when they are kept; the notice as it is then.

    `expected_version` is None where the tour had none. Raises PrivacyError for a date before the tour is over,
    StaleVersion, TourArchived.
    """
    if fault := fault_of_notice(tour, values):
        raise fault
    fields = {name: values[name] for name in NOTICE_FIELDS if name in values}
    notice = PrivacyNotice.objects.select_for_update().filter(tour=tour).first()
    if notice is None:
        notice = PrivacyNotice.objects.create(tour=tour, **fields)
        record("privacy_notice.create", notice, actor=actor)
        return notice
    if expected_version is None:  # somebody wrote one while this one was being written
        theirs = {name: (getattr(notice, name), value) for name, value in fields.items()}
        raise StaleVersion(notice, {name: both for name, both in theirs.items() if both[0] != both[1]})
    save_changes(notice, fields, expected_version=expected_version, actor=actor, action="privacy_notice.edit")
    return notice


def fault_of_notice(tour: Tour, values: Mapping[str, Any]) -> PrivacyError | None:
    """What `save_notice` refuses of those values."""
    keeps_until = values.get("keeps_until")
    if keeps_until is not None and keeps_until <= tour.ends_on:
        return PrivacyError(
            _("Choose a day after the tour’s last one: until then people come, change and cancel."),
            code="before_the_end",
            field="keeps_until",
        )
    return None


def purge(now: datetime.datetime | None = None) -> PurgeReport | None:
    """Remove what no rule keeps any longer; the report of it, None where nothing was due.

    Each rule works in transactions of its own, so that one that fails undoes nothing of the others: its error ends the
    run once they are done.
    """
    now = now or timezone.now()
    removed: dict[str, int] = {}
    failed: list[Exception] = []
    for rule in retention_rules:
        try:
            if count := rule.remove(now):
                removed[rule.code] = count
        except Exception as error:  # noqa: BLE001 - whatever it is, the rules after it are kept, and it is raised below
            failed.append(error)
    report = PurgeReport.objects.create(at=now, removed=removed) if removed else None
    if failed:
        raise failed[0]
    return report
