"""What somebody types or pastes to check a certificate: the whole code, its link, or number and short code."""

import pytest

from registrations.attendance.certificates import operations, signing
from registrations.attendance.certificates.errors import CertificateError
from registrations.attendance.certificates.verifying import code_typed
from registrations.attendance.certificates.words import short_code
from registrations.models import Certificate
from tests.events.factories import StopFactory
from tests.registrations.attendance.people import seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> Certificate:
    return operations.issue(seated(StopFactory(held=True), "Anna Martin"), actor=None)


def test_the_short_code_is_typed_with_or_without_spaces_in_any_case(certificate: Certificate) -> None:
    elsewhere = operations.issue(seated(StopFactory(held=True), "Zoé Petit"), actor=None)
    assert elsewhere.number == certificate.number
    printed, bare = short_code(certificate), f"{certificate.number}{signing.short_of(certificate.code)}"

    for typed in (printed, bare, bare.lower(), f" No. {printed} ", f"n° {printed}", bare.replace("1", "1 – ", 1)):
        assert code_typed(typed) == certificate.code
    assert code_typed(f"exemple.invalid/verify/{bare}") == certificate.code


def test_the_whole_code_is_pasted_alone_cut_by_lines_or_in_its_link(certificate: Certificate) -> None:
    code = certificate.code
    for pasted in (code, f"{code[:40]}\n{code[40:]}", f"http://localhost:8000/en/verify/{code}/?from=mail"):
        assert code_typed(pasted) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("localhost/verify", "no_code"),
        ("https://exemple.invalid/en/verify/", "no_code"),
        ("No. 60", "no_code"),
        ("K7QF 9M4X PN3T", "no_number"),
        ("1 K7QF 9M4X PN3T", "no_such_code"),
        ("1 K7QF 9M4X", "not_a_code"),
        ("bonjour", "not_a_code"),
        ("-", "no_code"),
        ("A" * 600, "not_a_code"),
        ("http://[", "not_a_code"),
    ],
)
def test_what_is_no_code_says_what_is_missing_and_never_that_it_is_forged(typed: str, code: str) -> None:
    with pytest.raises(CertificateError) as refused:
        code_typed(typed)

    assert (refused.value.code, refused.value.field) == (code, "code")
