"""What a change tells whom; each floor adds those it writes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from tournee.accounts.models import User
from tournee.floors import Contribution
from tournee.mail.models import OutboxMessage
from tournee.mail.rendering import without_signature

_LINES = 6  # of a message, enough to know it by


class Kind(StrEnum):
    """What happens to a stop, or to one of its sessions."""

    MOVED = "moved"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    SESSION_CHANGED = "session_changed"
    SESSION_CANCELLED = "session_cancelled"
    SESSION_REINSTATED = "session_reinstated"


class By(models.TextChoices):
    """How somebody learns of a change."""

    MAIL = "mail", _("By e-mail")
    CALL = "call", _("To be called")
    YOU = "you", _("To be told by you")
    PAGE = "page", _("On the public page")
    CALENDAR = "calendar", _("In their calendar")
    FOLLOWS = "follows", _("Follows by itself")


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a rehearsal made it: the stop as it was (`before`) and as it will be, and the messages written.

    `session` is the one that changes, as it will be; None where it is the stop itself.
    """

    kind: Kind
    before: Stop
    stop: Stop
    session: Session | None
    messages: Sequence[OutboxMessage]
    actor: User | None

    def written_with(self, *templates: str) -> list[OutboxMessage]:
        """The messages of these templates, or of the folders they name (with a slash at the end)."""
        return [message for message in self.messages if message.template.startswith(templates)]


@dataclass(frozen=True, slots=True)
class Letter:
    """The beginning of a real message: to whom, in which language, its subject, its first lines without their links."""

    to: str
    language: str
    subject: str
    beginning: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Some people, how they learn of a change, and in `said` what that means for them, sentence by sentence.

    `count` is how many they are: of `messages`, those written to them; None where nobody can know.
    """

    who: str
    by: By
    said: Sequence[str]
    count: int | None = None
    messages: Sequence[OutboxMessage] = ()

    @property
    def letter(self) -> Letter | None:
        """The first of the messages, as it will be read; None where none is written."""
        return letter_of(self.messages[0]) if self.messages else None


def letter_of(message: OutboxMessage) -> Letter:
    """How `message` begins."""
    lines = [line.strip() for line in without_signature(message.text).splitlines()]
    shown = [line for line in lines if line and "://" not in line]
    return Letter(message.to_name or message.to_address, message.language, message.subject, shown[:_LINES])


told_of_a_change: Contribution[Callable[[Change], Iterable[Told]]] = Contribution(
    "told_of_a_change",
    says="who is told of a change of a stop, asked inside its rehearsal (planning, before each step)",
)
