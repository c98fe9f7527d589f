"""Every address of the product, opened by every role, on its own objects and on others'.

`tests/who_may_open_what.txt` is the table: a line an address, with the roles that may open it on an object of their own
tour (or organisation), and on somebody else's. P public, S signed in with no membership, C co-host, R reader, E editor,
M manager, A administrator; a small letter is told that there is nothing (404), one that is missing is refused or sent
to sign in. `WRITE_ROLES=1 pytest -n0 tests/test_every_url.py` writes it anew, to be read line by line in the diff.

Every role asks for every address. Who belongs to neither tour asks in one of them alone: they are made alike. Nobody
asks twice for one address. Whoever is refused, by whatever it may be, is refused by the whole product; so are the
least and the most entitled of those who are let in let in by all of it, and the most entitled see the page drawn. For
those between these two, `@opens_to` is asked and the page itself is left out: it takes nine tenths of the time. An
address of the API is walked whole by every role.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator

from events.models import Membership, Role
from tests.tournee.factories import UserFactory
from tests.world import World
from tournee.api.operations import make_key
from tournee.files.models import StoredFile
from tournee.web import access

TABLE = Path(__file__).parent / "who_may_open_what.txt"
ROLES = "PSCREMA"
OF_ONE_TOUR = "CREM"  # the others belong to neither of two tours that are made alike: they ask for one of them
WRITING = bool(os.environ.get("WRITE_ROLES"))
# The parts of the product by the beginning of their routes, the last for the rest: a test each, for workers to share.
PARTS = ("api/", "workspace/tours/", "workspace/", "")


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


def test_every_address_declares_who_may_open_it() -> None:
    assert len(ALL) > 500
    assert [route for route, pattern in ALL if not is_declared(pattern)] == []


@pytest.fixture
def clients(db: None, settings: Any) -> dict[str, Client]:
    """A browser for each role; nobody belongs to anything yet. Sessions are read from the cache, which is quicker."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
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


def rows(part: str) -> list[tuple[str, str]]:
    """The name in the table and the method of every address of a part of the product."""
    return [
        (f"{method} {route}".strip(), method)
        for route, pattern in ALL
        if next(each for each in PARTS if route.removeprefix("^").startswith(each)) == part
        for method in methods(pattern)
    ]


def table() -> dict[str, str]:
    """The letters of every line of the table, by the line's name."""
    lines = [line.rsplit(" ", 2) for line in TABLE.read_text().splitlines()]
    return {name.strip(): f"{mine} {others}" for name, mine, others in lines}


@dataclass
class Stage:
    """How much of a page is seen: whether its view is called at all, and whether its templates are rendered."""

    shown: bool = True
    drawn: bool = True

    def show(self, roles: str, role: str, *, draws: bool) -> None:
        """Set it for one `role` where the table says that `roles` are let in."""
        let_in = [each for each in ROLES if each in roles]
        self.shown = role not in let_in[1:-1]
        self.drawn = draws and role in let_in[-1:]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage on which every page appears from now on."""
    stage, show, draw = Stage(), access._show, Template._render

    def show_or_not(view: access.View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return show(view, request, *args, **kwargs) if stage.shown else HttpResponse()

    def draw_or_not(template: Template, context: Context) -> str:
        return draw(template, context) if stage.drawn else ""

    describe = SchemaGenerator.get_schema
    described = lru_cache(maxsize=1)(lambda: describe(SchemaGenerator(), public=True))
    monkeypatch.setattr(SchemaGenerator, "get_schema", lambda _generator, **_how: described())  # it takes a second
    monkeypatch.setattr(access, "_show", show_or_not)
    monkeypatch.setattr(Template, "_render", draw_or_not)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # it tells every refusal, at length
    return stage


@pytest.mark.django_db
@pytest.mark.parametrize("part", [pytest.param(part, marks=pytest.mark.xdist_group(f"/{part}")) for part in PARTS])
def test_every_role_opens_what_the_table_says_and_nothing_else(
    part: str, clients: dict[str, Client], stage: Stage
) -> None:
    administrator = clients["A"].person
    mine, others = World(1, administrator), World(2, administrator)
    for short, role in (("R", Role.READER), ("E", Role.EDITOR), ("M", Role.MANAGER)):
        Membership.objects.create(user=clients[short].person, tour=mine.tour, role=role)
    Membership.objects.create(user=clients["C"].person, organisation=mine.organisation, role=Role.REPRESENTATIVE)
    key, _secret = make_key(user=administrator, name="x", scope="read", days=1, actor=administrator)
    file = StoredFile.objects.create(kind="logo", name="x.png", content_type="image/png", size=1, path="none/x")

    said, seen = table(), {}
    for name, method in rows(part):
        route = name.removeprefix(method).strip()
        expected = said.get(name, "- -") if not WRITING else "- -"
        found: list[str] = []
        answers: dict[tuple[str, str], str] = {}
        for world, roles in zip((mine, others), expected.split(), strict=True):
            address, letters = fill(route, world.kwargs(route, key, file)), ""
            for role in ROLES:
                asked = (role, address if role in OF_ONE_TOUR else "")
                if asked not in answers:
                    stage.show(roles, role, draws=world is mine)
                    answers[asked] = letter(role, clients[role], address, method)
                letters += answers[asked]
            found.append(letters or "-")
        seen[name] = " ".join(found)

    if WRITING:
        said |= seen
        write(said)
    wrong = [f"{name:<90} {letters}" for name, letters in seen.items() if said.get(name) != letters]
    assert wrong == [], "the table says otherwise"


def write(letters: dict[str, str]) -> None:
    """Write the table, without the addresses that are no longer."""
    known = {name for part in PARTS for name, _method in rows(part)}
    lines = [f"{name:<90} {letters}" for name, letters in sorted(letters.items()) if name in known]
    TABLE.write_text("\n".join(lines) + "\n")


def test_the_table_has_no_line_of_an_address_that_is_no_longer() -> None:
    assert set(table()) - {name for part in PARTS for name, _method in rows(part)} == set()


def test_settings_serve_no_admin() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
