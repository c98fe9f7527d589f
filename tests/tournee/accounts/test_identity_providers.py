"""Signing in through an OpenID Connect provider: a real one, small, over HTTP on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import environ
import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from tests.tournee.accounts.conftest import with_app
from tournee.accounts.oidc import providers
from tournee.models import User

pytestmark = pytest.mark.django_db
LOGIN = "/en/account/oidc/chamber/login/"
CALLBACK = "/account/oidc/chamber/login/callback/"


class Provider(ThreadingHTTPServer):
    """Answers as a provider does; `person` is who signs in there."""

    person: dict[str, object]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    """Discovery, token and user information."""

    server: Provider

    def do_GET(self) -> None:
        if self.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": self.server.address,
                    "authorization_endpoint": f"{self.server.address}/authorize",
                    "token_endpoint": f"{self.server.address}/token",
                    "userinfo_endpoint": f"{self.server.address}/userinfo",
                    "jwks_uri": f"{self.server.address}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            assert self.headers["Authorization"] == "Bearer a-token"
            self._say(self.server.person)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        known = sent["code"] == ["a-code"] and sent["client_secret"] == ["a-secret"] and "code_verifier" in sent
        self._say({"access_token": "a-token", "token_type": "Bearer"} if known else {"error": "invalid_grant"})

    def _say(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the library calls it by
        """Say nothing."""


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    environment = environ.Env()
    environment.ENVIRON = {
        "OIDC_PROVIDERS": "chamber",
        "CHAMBER_SERVER_URL": server.address,
        "CHAMBER_CLIENT_ID": "tournee",
        "CHAMBER_CLIENT_SECRET": "a-secret",
        "CHAMBER_NAME": "The Chamber",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(environment)}}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def come_back(client: Client, provider: Provider, **person: object) -> HttpResponse:
    """Sign in at the provider as `person` and come back from it."""
    provider.person = {"sub": "42", **person}
    sent = urlsplit(client.get(LOGIN)["Location"])
    query = parse_qs(sent.query)
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{provider.address}/authorize"
    assert query["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    return client.get(CALLBACK, {"code": "a-code", "state": query["state"][0]})


def test_the_button_shows_only_where_a_provider_is_set(client: Client, request: pytest.FixtureRequest) -> None:
    assert "/account/oidc/" not in client.get("/en/account/sign-in/").content.decode()
    assert client.get(LOGIN).status_code == 404
    request.getfixturevalue("provider")
    page = client.get("/en/account/sign-in/").content.decode()
    assert "Sign in with The Chamber" in page
    assert LOGIN in page


def test_a_verified_address_opens_the_account_that_has_it(client: Client, anna: User, provider: Provider) -> None:
    response = come_back(client, provider, email="anna@example.org", email_verified=True)
    assert response.status_code == 302
    assert client.get("/inside/").content == b"Anna Weaver"
    assert SocialAccount.objects.get().user == anna


def test_once_connected_the_identity_counts_and_no_longer_the_address(
    client: Client, anna: User, provider: Provider
) -> None:
    come_back(client, provider, email="anna@example.org", email_verified=True)
    other = Client()
    come_back(other, provider, email="anna.weaver@elsewhere.example", email_verified=False)
    assert other.get("/inside/").content == b"Anna Weaver"


@pytest.mark.parametrize("verified", [False, "false", None, "no"])
def test_an_address_that_is_not_verified_opens_nothing(
    client: Client, anna: User, provider: Provider, verified: object
) -> None:
    page = come_back(client, provider, email="anna@example.org", email_verified=verified)
    assert "No account for this identity" in page.content.decode() or "Aucun compte" in page.content.decode()
    assert client.get("/inside/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_an_unknown_address_makes_no_account(client: Client, provider: Provider) -> None:
    assert come_back(client, provider, email="new@example.org", email_verified=True).status_code == 200
    assert not User.objects.exists()


def test_the_second_factor_is_asked_for_all_the_same(client: Client, anna: User, provider: Provider) -> None:
    with_app(anna)
    response = come_back(client, provider, email="anna@example.org", email_verified=True)
    assert response["Location"] == "/account/sign-in/second-factor/"
    assert client.get("/inside/").status_code == 302


def test_an_answer_nobody_asked_for_signs_nobody_in(client: Client, anna: User, provider: Provider) -> None:
    provider.person = {"sub": "42", "email": "anna@example.org", "email_verified": True}
    response = client.get(CALLBACK, {"code": "a-code", "state": "made-up"})
    assert response.status_code == 401
    assert client.get("/inside/").status_code == 302


def test_stopping_at_the_provider_leads_back(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.get(LOGIN)["Location"]).query)["state"][0]
    response = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)
    assert response.status_code == 200
    assert "/account/sign-in/" in response.content.decode()


def test_several_providers_are_set_each_with_its_own_variables() -> None:
    environment = environ.Env()
    environment.ENVIRON = {
        "OIDC_PROVIDERS": "oidc,other-one,unset",
        "OIDC_SERVER_URL": "https://one.example/",
        "OIDC_CLIENT_ID": "a",
        "OIDC_CLIENT_SECRET": "b",
        "OTHER_ONE_SERVER_URL": "https://two.example",
        "OTHER_ONE_CLIENT_ID": "c",
        "OTHER_ONE_CLIENT_SECRET": "d",
        "OTHER_ONE_NAME": "Two",
    }
    assert [(app["provider_id"], app["name"]) for app in providers(environment)] == [
        ("oidc", "OpenID Connect"),
        ("other-one", "Two"),
    ]
