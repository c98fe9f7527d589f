"""The link an address names, and one's own."""

from __future__ import annotations

import uuid

from django.http import Http404

from events.calendars.models import FeedLink
from tournee.accounts.models import User
from tournee.web import signed_links

PURPOSE = "planning-calendar"


def token_of(link: FeedLink) -> str:
    """The token of this link, for its address."""
    return signed_links.sign(PURPOSE, link.public_id)


def link_at(token: str) -> FeedLink:
    """The link a token names, open or not, with its owner and `last_read_at`; Http404 if forged or cut. One query."""
    signed = signed_links.read(PURPOSE, token)
    return _found(signed.public_id) if signed else _missing()


def open_link_of(user: User) -> FeedLink | None:
    """The open link of `user`, with `last_read_at`; None if they have none."""
    link: FeedLink | None = FeedLink.objects.filter(user=user, revoked_at=None).with_last_read().first()
    return link


def is_open(link: FeedLink) -> bool:
    """Whether it opens anything: it is not revoked, and its owner may still sign in."""
    return link.revoked_at is None and link.user.is_active


def _found(public_id: uuid.UUID) -> FeedLink:
    links = FeedLink.objects.filter(public_id=public_id).with_last_read().select_related("user")
    link: FeedLink | None = links.first()
    return link or _missing()


def _missing() -> FeedLink:
    raise Http404
