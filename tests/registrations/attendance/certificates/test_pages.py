"""Certificates on pages: the team's, a co-host's, one's own, and the one where anybody checks."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Funding, Stop
from registrations.attendance.certificates import certified, operations, paper, queries
from registrations.attendance.certificates.errors import CertificateError
from registrations.attendance.certificates.words import short_code
from registrations.booking.links import ticket_token
from registrations.models import AttendanceRule, Certificate
from registrations.privacy.operations import erase_person
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.registrations.attendance.people import seated
from tests.tournee.documents.reading import Reading, check_pdf
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.page]
HANDED_OUT = ["certificates", "certificates_print", "certificate_pdf"]
ANSWERED_FOR = ["certificates_issue", "certificates_send", "certificates_replace", "certificate_revoke"]


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, title_fr="Innover avec qui ?", title_en="Innovate with whom?")
    return stop


@pytest.fixture
def certificate(stop: Stop) -> Certificate:
    return operations.issue(seated(stop, "Anna Martin"), actor=None)


def page(stop: Stop, name: str, certificate: Certificate | None = None) -> str:
    own = [certificate.number] if certificate and name.startswith("certificate_") else []
    return reverse(name, args=[stop.tour.slug, stop.slug, *own])


def test_the_team_issues_looks_sends_and_revokes(client: Client, stop: Stop) -> None:
    attendee = seated(stop, "Anna Martin")
    member(client, stop.tour, "editor")
    assert_house_page(client.get(page(stop, "certificates")))

    client.post(page(stop, "certificates_issue"))
    certificate = Certificate.objects.get(attendee=attendee)
    asked = client.get(page(stop, "certificates_send"))
    assert_house_page(asked)
    refused = client.post(page(stop, "certificates_send"), {"seen": "what was seen before"})
    client.post(page(stop, "certificates_send"), {"seen": asked.context["seen"]})
    client.post(page(stop, "certificate_revoke", certificate), {"reason": "Issued twice."})

    certificate.refresh_from_db()
    assert (refused.status_code, OutboxMessage.objects.get().to_address) == (422, attendee.person.email)
    assert (certificate.sent_at is None, certificate.reason) == (False, "Issued twice.")
    assert "Issued twice." in text_of(client.get(page(stop, "certificates")))


def test_co_hosts_hand_out_those_of_their_own_stops_and_no_others(client: Client, certificate: Certificate) -> None:
    stop = certificate.attendee.stop
    elsewhere = StopFactory(held=True, tour=stop.tour)
    co_host(client, elsewhere)
    assert {client.get(page(stop, name, certificate)).status_code for name in HANDED_OUT + ANSWERED_FOR} == {403}

    co_host(client, stop)

    assert {client.get(page(stop, name, certificate)).status_code for name in HANDED_OUT} == {200}
    assert {client.get(page(stop, name, certificate)).status_code for name in ANSWERED_FOR} == {403}


def test_where_nothing_waits_nothing_is_asked(client: Client, certificate: Certificate) -> None:
    stop = certificate.attendee.stop
    member(client, stop.tour, "editor")
    operations.revoke(certificate, reason="Wrong person.", actor=None)

    for name in ("certificates_replace", "certificates_issue", "certificate_revoke"):
        assert client.get(page(stop, name, certificate))["Location"] == page(stop, "certificates")


def test_co_hosts_read_who_issues_them(client: Client, stop: Stop) -> None:
    seated(stop, "Anna Martin")
    stop.tour.contact_email = "equipe@exemple.invalid"
    stop.tour.save()
    co_host(client, stop)

    assert "mailto:equipe@exemple.invalid" in client.get(page(stop, "certificates")).content.decode()


def test_the_box_to_write_is_ticked_where_it_was_sent(client: Client, certificate: Certificate) -> None:
    stop = certificate.attendee.stop
    member(client, stop.tour, "editor")
    address = page(stop, "certificate_revoke", certificate)
    assert not client.get(address).context["form"]["tell"].value()
    operations.send(stop, expected=1, actor=None)
    assert client.get(address).context["form"]["tell"].value()

    refused = client.post(address, {"reason": "", "tell": "on"})

    assert refused.content.decode().count("error-summary") == 1
    client.post(address, {"reason": "Wrong person.", "tell": "on"})
    assert OutboxMessage.objects.count() == 2


def test_all_of_them_are_had_in_one_language_or_each_in_its_own(client: Client, stop: Stop, certificate) -> None:
    member(client, stop.tour, "editor")
    address = page(stop, "certificates_print")
    assert f"{address}?language=en" in client.get(page(stop, "certificates")).content.decode()

    own, english = (client.get(address + query) for query in ("", "?language=en"))

    assert "attestations" in own["Content-Disposition"]
    assert "certificates" in english["Content-Disposition"]
    for answer, title in ((own, "Attestation"), (english, "Certificate of attendance")):
        with Reading(answer.content) as read:
            assert title in read.text.replace("\u00a0", " ")


def test_nothing_is_certified_of_a_stop_that_is_cancelled(stop: Stop, certificate: Certificate) -> None:
    stop.state = Stop.State.CANCELLED

    with pytest.raises(CertificateError) as refused:
        operations.issue_all(stop, actor=None)

    assert refused.value.code == "no_day"


def test_it_is_had_in_the_other_language_too(client: Client, certificate: Certificate) -> None:
    address = reverse("my_certificate", args=[ticket_token(certificate.attendee)])
    assert (
        f"{address}?language=en"
        in client.get(reverse("my_ticket", args=[ticket_token(certificate.attendee)])).content.decode()
    )

    with Reading(client.get(f"{address}?language=en").content) as read:
        said = read.text.replace("\u00a0", " ")

    assert ("Certificate of attendance" in said, "Innovate with whom" in said) == (True, True)
    assert short_code(certificate).replace("\u00a0", " ") in said


def test_a_number_is_found_at_its_own_stop_only(client: Client, certificate: Certificate) -> None:
    elsewhere = StopFactory(held=True, tour=certificate.tour)
    member(client, certificate.tour, "editor")

    assert client.get(page(elsewhere, "certificate_pdf", certificate)).status_code == 404


def test_holders_find_theirs_on_their_ticket_and_nobody_elses(client: Client, certificate: Certificate) -> None:
    attendee = certificate.attendee
    other = seated(attendee.stop, "Zoé Petit")
    address = reverse("my_certificate", args=[ticket_token(attendee)])

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    assert address in client.get(reverse("my_ticket", args=[ticket_token(attendee)])).content.decode()
    assert "certificate.pdf" not in client.get(reverse("my_ticket", args=[ticket_token(other)])).content.decode()
    assert client.get(reverse("my_certificate", args=[ticket_token(other)])).status_code == 404
    operations.revoke(certificate, reason="Issued twice.", actor=None)
    assert client.get(address).status_code == 404


def checked(client: Client, code: str) -> tuple[int, str]:
    answer = client.get(f"/en/verify/{code}/")
    if answer.status_code == 200:
        assert_house_page(answer, language="en")
    return answer.status_code, text_of(answer).replace("\u00a0", " ")


def test_anybody_checks_a_certificate(client: Client, certificate: Certificate) -> None:
    status, said = checked(client, certificate.code)
    assert status == 200
    for words in ("This certificate is genuine", "Anna Martin", "2 h", "Innover avec qui", "BEGIN PUBLIC KEY"):
        assert words in said

    status, said = checked(client, certificate.code[:-3] + "abc")
    assert (status, "Anna Martin" in said, "no certificate of ours" in said) == (404, False, True)


def test_a_revoked_one_says_since_when_and_neither_why_nor_whose(client: Client, certificate: Certificate) -> None:
    operations.revoke(certificate, reason="Anna Martin was ill.", actor=None)
    again = operations.issue(certificate.attendee, actor=None)

    status, said = checked(client, certificate.code)

    assert (status, "is revoked" in said, "Anna" in said, "ill" in said.split()) == (200, True, False, False)
    assert f"no. {again.number} was issued instead" in said
    assert str(timezone.now().year) in said


def test_one_of_an_erased_person_is_genuine_and_names_nobody(client: Client, certificate: Certificate) -> None:
    erase_person(certificate.attendee.person, actor=None)

    status, said = checked(client, certificate.code)

    assert (status, "is genuine" in said, "Anna" in said) == (200, True, False)
    assert list(queries.valid_of(certificate.attendee.stop)) == []


def test_a_code_is_pasted_with_its_whole_address(client: Client, certificate: Certificate) -> None:
    assert_house_page(client.get("/verify/"))

    answer = client.get("/verify/", {"code": f" https://exemple.invalid/verify/{certificate.code}/ "})

    assert answer["Location"].endswith(f"/verify/{certificate.code}/")
    assert client.get("/verify/", {"code": ""}).content.decode().count("error-summary") == 1


def test_the_paper_says_how_hours_are_counted_where_half_days_are_signed(certificate: Certificate) -> None:
    stop = certificate.attendee.stop

    def note() -> str:
        (sheet,) = paper.document_of(stop, [certified.in_language(certificate, "en", stop)], "en").blocks
        return str(sheet.figure.note)

    assert note().startswith("From the arrival")
    AttendanceRule.objects.create(stop=stop, session=stop.sessions.get(), regime=AttendanceRule.Regime.TRAINING)
    assert note().startswith("By each half-day signed for")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_paper_is_accessible_one_sheet_each_and_says_all(stop: Stop, language: str) -> None:
    Funding.objects.create(tour=stop.tour, scheme="FEDER", mention_fr="Cofinancé.", mention_en="Co-funded.")
    for name in ("Anna Martin", "Bartholomé-Maximilien de La Très-Longue-Signature-Composée d’Exemple"):
        seated(stop, name)
    operations.issue_all(stop, actor=None)
    Certificate.objects.update(language=language)

    data = paper.pdf_of(stop, list(queries.valid_of(stop)), language)

    assert check_pdf(data) == []
    with Reading(data) as read:
        assert read.page_count == 2
        for words in ("Anna Martin", "2 h", "Albert", "Cofinancé" if language == "fr" else "Co-funded"):
            assert words in read.text.replace("\u00a0", " ")
