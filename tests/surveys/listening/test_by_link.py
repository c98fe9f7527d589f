"""A facilitator notes by a link: without an account, on a phone, and loses nothing that was typed."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from events.planning.guide.operations import add_prompt
from surveys.listening import operations
from surveys.listening.links import page_of, token_of
from surveys.models import FacilitatorLink, Passage
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, text_of
from tests.surveys.factories import FacilitatorLinkFactory, PassageFactory

pytestmark = pytest.mark.django_db
SAID = {
    "text": "Nous manquons de bras.\r\nPas d’idées.",
    "voice": "gérante d’un atelier, 8 personnes",
    "language": "fr",
}


@pytest.fixture
def link() -> FacilitatorLink:
    stop = StopFactory(published=True, tour__contact_email="equipe@example.org")
    found: FacilitatorLink = FacilitatorLinkFactory(session=SessionFactory(stop=stop))
    return found


def send(client: Client, link: FacilitatorLink, **changed: str):
    return client.post(page_of(link), {**controls(client.get(page_of(link))), **SAID, **changed})


def at(link: FacilitatorLink, name: str, passage: Passage) -> str:
    return reverse(f"session_notes_{name}", args=[token_of(link), passage.public_id])


def test_three_sentences_are_noted_and_shown_below(client: Client, link: FacilitatorLink) -> None:
    for number in range(3):
        answer = send(client, link, text=f"Phrase {number}.")
        assert (answer.status_code, answer["location"]) == (302, f"{page_of(link)}?done=noted")

    page = text_of(client.get(answer["location"]))
    assert page.index("Phrase 2.") < page.index("Phrase 0.")
    assert "gérante d’un atelier" in page
    assert Passage.objects.filter(noted_through=link, session=link.session).count() == 3


def test_the_debate_guide_stands_folded_above_the_form(client: Client, link: FacilitatorLink) -> None:
    assert "<details" not in text_of(client.get(page_of(link)))
    add_prompt(link.session.stop.tour, {"text_fr": "Avec qui ?", "hint_fr": "Un exemple."}, actor=None)

    page = text_of(client.get(page_of(link)))

    assert page.index("Avec qui ?") < page.index("Un exemple.") < page.index("<textarea")


def test_the_page_asks_for_no_cookie_and_is_kept_by_nobody(link: FacilitatorLink) -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.get(page_of(link))
    answer = client.post(page_of(link), SAID, headers={"Origin": "null"})

    assert answer.status_code == 302
    assert not page.cookies
    assert not answer.cookies
    for response in (page, answer):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"


def test_the_limit_is_said_beforehand_and_the_browser_does_not_cut(client: Client, link: FacilitatorLink) -> None:
    page = client.get(page_of(link))

    assert "1\u202f000" in text_of(page)
    assert "maxlength" not in page.content.decode()


def test_a_form_sent_twice_is_one_note(client: Client, link: FacilitatorLink) -> None:
    typed = {**controls(client.get(page_of(link))), **SAID}

    assert {client.post(page_of(link), typed)["location"] for _time in range(2)} == {f"{page_of(link)}?done=noted"}

    assert Passage.objects.count() == 1


def test_other_words_from_the_same_page_are_asked_about_and_then_kept(client: Client, link: FacilitatorLink) -> None:
    typed = {**controls(client.get(page_of(link))), **SAID}
    client.post(page_of(link), typed)

    asked = client.post(page_of(link), {**typed, "text": "Autre chose."})
    client.post(page_of(link), controls(asked))

    assert asked.status_code == 422
    assert [passage.text for passage in Passage.objects.all()][1:] == ["Autre chose."]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"voice": "x" * 161}, "voice"),
        ({"language": "x"}, "language"),
    ],
)
def test_what_is_refused_comes_back_whole_beside_its_field(
    client: Client, link: FacilitatorLink, typed: dict[str, str], field: str
) -> None:
    answer = send(client, link, **typed)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert controls(answer)["text"][0].splitlines() == {**SAID, **typed}["text"].splitlines()
    assert controls(answer)["voice"] == [{**SAID, **typed}["voice"]]
    assert not Passage.objects.exists()


def test_lines_count_as_people_count_them(client: Client, link: FacilitatorLink) -> None:
    assert send(client, link, text="x\r\n" * 499 + "xx").status_code == 302


def test_markup_is_text(client: Client, link: FacilitatorLink) -> None:
    send(client, link, text="<script>alert(1)</script>", voice='"><b>x')

    page = client.get(page_of(link)).content.decode()
    assert "<script>alert" not in page
    assert '"><b>x' not in page
    assert "&lt;script&gt;alert" in page


def test_a_sending_with_a_broken_name_is_still_a_note(client: Client, link: FacilitatorLink) -> None:
    assert send(client, link, submission="x").status_code == 302


def test_a_note_is_corrected_and_withdrawn(client: Client, link: FacilitatorLink) -> None:
    send(client, link)
    passage = Passage.objects.get()

    form = client.get(at(link, "edit", passage))
    changed = client.post(at(link, "edit", passage), {**controls(form), "text": "Mieux dit."})

    assert changed["location"] == f"{page_of(link)}?done=changed"
    assert "Mieux dit." in text_of(client.get(page_of(link)))
    stale = client.post(at(link, "edit", passage), {**controls(form), "text": "Trop tard."})
    assert stale.status_code == 422
    assert "Trop tard." in text_of(stale)
    assert client.get(at(link, "withdraw", passage)).status_code == 200
    passage.refresh_from_db()
    assert passage.withdrawn_at is None
    client.post(at(link, "withdraw", passage))
    assert "Mieux dit." not in text_of(client.get(page_of(link)))
    assert client.get(at(link, "edit", passage)).status_code == 404


def test_a_link_opens_no_note_of_another(client: Client, link: FacilitatorLink) -> None:
    theirs = PassageFactory(session=link.session, stop=link.session.stop, noted_through=FacilitatorLinkFactory())

    assert theirs.text not in text_of(client.get(page_of(link)))
    assert {client.get(at(link, name, theirs)).status_code for name in ("edit", "withdraw")} == {404}
    assert client.post(at(link, "withdraw", theirs)).status_code == 404


@pytest.mark.parametrize("token", ["x", "", "Zm9v~1.abc"])
def test_a_forged_link_opens_nothing_and_shows_what_was_typed(client: Client, token: str) -> None:
    address = reverse("session_notes", args=[token or signed_for_nobody()])

    assert client.get(address).status_code == 404
    answer = client.post(address, SAID)
    assert answer.status_code == 404
    assert "Nous manquons de bras." in text_of(answer)


def signed_for_nobody() -> str:
    return token_of(FacilitatorLink(public_id=uuid.uuid4()))


@pytest.mark.parametrize("revoked", [True, False])
def test_a_link_that_closed_meanwhile_shows_what_was_typed_and_whom_to_ask(
    client: Client, link: FacilitatorLink, revoked: bool
) -> None:
    typed = {**controls(client.get(page_of(link))), **SAID}
    if revoked:
        operations.revoke_link(link, actor=None)
    else:
        past = timezone.now() - datetime.timedelta(days=3)
        FacilitatorLink.objects.update(created_at=past, expires_at=past + datetime.timedelta(days=1))

    answer = client.post(page_of(link), typed)

    assert (client.get(page_of(link)).status_code, answer.status_code) == (410, 410)
    assert "Nous manquons de bras.\nPas d’idées." in text_of(answer).replace("\r\n", "\n")
    assert "equipe@example.org" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert not Passage.objects.exists()


def test_the_page_speaks_english_too(client: Client, link: FacilitatorLink) -> None:
    with translation.override("en"):
        address = page_of(link)
        page = text_of(client.get(address))

    assert address.startswith("/en/notes/")
    assert "What was said" in page
    assert controls(client.get(address))["language"] == ["en"]


def test_search_engines_are_asked_to_stay_away(client: Client) -> None:
    assert "Disallow: /notes/" in client.get("/robots.txt").content.decode()


def test_the_page_asks_as_many_queries_for_one_note_as_for_three(
    client: Client, link: FacilitatorLink, django_assert_num_queries
) -> None:
    PassageFactory(session=link.session, stop=link.session.stop, noted_through=link)
    with django_assert_num_queries(3):
        client.get(page_of(link))
    PassageFactory.create_batch(2, session=link.session, stop=link.session.stop, noted_through=link)
    with django_assert_num_queries(3):
        client.get(page_of(link))
