"""Is a certificate genuine? What anybody who holds one is told."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from registrations.attendance.certificates import queries, signing
from registrations.attendance.certificates.errors import CertificateError
from registrations.attendance.certificates.signing import SHORT, Signed
from registrations.models import Certificate
from registrations.models.registration import CODE_ALPHABET

MISSING = _("The code is missing. It stands under “Is it genuine?”: a number, then three groups of four.")
_PAGE = "verify"  # the last word of the address that certificates print
_NUMBER = re.compile(r"(?:N[O°]?)?(\d{1,9})", re.ASCII)
_SHORT = re.compile(rf"(?:N[O°]?)?(\d{{1,9}})?([{CODE_ALPHABET}]{{{SHORT}}})", re.ASCII)
_BETWEEN = re.compile(r"[\s.,:;·–—-]+")


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


def code_typed(typed: str) -> str:
    """The whole code that somebody typed or pasted: number and short code, as printed; or the address it ends.

    Spaces and capitals are of no account. Raises CertificateError for what is no code, and where a certificate has no
    such short code; whether a whole code is genuine is not asked here. At most one query.
    """
    pasted = _last_part(unicodedata.normalize("NFKC", typed))
    if signing.is_readable(pasted):
        return pasted
    entered = _BETWEEN.sub("", pasted).upper()
    if not entered or _NUMBER.fullmatch(entered):
        raise CertificateError(MISSING, code="no_code", field="code")
    found = _SHORT.fullmatch(entered)
    if found is None:
        raise CertificateError(
            _(
                "This is not the code of a certificate. It stands under “Is it genuine?”: a number, then three groups "
                "of four."
            ),
            code="not_a_code", field="code",
        )  # fmt: skip
    if found[1] is None:
        raise CertificateError(_("Type the certificate’s number too, before its code."), code="no_number", field="code")
    return _code_of(int(found[1]), found[2])


def _last_part(given: str) -> str:
    """What stands after the page's name in an address, else after its last stroke; without spaces."""
    parts = ["".join(part.split()) for part in re.split("[/?#]", given)]
    named = [place for place, part in enumerate(parts) if part.lower() == _PAGE]
    after = parts[named[0] + 1 :] if named else [part for part in parts if part][-1:]
    return after[0] if after else ""


def _code_of(number: int, short: str) -> str:
    for code in queries.codes_numbered(number):
        if signing.short_of(code) == short:
            return code
    raise CertificateError(
        _(
            "No certificate no. %(number)s has this code. Compare each letter and figure with the paper: if all are "
            "the same, it was not issued here."
        )
        % {"number": number},
        code="no_such_code", field="code",
    )  # fmt: skip
