"""Is a certificate genuine? What anybody who holds one is told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from registrations.attendance.certificates import queries, signing
from registrations.attendance.certificates.signing import Signed
from registrations.models import Certificate


class Verdict(StrEnum):
    """What a code turned out to be."""

    GENUINE = "genuine"
    UNNAMED = "unnamed"  # genuine; whose it was is not known any more
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # signed here, and not kept here any more
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict, with what may be said: of a revoked certificate since when, never why, nor whose it was."""

    verdict: Verdict
    certificate: Certificate | None = None
    signed: Signed | None = None
    replaced_by: int | None = None

    @property
    def since(self) -> datetime.datetime | None:
        """When it was revoked."""
        return self.certificate.revoked_at if self.certificate else None


def check(code: str) -> Checked:
    """What is to be said of that code; at most two queries, and none for a forged one."""
    signed = signing.read(code)
    if signed is None:
        return Checked(Verdict.FORGED)
    certificate = queries.found_by_code(signed.code)
    if certificate is None:
        return Checked(Verdict.UNKNOWN, None, signed)
    if certificate.revoked_at is not None:
        instead = queries.replaced_by(certificate)
        return Checked(Verdict.REVOKED, certificate, signed, instead.number if instead else None)
    erased = certificate.attendee.person.erased_at is not None
    verdict = Verdict.UNNAMED if erased else Verdict.GENUINE
    return Checked(verdict, certificate, signed)


def code_in(typed: str) -> str:
    """The code in what somebody typed or pasted: a code, or the address that ends with it."""
    parts = [part for part in typed.strip().split("/") if part]
    return "".join(parts[-1].split()) if parts else ""
