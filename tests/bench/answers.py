"""Answering one page of a questionnaire, beside a bare view that writes the same rows in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from events.models import Tour
from surveys.campaigns import links
from surveys.models import Answer, Campaign, Questionnaire, QuestionnaireVersion, Recipient, Response
from tests.bench.posting import Sending, beside_its_floor, rate
from tests.bench.serving import served

REQUESTS = {1: 300, 8: 600}
WARMING_UP = 80
PAGE = {
    "q-first": "client", "q-size": "12", "q-with": ["univ", "peer"], "q-free": "Nous innovons avec nos clients.",
    "q-agree-1": "yes", "q-agree-2": "no", "q-agree-3": "yes",
}  # fmt: skip
ROWS = (
    {"question": "first", "choice": "client"}, {"question": "size", "number": 12},
    {"question": "with", "choice": "univ"}, {"question": "with", "choice": "peer"},
    {"question": "free", "text": "Nous innovons avec nos clients."},
    *({"question": "agree", "item": str(item), "choice": "yes"} for item in (1, 2, 3)),
)  # fmt: skip


def measure_answers(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """At one and at eight clients: the floor and the product, by turns; each request answers for another person."""
    campaign = _campaign()
    with served(environment, first_page="/healthz") as server:
        for sendings in (_real(campaign, WARMING_UP), _bare(campaign, WARMING_UP)):
            rate(server.port, sendings, 8)
        for clients, count in REQUESTS.items():
            yield beside_its_floor(
                server.port,
                clients,
                lambda count=count: _real(campaign, count),
                lambda count=count: _bare(campaign, count),
                what="one page of answers, saved",
                floor_is="bare view writing the same rows in one transaction",
            )


@csrf_exempt
def bare_answer(request: HttpRequest, recipient: int) -> HttpResponse:
    """What anybody would write first: a response and its rows, then a redirect."""
    campaign = Campaign.objects.get(recipients=recipient)
    with transaction.atomic():
        response = Response.objects.create(
            campaign=campaign, version_answered_id=campaign.version_asked_id, recipient_id=recipient, page=1,
            origin="list", unit=campaign.unit, basis=campaign.basis, language="fr",
        )  # fmt: skip
        Answer.objects.bulk_create(Answer(response=response, **row) for row in ROWS)
    return HttpResponseRedirect(f"{request.path}?page=2")


floors = [path("floor/answer/<int:recipient>/", bare_answer)]


def _campaign() -> Campaign:
    tour = Tour.objects.get(slug="mesuree")
    questionnaire = Questionnaire.objects.create(tour=tour, slug="mesure", title_fr="Mesure", title_en="Measure")
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=1, content=_content(), fingerprint="0" * 64
    )
    now = timezone.now()
    return Campaign.objects.create(
        tour=tour, questionnaire=questionnaire, version_asked=version, slug="mesure", title_fr="Mesure",
        state=Campaign.State.APPROVED, basis=Campaign.Basis.LIST, opens_at=now - datetime.timedelta(hours=1),
        closes_at=now + datetime.timedelta(days=1),
    )  # fmt: skip


def _content() -> dict[str, Any]:
    def question(code: str, kind: str, **settings: object) -> dict[str, object]:
        label = {"fr": f"Question {code} ?", "en": f"Question {code}?"}
        return {"code": code, "kind": kind, "label": label, "required": True, "settings": settings}

    def choices(*codes: str) -> list[dict[str, str]]:
        return [{"code": code, "fr": code, "en": code} for code in codes]

    page = [
        question("first", "single", choices=choices("client", "school", "peer")),
        question("size", "number", min=1, max=5000),
        question("with", "multiple", choices=choices("univ", "peer", "client")),
        question("free", "text", long=True),
        question("agree", "likert", items=choices("1", "2", "3"), levels=choices("no", "so", "yes")),
    ]
    title = {"fr": "Page", "en": "Page"}
    sections = [{"title": title, "questions": page}, {"title": title, "questions": [question("last", "text")]}]
    return {"languages": ["fr", "en"], "title": title, "intro": {}, "thanks": {}, "sections": sections}


def _people(campaign: Campaign, count: int) -> list[Recipient]:
    """Recipients who have not answered yet."""
    return Recipient.objects.bulk_create(Recipient(campaign=campaign, origin="list") for _number in range(count))


def _real(campaign: Campaign, count: int) -> list[Sending]:
    return [Sending(f"/q/{links.token_of(recipient)}/?page=1", PAGE) for recipient in _people(campaign, count)]


def _bare(campaign: Campaign, count: int) -> list[Sending]:
    return [Sending(f"/floor/answer/{recipient.pk}/", PAGE) for recipient in _people(campaign, count)]
