"""The code on each page of an attendance sheet: which sheet it is when it comes back signed, as a picture.

It is made of capital letters and figures alone, which a QR code holds in fewer squares; nothing about it is stored.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hmac
import struct
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from events.models import Session, Stop

_SALT = "tournee.attendance.sheet"
_FORM = struct.Struct(">16s16sIBH")  # stop, session (zeros: none), the day's ordinal, half-day, page
_HALF_DAYS: tuple[bool | None, ...] = (None, False, True)
_NO_SESSION = bytes(16)
_SIGNED_BY = 10  # bytes: a forged sheet would be one more picture in a drawer, not a way in
_MARK = 8


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The page of which sheet: of a session, or of the stop (None); of a half-day, or of the whole day (None)."""

    stop: uuid.UUID
    session: uuid.UUID | None
    day: datetime.date
    afternoon: bool | None
    page: int


def sheet_code(stop: Stop, session: Session | None, day: datetime.date, afternoon: bool | None, page: int) -> str:
    """The code of that page, counted from 1: 79 capital letters and figures."""
    of_session = session.public_id.bytes if session else _NO_SESSION
    said = _FORM.pack(stop.public_id.bytes, of_session, day.toordinal(), _HALF_DAYS.index(afternoon), page)
    return base64.b32encode(said + _signature(said, settings.SECRET_KEY)).decode().rstrip("=")


def read_sheet_code(text: str) -> SheetCode | None:
    """What a code read from a page says; None if it is no code of ours, or was forged or cut."""
    said = _genuine(text)
    if said is None:
        return None
    stop, session, day, half_day, page = _FORM.unpack(said)
    of_session = None if session == _NO_SESSION else uuid.UUID(bytes=session)
    return SheetCode(uuid.UUID(bytes=stop), of_session, datetime.date.fromordinal(day), _HALF_DAYS[half_day], page)


def mark_of(code: str) -> str:
    """The end of a code, as words beside it: `K7QM-3RTX` tells two pages apart without a scanner."""
    end = code[-_MARK:]
    return f"{end[: _MARK // 2]}-{end[_MARK // 2 :]}"


def _genuine(text: str) -> bytes | None:
    text = text.strip().upper()
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    said, signature = data[: _FORM.size], data[_FORM.size :]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if len(said) != _FORM.size or not any(hmac.compare_digest(signature, _signature(said, key)) for key in keys):
        return None
    return said


def _signature(said: bytes, key: str) -> bytes:
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").digest()[:_SIGNED_BY]
