"""The code of a certificate: a plain line and its signature, which anybody checks with the public key alone."""

import base64
import datetime

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from registrations.attendance.certificates import signing
from registrations.attendance.certificates.signing import Certified

CERTIFIED = Certified(tour=3, number=124, minutes=195, day=datetime.date(2026, 11, 20))


def test_a_code_says_what_was_signed_and_is_short_enough_to_be_printed() -> None:
    code = signing.sign(CERTIFIED)
    signed = signing.read(code)

    assert signed is not None
    assert (signed.certified, signed.code, str(signed.certified)) == (CERTIFIED, code, "1.3.124.195.20261120")
    assert len(code) <= 130


def test_the_public_key_proves_it_without_us() -> None:
    signed = signing.read(signing.sign(CERTIFIED))
    assert signed is not None

    key = load_pem_public_key(signing.as_pem(signing.public_key()).encode())

    key.verify(signed.signature, str(CERTIFIED).encode())  # type: ignore[union-attr, call-arg]


@pytest.mark.parametrize(
    "forge",
    [
        lambda code: code[:-2],
        lambda code: f"A{code[1:]}",
        lambda code: code + "AAAA",
        lambda code: base64.urlsafe_b64encode(b"1.3.125.195.20261120" + bytes(64)).decode().rstrip("="),
        lambda code: base64.urlsafe_b64encode("١.٣.١.١.20261120".encode() + bytes(64)).decode(),
        lambda _code: "",
        lambda _code: "é" * 40,
        lambda _code: "A" * 5000,
    ],
)  # fmt: skip
def test_what_was_forged_or_cut_is_no_code(forge) -> None:
    assert signing.read(forge(signing.sign(CERTIFIED))) is None


def test_a_code_copied_with_other_last_letters_is_read_as_the_one_on_record() -> None:
    code = signing.sign(Certified(3, 1, 1, CERTIFIED.day))  # its last letter holds bits that say nothing
    assert len(base64.urlsafe_b64decode(code + "==")) % 3

    other = code[:-1] + chr(ord(code[-1]) + 1)
    signed = signing.read(other)

    assert signed is None or signed.code == code


def test_codes_hold_while_the_former_secret_is_kept(settings) -> None:
    code, former = signing.sign(CERTIFIED), settings.SECRET_KEY
    settings.SECRET_KEY = "another secret, of this test"

    assert signing.read(code) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert signing.read(code) is not None
