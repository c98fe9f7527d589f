"""The code on each page of an attendance sheet: which sheet it is, and who stands on that page, when it comes back
signed, as a picture.

It is made of capital letters and figures alone, which a QR code holds in fewer squares; nothing about it is stored.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hmac
import math
import struct
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from events.models import Session, Stop

_SALT = "tournee.attendance.sheet"
_FORM = struct.Struct(">16s16sIBH")  # stop, session (zeros: none), the day's ordinal, half-day, page
_LINES = struct.Struct(">HBBBI")  # the first line's number, how many blank and how many of people, bits of each, least
_HALF_DAYS: tuple[bool | None, ...] = (None, False, True)
_NO_SESSION = bytes(16)
_SIGNED_BY = 10  # bytes: a forged sheet would be one more picture in a drawer, not a way in
_MARK = 8


@dataclass(frozen=True, slots=True)
class PrintedLines:
    """The lines printed on a page: `people` are the attendees' numbers (their keys) from top to bottom, the first of
    them on the line numbered `first`; below them so many `blank` ones."""

    first: int
    people: tuple[int, ...]
    blank: int = 0


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The page of which sheet: of a session, or of the stop (None); of a half-day, or of the whole day (None).

    `lines` is None on paper from before codes said who stands on the page.
    """

    stop: uuid.UUID
    session: uuid.UUID | None
    day: datetime.date
    afternoon: bool | None
    page: int
    lines: PrintedLines | None = None


def sheet_code(  # noqa: PLR0917 (they are what it says, in its order)
    stop: Stop,
    session: Session | None,
    day: datetime.date,
    afternoon: bool | None,
    page: int,
    lines: PrintedLines | None = None,
) -> str:
    """The code of that page, counted from 1: 79 capital letters and figures, and some 60 more for two dozen people."""
    of_session = session.public_id.bytes if session else _NO_SESSION
    said = _FORM.pack(stop.public_id.bytes, of_session, day.toordinal(), _HALF_DAYS.index(afternoon), page)
    said += _packed(lines) if lines else b""
    return base64.b32encode(said + _signature(said, settings.SECRET_KEY)).decode().rstrip("=")


def read_sheet_code(text: str) -> SheetCode | None:
    """What a code read from a page says; None if it is no code of ours, or was forged or cut."""
    said = _genuine(text)
    if said is None:
        return None
    stop, session, day, half_day, page = _FORM.unpack_from(said)
    of_session = None if session == _NO_SESSION else uuid.UUID(bytes=session)
    lines = _unpacked(said[_FORM.size :]) if len(said) > _FORM.size else None
    date = datetime.date.fromordinal(day)
    return SheetCode(uuid.UUID(bytes=stop), of_session, date, _HALF_DAYS[half_day], page, lines)


def mark_of(code: str) -> str:
    """The end of a code, as words beside it: `K7QM-3RTX` tells two pages apart without a scanner."""
    end = code[-_MARK:]
    return f"{end[: _MARK // 2]}-{end[_MARK // 2 :]}"


def _packed(lines: PrintedLines) -> bytes:
    """Each person as the distance from the least number among them, in as few bits as the furthest takes."""
    least = min(lines.people, default=0)
    bits = (max(lines.people, default=0) - least).bit_length()
    whole = sum((one - least) << (bits * place) for place, one in enumerate(lines.people))
    said = _LINES.pack(lines.first, lines.blank, len(lines.people), bits, least)
    return said + whole.to_bytes(math.ceil(bits * len(lines.people) / 8), "big")


def _unpacked(said: bytes) -> PrintedLines:
    first, blank, count, bits, least = _LINES.unpack_from(said)
    whole = int.from_bytes(said[_LINES.size :], "big")
    people = (least + (whole >> (bits * place) & ((1 << bits) - 1)) for place in range(count))
    return PrintedLines(first, tuple(people), blank)


def _genuine(text: str) -> bytes | None:
    text = text.strip().upper()
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    said, signature = data[:-_SIGNED_BY], data[-_SIGNED_BY:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if len(said) < _FORM.size or not any(hmac.compare_digest(signature, _signature(said, key)) for key in keys):
        return None
    return said


def _signature(said: bytes, key: str) -> bytes:
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").digest()[:_SIGNED_BY]
