"""A partner's list is registered by the rule of everybody; what is exported is read again as known."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from registrations.booking.terms.queries import awaiting_approval
from registrations.models import Attendee, FormAnswer, FormQuestion, Registration, Seat, Terms
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.registrations.booking.party import registered
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
HEAD = "Nom;Adresse e-mail;Entreprise;Séances;À savoir;Billet\n"


@pytest.fixture
def session(client: Client) -> Any:
    session = SessionFactory(stop=StopFactory(published=True), capacity=2, title_fr="Atelier bois")
    member(client, session.stop.tour, "editor")
    return session


def page(session: Any, name: str = "registrations_import", *args: str) -> str:
    return reverse(name, args=[session.stop.tour.slug, session.stop.slug, *args])


def preview(client: Client, session: Any, rows: str) -> Any:
    file = SimpleUploadedFile("liste.csv", (HEAD + rows).encode())
    return client.post(page(session), {"file": file}).context["step"]


def imported(client: Client, session: Any, rows: str) -> Any:
    step = preview(client, session, rows)
    if step.upload:
        client.post(page(session), {"upload": str(step.upload.pk), "seen": step.applied.seen})
    return step


def test_rows_of_a_firm_are_one_registration_and_seats_follow_the_rule(client: Client, session: Any) -> None:
    rows = "Ana;ana@example.org;Menuiserie A;Atelier bois;;\nBo;;Menuiserie A;;;\nCy;cy@example.org;;;sans gluten;\n"

    imported(client, session, rows)

    assert list(Registration.objects.order_by("pk").values_list("party", "origin")) == [
        ("firm", "import"), ("person", "import"),
    ]  # fmt: skip
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["confirmed", "confirmed", "waitlisted"]
    assert Attendee.objects.get(person__name="Cy").needs == "sans gluten"
    assert {one.to_address for one in OutboxMessage.objects.all()} == {"ana@example.org", "cy@example.org"}


def test_a_preview_registers_nobody_and_writes_to_nobody(client: Client, session: Any) -> None:
    assert preview(client, session, "Ana;ana@example.org;A;;;\n").applied.new == 1
    assert not Registration.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_the_same_file_twice_changes_nothing_and_one_more_row_adds_one(client: Client, session: Any) -> None:
    rows = "Ana;ana@example.org;A;;;\nBo;;A;;;\n"
    imported(client, session, rows)

    again = imported(client, session, rows)
    more = imported(client, session, rows + "Cy;;A;;;\n")

    assert (again.applied.new, again.applied.unchanged, again.upload) == (0, 2, None)
    assert (more.applied.new, more.applied.unchanged) == (1, 2)
    assert Registration.objects.get().attendees.count() == 3


def test_a_row_added_to_a_full_firm_is_refused(client: Client, session: Any) -> None:
    imported(client, session, "Ana;ana@example.org;A;;;\n")
    Terms.objects.create(stop=session.stop, maximum_per_firm=1)

    step = preview(client, session, "Ana;ana@example.org;A;;;\nBo;;A;;;\n")

    assert len(step.refusals) == 1
    assert step.upload is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Ana;ana@example.org;A;Atelier métal;;\n", "Atelier bois"),
        ("Ana;ana@example.org;A;;;\nBo;ana@example.org;A;;;\n", "adresse"),
        ("Zoé;taken@example.org;A;;;\n", "inscri"),
    ],
)
def test_a_refused_row_says_why_and_nothing_is_written(client: Client, session: Any, rows: str, said: str) -> None:
    registered(session, email="taken@example.org")

    step = preview(client, session, rows)

    assert step.upload is None
    assert said in step.refusals[0].reason
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(("choice", "state"), [({}, "pending"), ({"approval": "confirmed"}, "confirmed")])
def test_where_the_stop_asks_for_approval_the_importer_chooses(
    client: Client, session: Any, choice: dict[str, str], state: str
) -> None:
    Terms.objects.create(stop=session.stop, approval=True)

    step = preview(client, session, "Ana;ana@example.org;A;;;\n")
    assert step.asks is not None
    client.post(page(session), {"upload": str(step.upload.pk), **choice})

    assert Seat.objects.get().state == state
    assert awaiting_approval(session.stop).exists() == (state == "pending")


def test_who_is_added_to_what_was_approved_is_not_said_to_wait(client: Client, session: Any) -> None:
    Terms.objects.create(stop=session.stop, approval=True)

    def said_of(row: str, **choice: str) -> str:
        with translation.override("en"):
            upload = preview(client, session, row).upload
            done = client.post(page(session), {"upload": str(upload.pk), **choice})
        return str(list(get_messages(done.wsgi_request))[-1])

    assert said_of("Ana;ana@example.org;A;;;\n", approval="confirmed") == "1 person is registered."
    assert said_of("Bo;bo@example.org;A;;;\n") == "1 person is registered."
    said = said_of("Cy;cy@example.org;B;;;\n")
    assert said == "1 person is on the list. 1 registration waits for your approval."


def test_a_first_name_beside_the_name_is_joined_and_known_again(client: Client, session: Any) -> None:
    sheet = "Nom;Prénom;Adresse e-mail\nDurand;Marie;marie@example.org\n".encode()
    step = client.post(page(session), {"file": SimpleUploadedFile("l.csv", sheet)}).context["step"]
    client.post(page(session), {"upload": str(step.upload.pk)})
    again = client.post(page(session), {"file": SimpleUploadedFile("l.csv", sheet)}).context["step"]

    assert Attendee.objects.get().person.name == "Marie Durand"
    assert again.applied.unchanged == 1


def test_what_is_exported_is_known_when_it_is_imported(client: Client, session: Any) -> None:
    registered(session, people=2)
    question = FormQuestion.objects.create(
        tour=session.stop.tour, code="repas", kind="text", label_fr="Vous déjeunez ?"
    )
    FormAnswer.objects.create(
        question=question, registration=Registration.objects.get(), value=[{"text": "oui, merci"}]
    )

    content = client.get(page(session, "registrations_export", "csv")).content
    step = client.post(page(session), {"file": SimpleUploadedFile("retour.csv", content)}).context["step"]

    assert "oui, merci" in content.decode()
    assert (step.applied.new, step.applied.unchanged, step.refusals) == (0, 2, [])


def test_it_is_for_the_tours_editors(client: Client, session: Any) -> None:
    co_host(client, session.stop)

    assert client.get(page(session)).status_code == 403


def test_a_stop_that_is_over_says_so(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(held=True))
    member(client, session.stop.tour, "editor")

    assert 'class="notice notice-warning"' in text_of(client.get(page(session)))
