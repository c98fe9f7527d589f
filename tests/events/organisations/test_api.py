"""Organisations over the API."""

import pytest
from django.test import Client

from events.models import Organisation
from events.organisations.queries import numbers_of
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    TerritoryFactory,
)

API = "/api/v1/organisations/"
JSON = "application/json"
UPJV = {
    "kind": "university",
    "name": {"fr": "Université de Picardie"},
    "numbers": {"uai": ["0801344b"]},
    "town": "80016",
}


def test_an_organisation_is_made_read_and_changed(as_editor: Client) -> None:
    TerritoryFactory(name="Albert", code="80016")
    made = as_editor.post(API, UPJV, JSON)
    assert made.status_code == 201
    assert made.json()["numbers"]["uai"] == ["0801344B"]
    assert made.json()["town"] == "80016"
    address = f"{API}{made.json()['slug']}/"
    changed = as_editor.patch(address, {"numbers": {"siren": ["198013443"]}}, JSON, headers={"If-Match": made["ETag"]})
    assert changed.status_code == 200
    assert numbers_of(Organisation.objects.get()) == {
        "siren": ["198013443"], "siret": [], "uai": ["0801344B"], "uk_company": []
    }  # fmt: skip
    stale = as_editor.patch(address, {"acronym": "X"}, JSON, headers={"If-Match": made["ETag"]})
    assert stale.status_code == 412
    assert Organisation.objects.get().town is not None


@pytest.mark.parametrize(
    "wrong",
    [{"town": "99999"}, {"numbers": {"uai": ["0801344C"]}}, {"numbers": {"rna": ["W1"]}}, {"name": {}}, {"kind": "x"}],
)
def test_what_is_wrong_is_a_problem_and_nothing_is_kept(as_editor: Client, wrong: dict[str, object]) -> None:
    TerritoryFactory(name="Albert", code="80016")
    answer = as_editor.post(API, {**UPJV, **wrong}, JSON)
    assert answer.status_code in {400, 422}
    assert "problem" in answer["Content-Type"]
    assert not Organisation.objects.exists()


def test_lists_take_a_constant_number_of_queries(as_editor: Client, django_assert_num_queries) -> None:
    OrganisationIdentifierFactory()
    with django_assert_num_queries(6):
        assert as_editor.get(API).json()["count"] == 1
    OrganisationFactory()
    OrganisationFactory()
    with django_assert_num_queries(6):
        assert as_editor.get(API).json()["count"] == 3


def test_a_representative_reads_their_own_and_not_the_list(client: Client, db: None) -> None:
    membership = MembershipFactory(representative=True)
    client.force_login(membership.user)
    assert client.get(f"{API}{membership.organisation.slug}/").status_code == 200
    assert client.get(API).status_code == 403
    assert client.get(f"{API}{OrganisationFactory().slug}/").status_code in {403, 404}


def test_nobody_else_reads_them(client: Client, db: None) -> None:
    assert client.get(API).status_code in {401, 403}
