"""Who may see messages and decide about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django.db.models import Q

from tournee.accounts.models import User
from tournee.floors import Contribution
from tournee.mail.models import OutboxMessage
from tournee.web.access import administrator

MessageAccess = Callable[[User], Q | None]
"""Given a user, the condition on the messages they may see, resend and stop; None if they have no part in any."""

message_access = Contribution[MessageAccess](
    "message_access", says="which messages of the outbox somebody other than an administrator sees and decides about"
)


def granted(user: User) -> Q:
    """The condition on the messages `user` may see."""
    if administrator.test(user):
        return Q()
    condition = Q(pk__in=[])
    for access in message_access:
        condition |= access(user) or Q(pk__in=[])
    return condition


@rules.predicate
def sees_messages(user: Any) -> bool:
    """An administrator, and whoever belongs to a team that writes to people, may."""
    if not getattr(user, "is_authenticated", False):
        return False
    return administrator.test(user) or any(access(user) is not None for access in message_access)


@rules.predicate
def sees_message(user: Any, message: OutboxMessage) -> bool:
    """An administrator, and the team of what the message is about, may."""
    return bool(sees_messages.test(user)) and OutboxMessage.objects.visible_to(user).filter(pk=message.pk).exists()
