"""Every address of the product, opened by every role, on its own objects and on others'.

`tests/who_may_open_what.txt` is the table: a line an address, with the roles that may open it on an object of their own
tour (or organisation), and on somebody else's. P public, S signed in with no membership, C co-host, R reader, E editor,
M manager, A administrator; a small letter is told that there is nothing (404), one that is missing is refused or sent
to sign in. `WRITE_ROLES=1 pytest tests/test_every_url.py` writes it anew, to be read line by line in the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from events.models import Membership, Role
from tests.tournee.factories import UserFactory
from tests.world import World
from tournee.api.operations import make_key
from tournee.files.models import StoredFile

TABLE = Path(__file__).parent / "who_may_open_what.txt"
ROLES = "PSCREMA"


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product, French ones where there are two languages."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


ALL = list(patterns())


def is_declared(pattern: URLPattern) -> bool:
    """A view says who may open it by `@opens_to`, an API view by `access`."""
    return hasattr(pattern.callback, "access") or hasattr(getattr(pattern.callback, "cls", None), "access")


@pytest.mark.parametrize("route", [route for route, _pattern in ALL])
def test_every_address_declares_who_may_open_it(route: str) -> None:
    assert is_declared(dict(ALL)[route])


@pytest.fixture
def clients(db: None) -> dict[str, Client]:
    """A browser for each role; nobody belongs to anything yet."""
    found = {}
    for role in ROLES:
        found[role] = Client()
        if role != "P":
            person = UserFactory(is_administrator=role == "A", email=f"{role.lower()}@example.org")
            found[role].force_login(person)
            found[role].person = person
    return found


def letter(role: str, client: Client, address: str, method: str) -> str:
    """The role's letter if the address answers it, small if it says that nothing is there, empty if it refuses."""
    response = client.generic(method, address)
    if response.status_code == 405 and method == "GET":
        response = client.post(address)
    assert response.status_code < 500, f"{method} {address} answered {response.status_code} to {role}"
    if response.status_code == 404:
        return role.lower()
    refused = response.status_code in {401, 403} or "/account/sign-in/?next=" in response.headers.get("location", "")
    return "" if refused else role


def methods(pattern: URLPattern) -> list[str]:
    """The methods to try: those of an API route, GET for a page. The framework adds HEAD once it was asked."""
    return [method.upper() for method in getattr(pattern.callback, "actions", {"get": ""}) if method != "head"]


def fill(route: str, values: dict[str, object]) -> str:
    """The address of `route`: `<slug:tour>` and `(?P<tour>…)` replaced by their values."""
    address = re.sub(
        r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route)
    )
    return "/" + re.sub(r"[\^$\\]", "", address).replace("api/v[0-9]+/", "api/v9/")


@pytest.mark.django_db
def test_every_role_opens_what_the_table_says_and_nothing_else(clients: dict[str, Client]) -> None:
    administrator = clients["A"].person
    mine, others = World(1, administrator), World(2, administrator)
    for short, role in (("R", Role.READER), ("E", Role.EDITOR), ("M", Role.MANAGER)):
        Membership.objects.create(user=clients[short].person, tour=mine.tour, role=role)
    Membership.objects.create(user=clients["C"].person, organisation=mine.organisation, role=Role.REPRESENTATIVE)
    key, _secret = make_key(user=administrator, name="x", scope="read", days=1, actor=administrator)
    file = StoredFile.objects.create(kind="logo", name="x.png", content_type="image/png", size=1, path="none/x")

    seen = {}
    for route, pattern in ALL:
        for method in methods(pattern):
            letters = []
            for world in (mine, others):
                address = fill(route, world.kwargs(route, key, file))
                letters.append("".join(letter(role, clients[role], address, method) for role in ROLES) or "-")
            seen[f"{method} {route}"] = " ".join(letters)

    lines = "\n".join(f"{name:<90} {letters}" for name, letters in sorted(seen.items())) + "\n"
    if os.environ.get("WRITE_ROLES"):
        TABLE.write_text(lines)
    assert lines == TABLE.read_text()


def test_settings_serve_no_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
