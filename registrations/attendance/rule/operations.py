"""Setting how presence is proved, of a stop or of one of its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.models import AttendanceRule
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record, save_changes

FIELDS = ("regime", "follows", "self_sign_in")


class RuleError(OperationError):
    """A rule of attendance that cannot be."""


def save_rule(
    stop: Stop, session: Session | None, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> AttendanceRule:
    """Set the rule of the stop, or of that session instead of the stop’s. Raises RuleError, StaleVersion.

    `expected_version` None: the rule as it is, or the first one.
    """
    if session is not None and session.stop_id != stop.pk:
        raise RuleError(_("Choose a session of this stop."), code="another_stop", field="session")
    fields = {name: values[name] for name in FIELDS if name in values}
    with transaction.atomic():
        rule, _made = AttendanceRule.objects.get_or_create(stop=stop, session=session)
        save_changes(rule, fields, expected_version=expected_version, actor=actor, action="attendance_rule.edit")
    return rule


def follow_the_stop(session: Session, *, actor: User | None) -> None:
    """The session has no rule of its own any more. Twice is once."""
    with transaction.atomic():
        rule = AttendanceRule.objects.select_for_update().filter(session=session).first()
        if rule is not None:
            record("attendance_rule.drop", session.stop, actor=actor)  # as the rule is there no more
            rule.delete()


def renew_codes(stop: Stop, *, actor: User | None) -> None:
    """Make the self sign-in codes printed before worthless, of the stop and of all its sessions.

    All of them bear the version of the stop's rule, which stays whatever rules its sessions get or lose.
    """
    with transaction.atomic():
        rule, _made = AttendanceRule.objects.get_or_create(stop=stop, session=None)
        AttendanceRule.objects.filter(pk=rule.pk).update(code_version=F("code_version") + 1)
        record("attendance_rule.renew", rule, actor=actor)
