"""What a mail server's answer means for a message and for its address (RFC 5321, 4.2; enhanced codes: RFC 3463)."""

from __future__ import annotations

import datetime
import re
import smtplib
from dataclasses import dataclass
from enum import Enum, auto

_ENHANCED = re.compile(r"^\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
_HOUR = 60
_BACK_OFF_MINUTES = (1, 5, 30, 2 * _HOUR)
GIVE_UP_AFTER = datetime.timedelta(hours=48)


class Fate(Enum):
    """What became of one attempt."""

    ACCEPTED = auto()
    LATER = auto()  # a temporary refusal, or one that is not the recipient's doing
    REFUSED = auto()  # a permanent refusal
    NOT_SENT = auto()  # the connection is gone and the message cannot have left: no blame
    UNCERTAIN = auto()  # the connection went while the message was being handed over


@dataclass(frozen=True, slots=True)
class Answer:
    """A fate, the server's words, and whether they say that the address takes no mail."""

    fate: Fate
    words: str = ""
    address_is_bad: bool = False

    @property
    def connection_lost(self) -> bool:
        """Nothing more can be sent over this connection."""
        return self.fate in {Fate.NOT_SENT, Fate.UNCERTAIN}


def answer_to(error: smtplib.SMTPException | OSError, *, data_begun: bool) -> Answer:
    """What `error`, raised while sending one message to one address, means. 421 is the server closing: no blame."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _refusal(code, _words(words), address_by_default=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        # The server minds us, not the recipient: an administrator has two days to set it right.
        fate = Fate.NOT_SENT if error.smtp_code == 421 else Fate.LATER
        return Answer(fate, f"{error.smtp_code} {_words(error.smtp_error)}")
    if isinstance(error, smtplib.SMTPDataError):
        return _refusal(error.smtp_code, _words(error.smtp_error), address_by_default=False)
    return Answer(Fate.UNCERTAIN if data_begun else Fate.NOT_SENT, str(error) or type(error).__name__)


def _refusal(code: int, words: str, *, address_by_default: bool) -> Answer:
    """A numbered answer. An enhanced code tells an unknown address (5.1.x, 5.2.1) from a message not liked (5.7.x)."""
    said = f"{code} {words}"
    if code == 421:
        return Answer(Fate.NOT_SENT, said)
    if code < 500:
        return Answer(Fate.LATER, said)
    enhanced = _ENHANCED.match(words)
    bad = address_by_default
    if enhanced:
        subject, detail = int(enhanced[2]), int(enhanced[3])
        bad = subject == 1 or (subject, detail) == (2, 1)
    return Answer(Fate.REFUSED, said, address_is_bad=bad)


def next_attempt(attempts: int, *, now: datetime.datetime, queued_at: datetime.datetime) -> datetime.datetime | None:
    """When to try again after `attempts` (≥ 1) in vain: 1, 5, 30 min, 2 h, then every 4 h; None once 48 h are over."""
    minutes = _BACK_OFF_MINUTES[attempts - 1] if attempts <= len(_BACK_OFF_MINUTES) else 4 * _HOUR
    again = now + datetime.timedelta(minutes=minutes)
    return again if again <= queued_at + GIVE_UP_AFTER else None


def _words(said: bytes | str) -> str:
    """The server's words as text, at most a paragraph."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return text.strip()[:1000]
