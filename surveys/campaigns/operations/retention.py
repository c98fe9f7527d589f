"""What is not kept: names and addresses of those who were asked, once the campaign is long closed."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from surveys.models import Recipient

KEPT_FOR = datetime.timedelta(days=90)


def forget_due() -> str | None:
    """Remove the name and address of each recipient ninety days after closing; what was answered stays, unnamed."""
    now = timezone.now()
    named = Recipient.objects.filter(campaign__closes_at__lte=now - KEPT_FOR, erased_at=None)
    count = named.update(email="", email_key="", name="", contact=None, erased_at=now)
    if not count:
        return None
    return ngettext("%(count)s recipient was forgotten.", "%(count)s recipients were forgotten.", count) % {
        "count": count
    }
