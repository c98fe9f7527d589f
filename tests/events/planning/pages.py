"""Filling in a page's form as a browser would: what the page holds is sent back, with what the person changed."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from events.models import Membership, Stop, Tour
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory
from tests.tournee.factories import UserFactory
from tournee.models import User


class FormReader(HTMLParser):
    """The successful controls of every form that posts, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._posting = self._text = False
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posting = not {"form", "confirm"}.isdisjoint(a.get("class", "").split())
        if not self._posting:
            return
        name = a.get("name", "")
        if tag == "input" and name and a.get("type") != "file":
            box = a.get("type") in {"checkbox", "radio"}
            if not box or "checked" in a:
                self.data.setdefault(name, []).append(a.get("value", "on" if box else ""))
        elif tag == "select":
            self._name = name
        elif tag == "option" and self._name not in self.data:
            self.data[self._name] = [a.get("value", "")]  # a browser sends the first one where none is selected
        elif tag == "option" and "selected" in a:
            self.data[self._name] = [a.get("value", "")]
        elif tag == "textarea":
            self._name, self._text = name, True
            self.data[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._text and self._posting:
            self.data[self._name][0] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = False
        if tag == "form":
            self._posting = False


def controls(response: HttpResponse) -> dict[str, list[str]]:
    """What the page's form would send untouched."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.data


def send(client: Client, url: str, **changed: Any) -> HttpResponse:
    """Open the page at `url`, change some fields, send it; the answer to the sending.

    Where it first shows who is told, that is sent on as it is.
    """
    answer = look(client, url, **changed)
    return client.post(url, controls(answer)) if "seen" in controls(answer) else answer


def look(client: Client, url: str, **changed: Any) -> HttpResponse:
    """The same as far as the first answer: who is told, if anybody is."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    return client.post(url, {**controls(page), **changed})


def text_of(response: HttpResponse) -> str:
    """The page's source with its entities resolved."""
    return unescape(response.content.decode())


def error_beside(field: str) -> str:
    """What a page holds where something is wrong with `field`."""
    return f'id="id_{field}_error"'


def member(client: Client, tour: Tour, role: str = "manager") -> User:
    """Somebody in the tour's team, signed in."""
    membership: Membership = MembershipFactory(tour=tour, role=role)
    client.force_login(membership.user)
    return membership.user


def co_host(client: Client, stop: Stop) -> User:
    """A representative of an organisation that co-hosts the stop, signed in."""
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=stop)
    user: User = UserFactory()
    MembershipFactory(user=user, tour=None, organisation=organisation, role="representative")
    client.force_login(user)
    return user
