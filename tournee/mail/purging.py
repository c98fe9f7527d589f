"""Removing what was kept long enough."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tournee.mail.models import PERSONAL_TEXTS, SETTLED, BouncedAddress, OutboxMessage, OutboxPart


def purge_messages() -> str | None:
    """Remove texts, parts and names of messages settled `MAIL_KEEP_TEXTS_DAYS` ago, rows after `MAIL_KEEP_ROWS_DAYS`.

    What was confidential goes as soon as it is settled. Returns a sentence when anything was removed.
    """
    now = timezone.now()
    texts_before = now - datetime.timedelta(days=settings.MAIL_KEEP_TEXTS_DAYS)
    rows_before = now - datetime.timedelta(days=settings.MAIL_KEEP_ROWS_DAYS)
    settled = OutboxMessage.objects.filter(state__in=SETTLED)
    with transaction.atomic():
        rows, _by_model = settled.filter(settled_at__lt=rows_before).delete()
        BouncedAddress.objects.filter(since__lt=rows_before).delete()
        old = settled.filter(Q(settled_at__lt=texts_before) | Q(confidential=True), purged_at=None)
        OutboxPart.objects.filter(message__in=old).delete()
        texts = old.update(**dict.fromkeys(PERSONAL_TEXTS, ""), headers={}, purged_at=now)
    return f"texts of {texts} messages removed, {rows} rows deleted" if texts or rows else None
