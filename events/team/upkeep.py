"""What time does to invitations."""

from __future__ import annotations

import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.team.models import Invitation

FORGET_AFTER = datetime.timedelta(days=30)
FORGOTTEN = "erased@invalid.invalid"


def forget_addresses(now: datetime.datetime | None = None) -> int:
    """Erase address and name of invitations closed for 30 days (accepted, withdrawn or run out); returns how many."""
    before = (now or timezone.now()) - FORGET_AFTER
    closed = Invitation.objects.annotate(closed_at=Coalesce("accepted_at", "withdrawn_at", F("expires_at")))
    due = closed.filter(closed_at__lt=before).exclude(Q(email=FORGOTTEN))
    # A unique constraint holds open invitations apart: one that ran out is closed for good with its address.
    return due.update(email=FORGOTTEN, name="", withdrawn_at=Coalesce("withdrawn_at", F("expires_at")))


def forget() -> str | None:
    """The due work: a sentence when something was erased."""
    erased = forget_addresses()
    return f"{erased} invitations’ addresses erased" if erased else None
