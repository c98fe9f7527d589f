"""Published syntheses over the API."""

import pytest
from django.test import Client

from surveys.syntheses.operations import publish_edition
from tests.surveys.syntheses.held import answered, held_stop, sent, started

pytestmark = pytest.mark.django_db


def test_anybody_reads_what_is_published(client: Client) -> None:
    stop = held_stop(4)
    answered(sent(stop), 6)
    synthesis = started(stop)
    publish_edition(synthesis, actor=None)
    started(held_stop(1))

    (shown,) = client.get("/api/v1/syntheses/").json()["results"]
    one = client.get(f"/api/v1/syntheses/{synthesis.slug}/").json()

    assert one == shown
    assert shown["stop"] == stop.slug
    assert shown["url"]["en"].endswith(f"/en/syntheses/{synthesis.slug}/")
    (edition,) = shown["editions"]
    assert edition["figures"] == {"present": 4, "companies": 4, "asked": 6, "answered": 6}
    assert edition["pdf"]["fr"].endswith(f"/syntheses/{synthesis.slug}/1.pdf")
    assert edition["annex_sha256"] == synthesis.editions.get().annex_sha256


def test_a_draft_is_not_there(client: Client) -> None:
    synthesis = started(held_stop(1))

    assert client.get("/api/v1/syntheses/").json()["results"] == []
    assert client.get(f"/api/v1/syntheses/{synthesis.slug}/").status_code == 404


def test_they_are_found_by_tour(client: Client) -> None:
    synthesis = started(held_stop(1))
    publish_edition(synthesis, actor=None)

    assert client.get(f"/api/v1/syntheses/?tour={synthesis.tour.slug}").json()["results"]
    assert not client.get("/api/v1/syntheses/?tour=no-such").json()["results"]


def test_the_list_takes_as_many_queries_for_one_as_for_three(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _time in range(2):
        publish_edition(started(held_stop(1)), actor=None)
        with django_assert_num_queries(3):
            client.get("/api/v1/syntheses/")
