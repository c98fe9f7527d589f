"""A campaign with two pages of questions of four types, open or not, and somebody who is asked."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from surveys.campaigns import links
from surveys.models import Campaign, Recipient
from tests.surveys.factories import CampaignFactory, QuestionnaireVersionFactory, RecipientFactory

HOUR = datetime.timedelta(hours=1)

CONTENT: dict[str, Any] = {
    "languages": ["fr", "en"],
    "title": {"fr": "Innover, avec qui ?", "en": "Innovate, with whom?"},
    "intro": {"fr": "Deux pages.", "en": "Two pages."},
    "thanks": {"fr": "Une synthèse sera publiée.", "en": "A synthesis will be published."},
    "sections": [
        {
            "title": {"fr": "Votre entreprise", "en": "Your firm"},
            "questions": [
                {
                    "code": "first", "kind": "single", "required": True,
                    "label": {"fr": "Qui a eu l’idée ?", "en": "Who had the idea?"},
                    "settings": {"choices": [{"code": "client", "fr": "Un client", "en": "A customer"},
                                             {"code": "school", "fr": "Une école", "en": "A school"}]},
                },
                {
                    "code": "people", "kind": "number", "label": {"fr": "Effectif", "en": "Headcount"},
                    "settings": {"min": 1, "max": 5000},
                },
            ],
        },
        {
            "title": {"fr": "La suite", "en": "What next"},
            "questions": [
                {
                    "code": "with", "kind": "multiple", "label": {"fr": "Avec qui ?", "en": "With whom?"},
                    "settings": {"choices": [{"code": "univ", "fr": "Université", "en": "University"},
                                             {"code": "peer", "fr": "Confrères", "en": "Peers"}]},
                },
                {"code": "free", "kind": "text", "label": {"fr": "Un mot ?", "en": "A word?"}, "settings": {}},
            ],
        },
    ],
}  # fmt: skip
PAGE_1 = {"q-first": "client", "q-people": "12"}
PAGE_2 = {"q-with": ["univ", "peer"], "q-free": "Rien."}


def open_campaign(**values: Any) -> Campaign:
    """An approved campaign of CONTENT, open since an hour and for a day more."""
    now = timezone.now()
    state = values.pop("state", Campaign.State.APPROVED)
    moments = {"opens_at": now - HOUR, "closes_at": now + 24 * HOUR}
    campaign: Campaign = CampaignFactory(**{**moments, **values})
    number = campaign.questionnaire.versions.count() + 1
    campaign.version_asked = QuestionnaireVersionFactory(
        questionnaire=campaign.questionnaire, number=number, content=CONTENT
    )
    campaign.state = state
    campaign.save()
    return campaign


def ask(campaign: Campaign | None = None, **values: Any) -> Recipient:
    """Somebody who is asked by an open campaign."""
    recipient: Recipient = RecipientFactory(campaign=campaign or open_campaign(), invited_at=timezone.now(), **values)
    return recipient


def address(recipient: Recipient, page: int = 0, *, language: str = "fr") -> str:
    """Their questionnaire."""
    prefix = "/en" if language == "en" else ""
    return f"{prefix}/q/{links.token_of(recipient)}/" + (f"?page={page}" if page else "")


def answer_all(client: Client, recipient: Recipient) -> None:
    """Answer both pages."""
    assert client.post(address(recipient, 1), PAGE_1).status_code == 302
    assert client.post(address(recipient, 2), PAGE_2).status_code == 302
