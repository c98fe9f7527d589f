"""Who sees certificates, and who issues them."""

from __future__ import annotations

from typing import Any

import rules

from registrations.attendance.rules import corrects_attendance, sees_attendance
from registrations.models import Certificate


@rules.predicate
def sees_certificates(user: Any, thing: Any) -> bool:
    """Editors and managers of the tour, the administrator, and the co-hosts of the stop: they hand them out."""
    return bool(sees_attendance.test(user, _stop_of(thing)))


@rules.predicate
def issues_certificates(user: Any, thing: Any) -> bool:
    """The tour's editors and managers, and the administrator, who answer for what certificates say."""
    return bool(corrects_attendance.test(user, _stop_of(thing)))


def _stop_of(thing: Any) -> Any:
    return thing.attendee.stop if isinstance(thing, Certificate) else thing
