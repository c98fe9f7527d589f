"""What happens below reaches campaigns."""

from __future__ import annotations

from django.utils import timezone

from registrations.privacy.announcements import PersonErased
from surveys.models import Recipient


def forget(erased: PersonErased) -> None:
    """Remove the name and address of an erased person from every campaign; what they answered stays, unnamed.

    The recipient stays without them, so that nobody is asked again and the answer rate stays right.
    """
    by_address = Recipient.objects.filter(email_key__in=erased.email_keys)
    by_attendance = Recipient.objects.filter(attendee__in=erased.attendee_ids)
    for found in (by_address, by_attendance):
        found.update(email="", email_key="", name="", contact=None, erased_at=timezone.now())
