"""How long scanned sheets are kept: as long as the names of those who signed."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.attendance.scans.operations import remove_scan
from registrations.models import ScannedSheet
from registrations.privacy.keeping import RetentionRule
from registrations.privacy.retention import years_before

_BATCH = 200


def remove_scans(now: datetime.datetime) -> int:
    """Delete the scans of tours whose retention date is past; of those without one, three years after their end."""
    today = now.date()
    over = Q(stop__tour__privacy_notice__keeps_until__lt=today) | Q(
        stop__tour__privacy_notice__isnull=True, stop__tour__ends_on__lt=years_before(today)
    )
    due = list(ScannedSheet.objects.filter(over).select_related("file", "stop").order_by("pk")[:_BATCH])
    for scan in due:
        remove_scan(scan, actor=None)
    return len(due)


RULES = (
    RetentionRule(
        "scanned_sheets",
        _("Scans of signed attendance sheets"),
        _("the tour’s retention date; without one, three years after the tour’s last day"),
        remove_scans,
    ),
)
