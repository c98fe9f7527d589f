"""Reading what was published: the page, the PDF, the data; never a draft."""

import csv
import hashlib
import io
import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Tour
from surveys.models import Synthesis
from surveys.syntheses.operations import edit_section, publish_edition
from surveys.syntheses.panels import figures
from tests.events.planning.pages import text_of
from tests.surveys.syntheses.held import answered, held_stop, said, sent, started
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def synthesis() -> Synthesis:
    """One that has an edition."""
    stop = held_stop(7)
    answered(sent(stop), 12)
    said(stop, 2, uncoded=1)
    synthesis = started(stop)
    publish_edition(synthesis, actor=None)
    return synthesis


def test_a_visitor_reads_the_newest_edition_in_their_language(client: Client, synthesis: Synthesis) -> None:
    french = text_of(client.get(f"/syntheses/{synthesis.slug}/"))
    english = text_of(client.get(f"/en/syntheses/{synthesis.slug}/"))

    assert "components/forms." in french  # the search box of the page's head
    assert '<article class="document" lang="fr"' in french
    assert '<article class="document" lang="en"' in english
    assert "Qui a eu l’idée ?" in french
    assert "What was answered" in english


def test_the_page_is_the_frozen_html_to_the_letter(client: Client, synthesis: Synthesis) -> None:
    face = synthesis.editions.get().faces.get(language="fr")

    assert face.html in client.get(f"/syntheses/{synthesis.slug}/").content.decode()


def test_the_page_has_one_title_headings_in_order_and_ids_that_are_its_own(
    client: Client, synthesis: Synthesis
) -> None:
    page = client.get(f"/syntheses/{synthesis.slug}/").content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert "style=" not in page.split("<body")[1]


def test_the_page_names_itself_in_both_languages(client: Client, synthesis: Synthesis) -> None:
    page = text_of(client.get(f"/syntheses/{synthesis.slug}/"))

    assert f'hreflang="en" href="http://testserver/en/syntheses/{synthesis.slug}/"' in page.replace(
        "http://localhost:8000", "http://testserver"
    ).replace("https://testserver", "http://testserver")


def test_an_unchanged_page_is_answered_with_304(client: Client, synthesis: Synthesis) -> None:
    first = client.get(f"/syntheses/{synthesis.slug}/")

    assert client.get(f"/syntheses/{synthesis.slug}/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_a_new_edition_takes_the_place_of_the_one_before_which_stays_readable(
    client: Client, synthesis: Synthesis
) -> None:
    client.get(f"/syntheses/{synthesis.slug}/")
    edit_section(synthesis.sections.get(), {"text_fr": "Un texte corrigé."}, expected_version=None, actor=None)
    publish_edition(synthesis, actor=None)

    assert "Un texte corrigé." in text_of(client.get(f"/syntheses/{synthesis.slug}/"))
    former = text_of(client.get(f"/syntheses/{synthesis.slug}/1/"))
    assert "Un texte écrit." in former
    assert "notice-warning" in former


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pdf_is_accessible_and_holds_the_figures(client: Client, synthesis: Synthesis, prefix: str) -> None:
    answer = client.get(f"{prefix}/syntheses/{synthesis.slug}/1.pdf")

    data = answer.content
    assert check_pdf(data) == []
    with Reading(data) as reading:
        heard = " ".join(str(part) for part in spoken(reading))
    assert "7" in heard
    assert "n = 12" in heard.replace("\u202f", " ").replace("\xa0", " ")


def test_files_of_an_edition_are_kept_for_ever(client: Client, synthesis: Synthesis) -> None:
    for name in ("1.pdf", "1.csv"):
        answer = client.get(f"/syntheses/{synthesis.slug}/{name}")
        again = client.get(f"/syntheses/{synthesis.slug}/{name}", HTTP_IF_NONE_MATCH=answer["ETag"])

        assert "immutable" in answer["Cache-Control"]
        assert again.status_code == 304
        assert "Cookie" not in answer.get("Vary", "")


def test_both_languages_have_their_own_pdf(client: Client, synthesis: Synthesis) -> None:
    french = client.get(f"/syntheses/{synthesis.slug}/1.pdf")
    english = client.get(f"/en/syntheses/{synthesis.slug}/1.pdf")

    assert french["ETag"] != english["ETag"]


def test_the_data_are_those_whose_hash_is_shown(client: Client, synthesis: Synthesis) -> None:
    answer = client.get(f"/syntheses/{synthesis.slug}/1.csv")
    edition = synthesis.editions.get()

    assert hashlib.sha256(answer.content).hexdigest() == edition.annex_sha256
    assert edition.annex_sha256 in text_of(client.get(f"/syntheses/{synthesis.slug}/"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {"source": "presence", "question": "present", "count": "7"}.items() <= rows[1].items()


@pytest.mark.parametrize("rest", ["", "1/", "1.pdf", "1.csv"])
def test_a_draft_is_not_there(client: Client, rest: str) -> None:
    synthesis = started(held_stop(2))

    assert client.get(f"/syntheses/{synthesis.slug}/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["2/", "2.pdf", "0.csv", "99999999999999999999.pdf"])
def test_an_edition_that_never_was_is_not_found(client: Client, synthesis: Synthesis, rest: str) -> None:
    assert client.get(f"/syntheses/{synthesis.slug}/{rest}").status_code == 404
    assert client.get(f"/syntheses/no-such/{rest}").status_code == 404


def test_nothing_is_read_of_a_tour_that_is_not_public(client: Client, synthesis: Synthesis) -> None:
    type(synthesis.tour).objects.update(state="draft")

    for rest in ("", "1/", "1.pdf", "1.csv"):
        assert client.get(f"/syntheses/{synthesis.slug}/{rest}").status_code == 404


def test_a_file_that_the_storage_lost_is_not_found(client: Client, synthesis: Synthesis) -> None:
    file = synthesis.editions.get().annex
    StoredFile.objects.filter(pk=file.pk).update(path="00/lost.csv")

    assert client.get(f"/syntheses/{synthesis.slug}/1.csv").status_code == 404


def test_reading_takes_as_many_queries_for_one_edition_as_for_three(
    client: Client,
    synthesis: Synthesis,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in (1, 3):
        while synthesis.last_edition_number < number:
            edit_section(
                synthesis.sections.get(), {"text_fr": f"Le {synthesis.last_edition_number}."},
                expected_version=None, actor=None,
            )  # fmt: skip
            publish_edition(synthesis, actor=None)
        with django_assert_num_queries(5):
            client.get(f"/syntheses/{synthesis.slug}/")


def test_the_public_page_of_the_stop_says_what_came_of_it(client: Client, synthesis: Synthesis) -> None:
    stop = synthesis.stop
    page = text_of(client.get(reverse("stop", args=[stop.tour.slug, stop.slug])))

    assert f"/syntheses/{synthesis.slug}/" in page
    assert "12" in page.split(f"/syntheses/{synthesis.slug}/")[0][-900:]


def test_a_stop_without_an_edition_says_nothing_of_it(client: Client) -> None:
    stop = started(held_stop(3)).stop

    assert "/syntheses/" not in text_of(client.get(reverse("stop", args=[stop.tour.slug, stop.slug])))


def test_the_tour_page_counts_the_answers_of_closed_campaigns(client: Client, synthesis: Synthesis) -> None:
    type(synthesis.tour).objects.update(starts_on="2019-06-01", ends_on="2019-10-30")

    page = text_of(client.get(reverse("tour", args=[synthesis.tour.slug])))

    (figure,) = figures(Tour.objects.get())
    assert (figure.value, "12" in figure.sample) == ("12", True)
    assert str(figure.label) in page


def spoken(reading: Reading) -> list[str]:
    """All that is heard of the document."""
    return [mark.text for page in reading.contents for mark in page.marks if mark.kind == "tagged"]
