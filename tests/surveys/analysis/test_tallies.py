"""Answers counted in the database, with who stands behind them."""

import pytest

from surveys.analysis.findings import as_json, findings, from_json
from surveys.analysis.tallies import Weight, distributions, submitted
from surveys.models import Campaign, Response
from tests.registrations.factories import CompanyFactory
from tests.surveys.factories import AnswerFactory, CampaignFactory, RecipientFactory, ResponseFactory
from tournee.questions.content import read

pytestmark = pytest.mark.django_db

CONTENT = read(
    {
        "sections": [
            {
                "questions": [
                    {
                        "code": "partner",
                        "kind": "single",
                        "label": {"fr": "Avec qui ?", "en": "With whom?"},
                        "settings": {
                            "choices": [{"code": code, "fr": code, "en": code} for code in ("client", "school")]
                        },
                    },
                    {
                        "code": "agree",
                        "kind": "likert",
                        "label": {"fr": "D’accord ?", "en": "Do you agree?"},
                        "settings": {
                            "items": [{"code": "time", "fr": "temps", "en": "time"}],
                            "levels": [{"code": code, "fr": code, "en": code} for code in ("no", "yes")],
                        },
                    },
                    {
                        "code": "staff",
                        "kind": "number",
                        "label": {"fr": "Combien ?", "en": "How many?"},
                        "settings": {"unit": {"fr": "personnes", "en": "people"}},
                    },
                    {"code": "free", "kind": "text", "label": {"fr": "Quoi ?", "en": "What?"}},
                ]
            }
        ]
    }
)


@pytest.fixture
def campaign():
    return CampaignFactory(approved=True)


def answered(campaign: Campaign, *answers: dict, company=None, complete: bool = True) -> Response:
    response = ResponseFactory(
        recipient=RecipientFactory(campaign=campaign),
        company=company,
        submitted_at=campaign.opens_at if complete else None,
    )
    for answer in answers:
        AnswerFactory(response=response, **{"text": "", **answer})
    return response


def responses(campaign: Campaign):
    return submitted(Campaign.objects.filter(pk=campaign.pk))


def test_a_firm_is_one_source_and_each_person_from_none_is_one(campaign):
    firm = CompanyFactory()
    for company in (firm, firm, None, None):
        answered(campaign, {"question": "partner", "choice": "client"}, company=company)

    found = distributions(responses(campaign))["partner"]

    assert found.cells["", "client"] == Weight(answers=4, sources=3, largest=2)
    assert found.whole == Weight(answers=4, sources=3, largest=2)


def test_ticking_two_answers_is_one_respondent(campaign):
    answered(campaign, {"question": "several", "choice": "a"}, {"question": "several", "choice": "b"})

    assert distributions(responses(campaign))["several"].tally.n == 1


def test_what_was_not_submitted_is_not_counted(campaign):
    answered(campaign, {"question": "partner", "choice": "client"}, complete=False)

    assert distributions(responses(campaign)) == {}


def test_numbers_rise_and_texts_keep_their_order(campaign):
    for number, text in ((30, "un"), (4, "deux")):
        answered(campaign, {"question": "staff", "number": number}, {"question": "free", "text": text})

    found = distributions(responses(campaign))

    assert [int(number) for number in found["staff"].tally.numbers] == [4, 30]
    assert found["free"].tally.texts == ("un", "deux")


@pytest.mark.parametrize("count", [1, 3])
def test_counting_takes_the_same_queries_for_any_number(campaign, count, django_assert_num_queries):
    for _number in range(count):
        answered(campaign, {"question": "partner", "choice": "client"}, {"question": "staff", "number": 4})

    with django_assert_num_queries(5):
        distributions(responses(campaign))


def test_findings_say_the_sample_and_survive_being_kept(campaign):
    for number in range(12):
        answered(
            campaign,
            {"question": "partner", "choice": "client" if number < 7 else "school"},
            {"question": "agree", "item": "time", "choice": "yes" if number < 8 else "no"},
            {"question": "staff", "number": number},
            {"question": "free", "text": "mot"},
        )

    found = findings(CONTENT, distributions(responses(campaign)), asked=20)

    assert [finding.code for finding in found] == ["partner", "agree", "staff"]
    assert [(figure.code, figure.count) for figure in found[0].parts[0].figures] == [("client", 7), ("school", 5)]
    assert (found[0].n, found[0].asked, found[0].manner) == (12, 20, "counts")
    assert found[2].middle == "5.5"
    assert [from_json(as_json(finding)) for finding in found] == found


def test_the_middle_of_nine_numbers_is_somebodys_own(campaign):
    for number in range(9):
        answered(campaign, {"question": "staff", "number": number})

    assert findings(CONTENT, distributions(responses(campaign)), asked=9)[2].middle == ""


def test_a_question_that_nobody_answered_says_so(campaign):
    assert findings(CONTENT, {}, asked=20)[0].n == 0
