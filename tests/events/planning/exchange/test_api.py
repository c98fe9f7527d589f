"""A table of stops over the API."""

from base64 import b64encode
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import Stop, Tour
from tests.events.factories import MembershipFactory
from tests.events.planning.exchange.conftest import table
from tournee.models import User

ADDRESS = "/api/v1/tours/tournee-2031/import_stops/"
GOOD = table("Ville;Date", "Albert;12/03/2031")


@pytest.fixture
def api(editor: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(editor)
    return client


def sent(api: APIClient, content: bytes = GOOD, **more: Any) -> Any:
    body = {"name": "etapes.csv", "content": b64encode(content).decode(), **more}
    return api.post(ADDRESS, body, format="json")


def test_a_dry_run_says_what_it_would_do(api: APIClient) -> None:
    response = sent(api, dry_run=True)

    assert response.status_code == 200
    assert response.json()["stops"] == {"new": 1, "changed": 0, "same": 0}
    assert (response.json()["written"], Stop.objects.count()) == (False, 0)


def test_a_table_is_written_once(api: APIClient) -> None:
    assert sent(api).json()["written"] is True
    assert sent(api).json()["written"] is False
    assert Stop.objects.count() == 1


def test_refusals_name_row_column_and_remedy(api: APIClient) -> None:
    response = sent(api, table("Ville;Date", "Albert;31/02/2031"))

    (refusal,) = response.json()["refusals"]
    assert (response.status_code, refusal["row"], refusal["column"]) == (422, 2, "Date")
    assert not Stop.objects.exists()


def test_what_is_no_base64_and_no_table_is_refused(api: APIClient) -> None:
    assert api.post(ADDRESS, {"name": "x.csv", "content": "é"}, format="json").status_code in {400, 422}
    assert 400 <= sent(api, b"%PDF").status_code < 500


def test_readers_and_strangers_may_not(tour: Tour) -> None:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=tour, reader=True).user)

    assert sent(client).status_code == 403
    assert sent(APIClient()).status_code in {401, 403, 404}
