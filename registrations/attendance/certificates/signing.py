"""The code of a certificate: a short line of plain text and its Ed25519 signature (RFC 8032), base64url.

The private key is derived from the installation's secret (HKDF-SHA256, RFC 5869), so that there is none to keep; what
was signed under a former secret holds while that one is among `SECRET_KEY_FALLBACKS`.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from registrations.models.registration import CODE_ALPHABET

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SALT = b"tournee.certificates"
_FORM = 1
_SIGNATURE = 64  # bytes
_MOST = 400  # letters: whatever is longer is no code
SHORT = 12  # letters and figures, which nobody guesses: 54 bits
_SAID = re.compile(rf"{_FORM}\.(\d{{1,9}})\.(\d{{1,9}})\.(\d{{1,6}})\.(\d{{8}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate's code says: the certificate of which number of which tour (id), for how many minutes, begun
    on which day."""

    tour: int
    number: int
    minutes: int
    day: datetime.date

    def __str__(self) -> str:
        """The line that is signed: `1.3.124.195.20261120`."""
        return f"{_FORM}.{self.tour}.{self.number}.{self.minutes}.{self.day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Signed:
    """A genuine code: what it says, in the one way it is written; the signature, and the public key that proves it."""

    certified: Certified
    code: str
    signature: bytes
    public_key: bytes


def sign(certified: Certified) -> str:
    """The code of a certificate: some 115 letters, figures, - and _."""
    said = str(certified).encode()
    return _written(said, _private_key(settings.SECRET_KEY).sign(said))


def read(code: str) -> Signed | None:
    """What a code says and who signed it; None if it was forged or cut."""
    from cryptography.exceptions import InvalidSignature  # lazily: few requests need it

    parted = _parted(code)
    if parted is None:
        return None
    said, signature, certified = parted
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = _private_key(secret).public_key()
        try:
            key.verify(signature, said)
        except InvalidSignature:
            continue
        return Signed(certified, _written(said, signature), signature, key.public_bytes_raw())
    return None


def short_of(code: str) -> str:
    """Twelve letters and figures that only the bearer of a code knows, to be typed after the certificate's number."""
    left, letters = int.from_bytes(hashlib.sha256(code.encode()).digest(), "big"), []
    for _position in range(SHORT):
        left, letter = divmod(left, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[letter])
    return "".join(letters)


def is_readable(code: str) -> bool:
    """Whether it is written as codes are, whoever signed it: neither cut nor something else."""
    return _parted(code) is not None


def public_key() -> bytes:
    """The key that proves the codes signed today: 32 bytes."""
    return _private_key(settings.SECRET_KEY).public_key().public_bytes_raw()


def as_pem(key: bytes) -> str:
    """A public key as a file that openssl reads (RFC 8410)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # lazily: few requests need it
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    read = Ed25519PublicKey.from_public_bytes(key)
    return read.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@lru_cache(maxsize=8)
def _private_key(secret: str) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # lazily: few requests need it
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), 32, salt=_SALT, info=b"ed25519").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)


def _written(said: bytes, signature: bytes) -> str:
    return base64.urlsafe_b64encode(said + signature).decode().rstrip("=")


def _parted(code: str) -> tuple[bytes, bytes, Certified] | None:
    """The line, its signature and what the line says; None for what cannot be a code."""
    if len(code) > _MOST:
        return None
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    said, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    found = _SAID.fullmatch(said.decode("ascii", "replace"))
    if found is None:
        return None
    tour, number, minutes, day = found.groups()
    try:
        on = datetime.date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    return said, signature, Certified(int(tour), int(number), int(minutes), on)
