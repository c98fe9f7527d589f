"""The points of an evening page in two languages, and what is set right of what people type."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from rest_framework.test import APIClient

from events.models import Stop
from registrations.evening import operations
from registrations.evening.document import evening_document, slides
from registrations.evening.forms import EveningForm
from registrations.evening.letters import letter_in
from registrations.evening.panels import said_that_evening
from registrations.evening.points import Point, places_of, points_of
from registrations.evening.queries import figures_of, page_of
from registrations.evening.warnings import before_it_goes, reads_like_a_name
from registrations.evening.words import came_in_words
from registrations.models import EveningPage
from tournee.documents.blocks import OrderedList
from tournee.documents.document import Document
from tournee.documents.inline import InLanguage
from tournee.models import User

pytestmark = pytest.mark.django_db
# The second point is in French only, the fourth in English only.
POINTS = {"points_fr": "Un.\nDeux.\nTrois.", "points_en": "One.\n\nThree.\nFour."}
TYPED = {
    "point_1_fr": "Un.", "point_2_fr": "Deux.", "point_3_fr": "Trois.",
    "point_1_en": "One.", "point_3_en": "Three.", "point_4_en": "Four.",
}  # fmt: skip
IN_ENGLISH = [Point("One.", ""), Point("Deux.", "fr"), Point("Three.", ""), Point("Four.", "")]


@pytest.fixture
def page(stop: Stop, editor: User) -> EveningPage:
    written = operations.write_page(stop, POINTS, expected_version=None, actor=editor)
    written.figures = figures_of(stop)
    return written


def listed(document: Document) -> tuple[object, ...]:
    (points,) = [block for block in document.blocks if isinstance(block, OrderedList)]
    return points.items


def test_a_point_in_one_language_keeps_its_place_among_those_of_the_other(page: EveningPage) -> None:
    with override("en"):
        assert points_of(page) == IN_ENGLISH
    with override("fr"):
        assert [one.text for one in points_of(page)] == ["Un.", "Deux.", "Trois.", "Four."]
        assert [one.language for one in points_of(page)] == ["", "", "", "en"]


def test_paper_slides_letter_and_public_page_say_every_point_in_the_language_that_it_has(
    page: EveningPage, stop: Stop, editor: User
) -> None:
    operations.approve_page(page, actor=editor)
    page = page_of(stop)
    shown = ("One.", (InLanguage("Deux.", "fr"),), "Three.", "Four.")
    letter = letter_in(page, "en")
    with override("en"):
        panel = said_that_evening(stop)

    assert listed(evening_document(page, "en")) == listed(slides(stop.tour, [page], "en")) == shown
    assert '<li>One.</li><li lang="fr">Deux.</li><li>Three.</li>' in letter.html
    assert "2. Deux." in letter.text
    assert panel is not None
    assert panel.context["points"] == IN_ENGLISH


def test_the_workspace_marks_the_language_and_says_before_it_goes_what_is_not_translated(
    client: Client, page: EveningPage, editor: User
) -> None:
    client.force_login(editor)
    with override("en"):
        address = reverse("evening", args=[page.stop.tour.slug, page.stop.slug])
        said = before_it_goes(page)

    assert '<li lang="fr">Deux.</li>' in client.get(address).content.decode()
    assert said == [
        "1 point is in French only: the English page and e-mails show it in French.",
        "1 point is in English only: the French page and e-mails show it in English.",
    ]


def test_the_form_keeps_and_shows_each_point_under_its_number(page: EveningPage) -> None:
    form = EveningForm({**TYPED, "language_1": "fr", "language_2": "fr", "version": page.version}, instance=page)
    shown = EveningForm(instance=page)

    assert form.is_valid()
    assert {name: form.values[name] for name in POINTS} == POINTS
    assert {name: shown[name].value() for name in shown.fields if name.startswith("point") and shown[name].value()} == (
        TYPED
    )


def test_a_program_keeps_the_place_of_a_point_by_an_empty_line(page: EveningPage, editor: User) -> None:
    api = APIClient()
    api.force_authenticate(editor)
    sent = {"points_en": "\nTwo."}
    answer = api.patch(f"/api/v1/evening-pages/{page.pk}/", sent, format="json", headers={"If-Match": "*"})

    assert answer.json()["points_en"] == "\nTwo."
    with override("en"):
        assert [one.text for one in points_of(page_of(page.stop))] == ["Un.", "Two.", "Trois."]


def test_lines_set_apart_by_empty_ones_are_points_all_the_same() -> None:
    assert places_of("a\n\nb\n\nc\n\nd\n") == ["a", "b", "c", "d"]


def test_what_was_typed_is_kept_as_it_is_printed(stop: Stop, editor: User) -> None:
    quotes = [{"text": "« On apprend à l'atelier »", "by": "chef d'une menuiserie", "language": "fr"}]
    typed = {
        "points_fr": "L'école est loin.",
        "points_en": "We don't know.",
        "next_fr": "Rien d'autre.",
        "quotes": quotes,
    }
    page = operations.write_page(stop, typed, expected_version=None, actor=editor)

    assert (page.points_fr, page.points_en, page.next_fr) == ("L’école est loin.", "We don’t know.", "Rien d’autre.")
    assert page.quotes == [{"text": "On apprend à l’atelier", "by": "chef d’une menuiserie", "language": "fr"}]


@pytest.mark.parametrize(
    ("role", "named"),
    [
        ("Mme Durand", True), ("M. Le Goff", True), ("Mr Smith, joiner", True), ("Mrs. Jones", True), ("Ms Lee", True),
        ("menuisière, 8 personnes", False), ("Mme la maire", False), ("M. l’adjoint", False),
        ("atelier de 12 m.", False),
    ],
)  # fmt: skip
def test_a_role_that_reads_like_a_name_is_noticed(role: str, named: bool) -> None:
    assert reads_like_a_name(role) is named


def test_a_name_is_doubted_beside_its_field_and_refused_nowhere(stop: Stop, editor: User) -> None:
    quotes = [{"text": "On apprend.", "by": "Mme Durand", "language": "fr"}]
    page = operations.write_page(stop, {**POINTS, "quotes": quotes}, expected_version=None, actor=editor)
    with override("en"):
        form = EveningForm(instance=page)
        assert "reads like somebody’s name" in str(form.fields["by_1"].help_text)
        assert "reads like" not in str(form.fields["by_2"].help_text)
        assert any("“Mme Durand” reads like" in said for said in before_it_goes(page))


@pytest.mark.parametrize(
    ("present", "companies", "said"),
    [
        (0, 0, "Nobody was noted as here."),
        (1, 0, "1 person came."),
        (1, 1, "1 person came, from 1 company."),
        (1200, 8, "1,200 people came, from 8 companies."),
    ],
)
def test_who_came_is_said_in_one_sentence(present: int, companies: int, said: str) -> None:
    with override("en"):
        assert came_in_words({"present": present, "companies": companies}) == said
