"""What is not kept: names and addresses of those who were asked, once the campaign is long closed."""

from __future__ import annotations

import datetime

from surveys.models import Recipient

KEPT_FOR = datetime.timedelta(days=90)


def forget_due(now: datetime.datetime) -> int:
    """Remove the name and address of each recipient ninety days after closing; what was answered stays, unnamed."""
    named = Recipient.objects.filter(campaign__closes_at__lte=now - KEPT_FOR, erased_at=None)
    return named.update(email="", email_key="", name="", contact=None, erased_at=now)
