"""Signed links: an address that opens one object to whoever was sent it, and to nobody who guesses.

Nothing about a link is stored: it is the object's public id, a version, and their signature (HMAC-SHA256 under the
installation's secret, also under its `SECRET_KEY_FALLBACKS`). Growing the version kept on the object revokes the links
sent before.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from typing import NamedTuple

from django.core.signing import BadSignature, Signer

_SEPARATOR = "."


class Signed(NamedTuple):
    """What a token names."""

    public_id: uuid.UUID
    version: int


def sign(purpose: str, public_id: uuid.UUID, version: int = 1) -> str:
    """The token of that object for that purpose (`registration`, `answers`): 70 characters that need no escaping."""
    name = base64.urlsafe_b64encode(public_id.bytes).decode().rstrip("=")
    return _signer(purpose).sign(f"{name}~{version}")


def read(purpose: str, token: str) -> Signed | None:
    """What the token names; None if it was forged, cut, or signed for another purpose."""
    try:
        name, version = _signer(purpose).unsign(token).split("~")
        return Signed(uuid.UUID(bytes=base64.urlsafe_b64decode(f"{name}==")), int(version))
    except (BadSignature, ValueError, binascii.Error):
        return None


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"tournee.link.{purpose}", sep=_SEPARATOR)
