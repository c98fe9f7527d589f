"""Communes over the API."""

from django.test import Client

from events.models import Territory

Towns = dict[str, Territory]


def test_anyone_finds_a_commune_by_name(towns: Towns, client: Client) -> None:
    answer = client.get("/api/v1/towns/", {"q": "alb"}).json()
    assert [town["label"] for town in answer["results"]] == ["Albertville (73200)", "Albert (80300)"]


def test_a_commune_says_where_it_lies(towns: Towns, client: Client) -> None:
    answer = client.get("/api/v1/towns/80016/").json()
    assert answer["departement"] == {"code": "80", "name": "Somme"}
    assert answer["region"] == {"code": "32", "name": "Hauts-de-France"}
    assert answer["postal_codes"] == ["80300"]


def test_a_commune_in_no_region_says_none(towns: Towns, client: Client) -> None:
    assert client.get("/api/v1/towns/13055/").json()["region"] is None


def test_an_unknown_code_is_a_404(towns: Towns, client: Client) -> None:
    assert client.get("/api/v1/towns/99999/").status_code == 404


def test_a_list_takes_a_constant_number_of_queries(towns: Towns, client: Client, django_assert_num_queries) -> None:
    for text, count in (("saint die", 1), ("sainte colombe", 3)):
        with django_assert_num_queries(3):
            assert client.get("/api/v1/towns/", {"q": text}).json()["count"] == count


def test_the_communes_may_not_be_changed(towns: Towns, client: Client) -> None:
    assert client.post("/api/v1/towns/", {}).status_code in {401, 403, 405}
