"""What anybody may read of the API, scripts of any site may; nothing that somebody reads as themselves."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
ALLOWED = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/tours/", "/api/v1/stops/", "/api/v1/nowhere/"])
def test_what_is_read_without_credentials_is_for_every_site(address: str) -> None:
    response = APIClient().get(address, headers={"origin": "https://ailleurs.example"})

    assert response.headers[ALLOWED] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_what_is_read_with_a_key_or_a_session_is_for_none(client: Client) -> None:
    with_key = APIClient().get("/api/v1/tours/", headers={"authorization": "Bearer tour_x"})
    client.force_login(UserFactory())

    assert ALLOWED not in with_key.headers
    assert ALLOWED not in client.get("/api/v1/tours/").headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_changes_are_for_none(method: str) -> None:
    assert ALLOWED not in getattr(APIClient(), method)("/api/v1/tours/").headers
