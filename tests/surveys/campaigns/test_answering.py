"""Answering by one's own link: a page at a time, resumable, in either language, and nothing lost."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from surveys.campaigns.errors import AnswerRefused
from surveys.campaigns.operations import save_page
from surveys.models import Answer, Campaign, Response
from tests.events.planning.pages import text_of
from tests.surveys.campaigns.asked import HOUR, PAGE_1, PAGE_2, address, answer_all, ask, open_campaign
from tournee.questions.tally import Row

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[str, str, Decimal | None, str]]:
    rows = Answer.objects.order_by("question", "choice")
    return [(row.question, row.choice, row.number, row.text) for row in rows]


def test_the_link_opens_the_first_page_with_its_introduction(client: Client) -> None:
    page = client.get(address(ask()))

    text = text_of(page)
    assert page.status_code == 200
    assert page.context["progress"] in text
    assert "Deux pages." in text
    assert "Qui a eu l’idée ?" in text


def test_the_page_is_for_one_reader(client: Client) -> None:
    page = client.get(address(ask()))

    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert "csrftoken" not in page.cookies


def test_a_page_is_saved_before_the_next_is_shown(client: Client) -> None:
    recipient = ask()

    answer = client.post(address(recipient, 1), PAGE_1)

    assert (answer.status_code, answer["Location"]) == (302, address(recipient, 2))
    assert stored() == [("first", "client", None, ""), ("people", "", Decimal(12), "")]
    response = Response.objects.get()
    assert (response.page, response.submitted_at, response.language) == (1, None, "fr")


def test_coming_back_opens_the_first_page_not_answered_yet(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    assert "Avec qui ?" in text_of(client.get(address(recipient)))


def test_going_back_shows_what_was_answered(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    back = client.post(address(recipient, 2), {**PAGE_2, "go": "back"})
    page = client.get(back["Location"])

    assert back["Location"] == address(recipient, 1)
    assert 'value="12"' in page.content.decode()
    assert 'value="client"' in page.content.decode().split("checked")[0][-200:]
    assert ("free", "", None, "Rien.") in stored()
    assert Response.objects.get().page == 1


def test_going_back_keeps_what_nothing_is_wrong_with(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    client.post(address(recipient, 2), {"q-with": ["elsewhere"], "q-free": "Un mot", "go": "back"})

    assert [row for row in stored() if row[0] in {"with", "free"}] == [("free", "", None, "Un mot")]


def test_the_language_changes_in_the_middle_and_keeps_what_is_on_the_page(client: Client) -> None:
    recipient = ask()

    switch = client.post(address(recipient, 1), {**PAGE_1, "go": "language"})
    page = client.get(switch["Location"])

    assert switch["Location"] == address(recipient, 1, language="en")
    assert "Who had the idea?" in text_of(page)
    assert 'value="12"' in page.content.decode()


def test_no_link_leads_to_the_other_language_past_what_was_ticked(client: Client) -> None:
    assert 'class="language"' not in client.get(address(ask())).content.decode()


def test_a_questionnaire_in_one_language_is_asked_in_it_whatever_the_page(client: Client) -> None:
    recipient = ask()
    version = recipient.campaign.version_asked
    version.content = {**version.content, "languages": ["fr"]}
    version.save()

    page = text_of(client.get(address(recipient, language="en")))

    assert "Qui a eu l’idée ?" in page
    assert "go on in" not in page


def test_the_last_page_submits_and_says_what_becomes_of_the_answers(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    sent = client.post(address(recipient, 2), PAGE_2)
    thanks = text_of(client.get(sent["Location"]))

    assert sent["Location"] == address(recipient)
    assert Response.objects.get().submitted_at
    assert "Une synthèse sera publiée." in thanks
    assert f"/tours/{recipient.campaign.tour.slug}/" in thanks


def test_a_response_keeps_its_campaigns_unit_basis_and_why_they_were_asked(client: Client) -> None:
    recipient = ask()
    answer_all(client, recipient)

    response = Response.objects.get()
    assert (response.unit, response.basis, response.origin) == ("person", "present", "list")


def test_a_required_question_is_said_beside_it_and_nothing_typed_is_lost(client: Client) -> None:
    page = client.post(address(ask(), 1), {"q-people": "9999"})

    text = text_of(page)
    assert page.status_code == 422
    assert 'id="id_q-first_error"' in text
    assert 'value="9999"' in text
    assert not Response.objects.exists()


def test_an_answer_outside_the_choices_is_refused(client: Client) -> None:
    page = client.post(address(ask(), 1), {"q-first": "nobody"})

    assert page.status_code == 422
    assert not Answer.objects.exists()


def test_a_page_sent_twice_is_kept_once(client: Client) -> None:
    recipient = ask()
    for _time in range(2):
        assert client.post(address(recipient, 1), PAGE_1).status_code == 302

    assert len(stored()) == 2


def test_a_choice_sent_twice_is_kept_once(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    assert client.post(address(recipient, 2), {"q-with": ["univ", "univ"]}).status_code == 302
    assert [choice for code, choice, *_rest in stored() if code == "with"] == ["univ"]


def test_the_last_page_sent_twice_thanks_twice(client: Client) -> None:
    recipient = ask()
    answer_all(client, recipient)
    again = client.post(address(recipient, 2), {"q-free": "Autre chose"})

    assert again["Location"] == address(recipient)
    assert ("free", "", None, "Rien.") in stored()


def test_a_page_further_than_the_first_unanswered_cannot_be_sent(client: Client) -> None:
    recipient = ask()

    early = client.post(address(recipient, 2), PAGE_2)

    assert early["Location"] == address(recipient, 1)
    assert not Response.objects.exists()


@pytest.mark.parametrize("page", ["99", "0", "-1", "x", "9" * 40, "²"])
def test_an_odd_page_is_one_that_is_there(client: Client, page: str) -> None:
    assert client.get(f"{address(ask())}?page={page}").status_code == 200


def test_a_closed_questionnaire_says_so_and_keeps_what_was_typed_on_the_page(client: Client) -> None:
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)
    Campaign.objects.update(closes_at=timezone.now() - HOUR / 2)

    refused = client.post(address(recipient, 2), PAGE_2)

    assert refused.status_code == 422
    assert 'value="Rien."' in refused.content.decode()
    assert len(stored()) == 2
    assert refused.context["form"].has_error("__all__", "closed")
    assert client.get(address(recipient)).templates[0].name == "surveys/campaigns/said.html"


def test_a_questionnaire_that_is_not_open_yet_says_when(client: Client) -> None:
    recipient = ask(open_campaign(opens_at=timezone.now() + HOUR))

    page = client.get(address(recipient))

    assert (page.status_code, "form" in page.context) == (200, False)
    assert client.post(address(recipient, 1), PAGE_1).status_code == 422


def test_a_stopped_campaign_takes_no_answer() -> None:
    recipient = ask(open_campaign(state="stopped"))

    with pytest.raises(AnswerRefused) as refused:
        save_page(recipient, 1, {"first": [Row(choice="client")]}, language="fr")
    assert refused.value.code == "closed"


@pytest.mark.parametrize("token", ["x", "AAAA~1.forged"])
def test_a_forged_link_is_told_what_to_do(client: Client, token: str) -> None:
    page = client.get(f"/q/{token}/")

    assert page.status_code == 404
    assert page.context["sentences"]
    assert client.post(f"/q/{token}/no-reminder/").status_code == 404


def test_the_link_of_somebody_erased_opens_nothing(client: Client) -> None:
    recipient = ask(erased_at=timezone.now())

    assert client.get(address(recipient)).status_code == 404


def test_no_reminder_is_wanted_by_one_button(client: Client) -> None:
    recipient = ask(open_campaign(reminds_at=timezone.now() + HOUR))
    page = client.get(address(recipient))
    url = page.context["no_reminder_url"]

    client.get(url)
    recipient.refresh_from_db()
    assert recipient.opted_out_at is None
    assert client.post(url).status_code == 302
    recipient.refresh_from_db()
    assert recipient.opted_out_at
    assert client.post(address(recipient, 1), PAGE_1).status_code == 302


def test_reading_a_page_takes_two_queries(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    recipient = ask()
    client.post(address(recipient, 1), PAGE_1)

    for page in (1, 2):
        with django_assert_num_queries(2):
            client.get(address(recipient, page))
