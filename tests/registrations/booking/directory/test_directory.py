"""The public directory, as a real server answers: well, slowly, brokenly, with nothing, or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from registrations.booking.directory import asking, http
from registrations.booking.directory.firm import DirectoryFirm, firms_in
from registrations.booking.directory.http import DirectoryDown
from registrations.models import Company, Registration
from tests.events.planning.pages import controls, text_of
from tests.racing import PATIENCE
from tests.registrations.booking.party import form_of, typed

FIRM: dict[str, Any] = {
    "siren": "732829320",
    "nom_complet": "ATELIER  FICTIF",
    "siege": {"libelle_commune": "SAINT-QUENTIN", "code_postal": "02100"},
    "activite_principale": "25.62B",
    "tranche_effectif_salarie": "12",
    "statut_diffusion": "O",
}
READ = DirectoryFirm("732829320", "ATELIER FICTIF", "02100 Saint-Quentin", "20-49", "metal")


class Directory(ThreadingHTTPServer):
    """A server that answers as `says` tells, and counts who asked. Silent or dripping, it is so until it is `over`."""

    daemon_threads = True
    says = "well"
    results: list[Any] = [FIRM]
    asked = 0

    def __init__(self, *where: Any) -> None:
        super().__init__(*where)
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody who hung up is no error here."""


class _Answer(BaseHTTPRequestHandler):
    server: Directory

    def do_GET(self) -> None:
        self.server.asked += 1
        says = self.server.says
        self.send_response(503 if says == "broken" else 200)
        self.end_headers()
        body = json.dumps({"results": self.server.results}).encode()
        if says == "dripping":
            while not self.server.over.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()
        elif says == "silent":
            self.server.over.wait(PATIENCE)
        elif says == "endless":
            body = b" " * (http.LARGEST + 2)
        elif says == "garbled":
            body = b"<html>"
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def directory(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Directory]:
    server = Directory(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.COMPANY_DIRECTORY_URL = f"http://127.0.0.1:{server.server_port}/search"
    settings.COMPANY_DIRECTORY_BY_NAME = True
    monkeypatch.setattr(http, "SECONDS", PATIENCE)  # who answers at all is never too late
    cache.clear()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_firm_is_found_by_its_number_and_asked_for_once(directory: Directory) -> None:
    assert asking.firm_numbered("732829320") == READ
    assert asking.firm_numbered("732829320") == READ
    assert directory.asked == 1


@pytest.mark.parametrize("says", ["broken", "silent", "dripping", "endless", "garbled"])
def test_one_that_is_down_is_said_to_be_and_after_three_times_left_in_peace(
    directory: Directory, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.says = says
    if says in {"silent", "dripping"}:
        monkeypatch.setattr(http, "SECONDS", 0.1)

    for _time in range(asking.FAILURES + 2):
        with pytest.raises(DirectoryDown):
            asking.firm_numbered("732829320")

    assert directory.asked == asking.FAILURES


def test_one_that_nobody_runs_is_down(settings: Any, directory: Directory) -> None:
    settings.COMPANY_DIRECTORY_URL = "http://127.0.0.1:9/"

    with pytest.raises(DirectoryDown):
        asking.firm_numbered("732829320")


def test_one_that_knows_nothing_says_so(directory: Directory) -> None:
    directory.results = []

    assert asking.firm_numbered("732829320") is None
    assert asking.firms_named("atelier") == []


def test_names_are_searched_only_where_an_administrator_wants_it(settings: Any, directory: Directory) -> None:
    assert asking.firms_named("Atelier") == [READ]

    settings.COMPANY_DIRECTORY_BY_NAME = False

    assert asking.firms_named("Atelier") == []


@pytest.mark.parametrize(
    "answer",
    [
        None, [], {"results": None}, {"results": ["x", 1, {}]}, {"results": [{**FIRM, "siren": "1"}]},
        {"results": [{**FIRM, "nom_complet": None}]}, {"results": [{**FIRM, "statut_diffusion": "P"}]},
    ],
)  # fmt: skip
def test_what_is_no_firm_or_is_not_to_be_shown_is_passed_over(answer: Any) -> None:
    assert firms_in(answer) == []


@pytest.mark.parametrize("changed", [{"siege": "x", "activite_principale": 3, "tranche_effectif_salarie": "NN"}])
def test_a_firm_of_which_little_is_known_is_found_with_what_there_is(changed: dict[str, Any]) -> None:
    assert firms_in({"results": [{**FIRM, **changed}]}) == [DirectoryFirm("732829320", "ATELIER FICTIF")]


@pytest.mark.django_db
class TestTheForm:
    def test_it_is_filled_in_by_the_number_and_nothing_else_is_lost(
        self, client: Client, session: Any, directory: Directory
    ) -> None:
        asked = typed(session, firm_name="", firm_number="732 829 320", firm_headcount="", find="1", contact_email="x@")

        form = controls(client.post(form_of(session.stop), asked))

        assert (form["firm_name"], form["firm_headcount"], form["firm_trade"]) == (
            ["ATELIER FICTIF"],
            ["20-49"],
            ["metal"],
        )
        assert (form["firm_number"], form["contact_email"]) == (["732 829 320"], ["x@"])
        assert not Company.objects.exists()

    def test_one_of_several_of_a_name_is_chosen(self, client: Client, session: Any, directory: Directory) -> None:
        shown = client.post(form_of(session.stop), typed(session, firm_name="atelier", find="1"))
        assert 'name="take" value="732829320"' in text_of(shown)

        form = controls(client.post(form_of(session.stop), typed(session, firm_name="atelier", take="732829320")))

        assert (form["firm_name"], form["firm_number"]) == (["ATELIER FICTIF"], ["732829320"])

    @pytest.mark.parametrize("typed_in", [{"firm_number": "12"}, {"take": "x"}, {"firm_name": ""}])
    def test_what_cannot_be_looked_up_is_said(
        self, client: Client, session: Any, directory: Directory, typed_in: dict[str, str]
    ) -> None:
        response = client.post(form_of(session.stop), typed(session, find="1", **typed_in))

        assert response.status_code == 200
        assert directory.asked == 0

    def test_it_works_when_the_directory_is_down(self, client: Client, session: Any, directory: Directory) -> None:
        directory.says = "broken"
        sent = typed(session, firm_number="732829320")

        looked = client.post("/en" + form_of(session.stop), {**sent, "find": "1"})
        client.post(form_of(session.stop), {key: value for key, value in controls(looked).items() if key != "find"})

        assert "The directory does not answer." in text_of(looked)
        assert Registration.objects.get().company.name == "Atelier fictif"

    def test_without_a_directory_there_is_no_button_and_no_page_asks_one(self, client: Client, session: Any) -> None:
        page = client.get(form_of(session.stop))

        assert 'name="find"' not in text_of(page)

    def test_our_own_registrations_are_never_searched(self, client: Client, session: Any, directory: Directory) -> None:
        directory.results = []
        client.post(form_of(session.stop), typed(session, firm_name="Fonderie secrète", firm_number="732829320"))

        looked = client.post(form_of(session.stop), typed(session, firm_name="", firm_number="732829320", find="1"))

        assert "secrète" not in text_of(looked)
