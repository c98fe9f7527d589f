"""Opening, renewing and closing a private calendar, and noting that it was read."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from events.calendars.models import FeedLink, FeedRead
from tournee.accounts.models import User
from tournee.history.operations import record

_NOTED_EVERY = datetime.timedelta(hours=1)
_READS_KEPT = datetime.timedelta(days=90)


@transaction.atomic
def make_link(user: User, *, actor: User) -> FeedLink:
    """A new address of the private calendar of `user`; the one before, if any, opens nothing from now on."""
    User.objects.select_for_update().get(pk=user.pk)  # two pages at once make one after the other
    for former in FeedLink.objects.filter(user=user, revoked_at=None):
        revoke_link(former, actor=actor)
    link: FeedLink = FeedLink.objects.create(user=user)
    record("feed_link.make", link, actor=actor)
    return link


@transaction.atomic
def revoke_link(link: FeedLink, *, actor: User) -> FeedLink:
    """`link`, which opens nothing from now on; revoking it again changes nothing."""
    revoked = FeedLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    if revoked:
        record("feed_link.revoke", link, actor=actor)
    link.refresh_from_db()
    return link


def note_read(link: FeedLink, last_read_at: datetime.datetime | None) -> None:
    """Append that the calendar of `link` was read, unless that was noted within the hour."""
    now = timezone.now()
    if last_read_at is None or now - last_read_at > _NOTED_EVERY:
        FeedRead.objects.create(link=link, at=now)


def forget_reads(now: datetime.datetime | None = None) -> str | None:
    """Due work: remove records of reading older than 90 days; says how many."""
    removed, _by_model = FeedRead.objects.filter(at__lt=(now or timezone.now()) - _READS_KEPT).delete()
    return f"{removed} removed" if removed else None
