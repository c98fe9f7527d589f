"""The administrator's page on background work."""

import pytest
from django.test import Client
from django.urls import reverse

from tournee.jobs.due import due_work
from tournee.jobs.models import TickRecord
from tournee.jobs.operations import tick
from tournee.jobs.upkeep import beat
from tournee.models import User

pytestmark = pytest.mark.page


@pytest.fixture
def client(administrator: User) -> Client:
    """A browser in which the administrator is signed in."""
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_it_lists_all_due_work_before_the_first_tick(client: Client) -> None:
    page = client.get(reverse("jobs")).text
    assert all(work.name in page for work in due_work)
    assert "manage.py worker" in page  # no worker: how to start one


def test_it_shows_what_failed(client: Client) -> None:
    tick()
    beat("worker")
    TickRecord.objects.filter(name="mail.send").update(last_error="OSError: <no route>")
    page = client.get(reverse("jobs")).text
    assert "OSError: &lt;no route&gt;" in page
    assert "manage.py worker" not in page


def test_it_is_for_the_administrator(user: User) -> None:
    client = Client()
    assert client.get(reverse("jobs")).status_code == 302
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("jobs")).status_code == 403
