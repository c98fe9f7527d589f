"""Sending files: public ones to anyone and for ever, private ones to whom their kind names."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.tournee.factories import UserFactory
from tests.tournee.files.samples import PDF, picture_bytes
from tournee.files.operations import keep_document, keep_picture
from tournee.models import StoredFile, User

pytestmark = pytest.mark.django_db
Sent = Callable[..., SimpleUploadedFile]


@pytest.fixture
def logo(sent: Sent, user: User) -> StoredFile:
    return keep_picture(sent("Pôle.png", picture_bytes(size=(200, 100))), kind="test-emblem", actor=user)


@pytest.fixture
def minutes(sent: Sent, user: User) -> StoredFile:
    return keep_document(sent("Réunion.pdf", PDF), kind="test-minutes", actor=user)


def test_a_public_picture_is_shown_in_place_and_cached_for_ever(client: Client, logo: StoredFile) -> None:
    response = client.get(logo.url)
    assert response.getvalue() == logo.read()
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "Cookie" not in response.get("Vary", "")


def test_a_reader_who_has_it_hears_304(client: Client, logo: StoredFile) -> None:
    first = client.get(logo.url)
    assert first.getvalue()
    assert client.get(logo.url, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_narrower_copy_is_sent_on_request_and_an_unknown_width_is_the_whole(client: Client, logo: StoredFile) -> None:
    whole = client.get(logo.url).getvalue()
    assert client.get(f"{logo.url}?width=160").getvalue() == logo.read(160) != whole
    assert client.get(f"{logo.url}?width=9999").getvalue() == whole


def test_its_address_has_an_ascii_name_and_no_other_name_works(client: Client, logo: StoredFile) -> None:
    assert logo.url == f"/files/{logo.token}/pole.png"
    assert client.get(f"/files/{logo.token}/page.html").status_code == 404
    assert client.get("/files/unknown/pole.png").status_code == 404


def test_a_private_document_sends_a_stranger_to_sign_in(client: Client, minutes: StoredFile) -> None:
    response = client.get(minutes.url)
    assert response.status_code == 302
    assert "next=/files/private/" in response["Location"]


def test_a_private_document_is_refused_to_whom_its_kind_does_not_name(client: Client, minutes: StoredFile) -> None:
    client.force_login(UserFactory(name="Ali"))
    assert client.get(minutes.url).status_code == 403


def test_a_private_document_is_downloaded_and_never_cached(client: Client, minutes: StoredFile) -> None:
    client.force_login(UserFactory(name="Zoé"))
    response = client.get(minutes.url)
    assert response.getvalue() == PDF
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A9union.pdf"


def test_a_file_of_a_kind_nobody_contributes_any_more_opens_to_nobody(client: Client, logo: StoredFile) -> None:
    StoredFile.objects.update(kind="forgotten")
    client.force_login(UserFactory(name="Zoé", is_administrator=True))
    assert client.get(logo.url).status_code == 404
    logo.refresh_from_db()
    assert client.get(logo.url).status_code == 403


def test_a_private_file_has_no_public_address(client: Client, minutes: StoredFile) -> None:
    assert client.get(minutes.url.replace("/private", "")).status_code == 404


def test_a_file_whose_bytes_are_lost_is_not_found(client: Client, logo: StoredFile) -> None:
    default_storage.delete(logo.path)
    assert client.get(logo.url).status_code == 404


def test_a_public_file_takes_one_query_and_asks_for_no_session(
    client: Client, logo: StoredFile, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(UserFactory())
    with django_assert_num_queries(1):
        client.get(logo.url).getvalue()


@pytest.mark.parametrize("address", ["/files/%00/x", "/files/private/%00/x", "/files/a/%00"])
def test_an_address_with_nul_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
