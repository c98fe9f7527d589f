"""What the log does not say: the secret part of an address that opens something to whoever has it."""

from __future__ import annotations

import logging
import re

# /r/…/, /q/…/, /u/…/, /notes/…/, /calendars/mine/…, invitations, confirmations of an address, the bounce webhook.
_SECRET = re.compile(
    r"(?P<before>/(?:r|q|u|notes|calendars/mine|mail/bounces|workspace/invitations|account/address/confirm|desk)/)"
    r"[^/\s'\"?]{12,}"
)


class QuietFormatter(logging.Formatter):
    """A line as ever, with secret addresses cut: a form that is refused (422) logs the one it was sent to."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line, with what a traceback quotes."""
        return _SECRET.sub(r"\g<before>…", super().format(record))
