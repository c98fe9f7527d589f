"""Up, ready, and how it is doing."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tournee.models import TickRecord, User

pytestmark = pytest.mark.django_db


def test_the_process_answers_without_asking_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_it_is_ready_when_the_database_is(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "database": "ok", "migrations": "ok", "queue": "ok"}


def test_figures_are_not_for_everybody(client: Client, user: User) -> None:
    assert client.get("/metrics").status_code == 302
    client.force_login(user)
    assert client.get("/metrics").status_code == 403


def test_an_administrator_reads_the_figures(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert b"tournee_tasks_waiting 0" in client.get("/metrics").content


def test_a_token_opens_the_figures(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "a-secret"
    assert client.get("/metrics", headers={"Authorization": "Bearer a-secret"}).status_code == 200
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 302


def test_no_token_set_means_no_token_opens(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 302


def test_a_label_is_escaped(client: Client, administrator: User) -> None:
    TickRecord.objects.create(name='odd "name"\n', last_finished="2026-01-01T00:00:00Z")
    client.force_login(administrator)
    assert 'work="odd \\"name\\"\\n"' in client.get("/metrics").content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_nothing_is_written_through_these_addresses(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
