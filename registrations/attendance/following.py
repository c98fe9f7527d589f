"""What a stop's history says of who came: corrections, sheets read, certificates, the rule; never of whom."""

from __future__ import annotations

from collections.abc import Iterator

from events.models import Stop
from events.planning.following import Followed
from registrations.models import AttendanceRule, Attendee, Certificate, ScannedSheet


def followed_of(stop: Stop) -> Iterator[Followed]:
    """What is done to the attendees of a stop, its sheets, its certificates and its rule."""
    yield Followed(Attendee.objects.filter(stop=stop), ("attendance.add", "attendance.take_back"))
    yield Followed(ScannedSheet.objects.filter(stop=stop), ("scan.keep", "scan.read"))
    yield Followed(Certificate.objects.filter(attendee__stop=stop), ("certificate.issue", "certificate.revoke"))
    yield Followed(AttendanceRule.objects.filter(stop=stop), ("attendance_rule.edit", "attendance_rule.renew"))
