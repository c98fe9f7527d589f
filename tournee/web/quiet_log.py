"""What the log does not say: the secret part of an address that opens something, and how a refusal came about."""

from __future__ import annotations

import logging
import re
from copy import copy

# /r/…/, /q/…/, /u/…/, /notes/…/, /calendars/mine/…, invitations, confirmations of an address, the bounce webhook.
_SECRET = re.compile(
    r"(?P<before>/(?:r|q|u|notes|calendars/mine|mail/bounces|workspace/invitations|account/address/confirm|desk)/)"
    r"[^/\s'\"?]{12,}"
)


class QuietFormatter(logging.Formatter):
    """A line as ever, with secret addresses cut: a form that is refused (422) logs the one it was sent to.

    A request that is refused (4xx) is one line. Only what went wrong here is followed by its traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, with what a traceback quotes."""
        if _is_refusal(record):
            record = copy(record)  # others may want the traceback
            record.exc_info = record.exc_text = None
        return _SECRET.sub(r"\g<before>…", super().format(record))


def _is_refusal(record: logging.LogRecord) -> bool:
    """Whether the record tells of an answer (Django says its status) that puts it down to whoever asked."""
    return 400 <= getattr(record, "status_code", 0) < 500
