"""Up, ready, and how it is doing."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tournee.jobs.upkeep import beat
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
    assert response.json().items() >= {"ready": True, "database": "ok", "migrations": "ok", "queue": "ok"}.items()


def test_it_is_ready_without_a_worker_and_says_so(client: Client) -> None:
    said = client.get("/readyz").json()
    assert (said["ready"], said["worker"], said["workers"], said["last_tick_seconds"]) == (True, "none seen", 0, None)


@pytest.mark.parametrize(("seconds", "worker"), [(30, "ok"), (700, "late")])
def test_it_says_how_long_ago_the_worker_ticked(client: Client, seconds: int, worker: str) -> None:
    beat("worker")
    ago = timezone.now() - datetime.timedelta(seconds=seconds)
    TickRecord.objects.create(name="mail.send", last_started=ago)
    said = client.get("/readyz").json()
    assert (said["ready"], said["worker"], said["workers"]) == (True, worker, 1)
    assert seconds <= said["last_tick_seconds"] < seconds + 30


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_machines_call_by_number_and_without_tls(client: Client, settings: Settings, address: str) -> None:
    settings.METRICS_TOKEN = "a-secret"
    settings.ALLOWED_HOSTS = ["tour.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    bearing = {"Host": "10.0.0.7:8000", "Authorization": "Bearer a-secret"}
    assert client.get(address, headers=bearing).status_code == 200
    assert client.get("/", headers=bearing).status_code == 400


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
