"""A stop that was held, as its team finds it afterwards: people at the door, answers of every kind, passages."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from events.models import Stop
from registrations.models import Company
from surveys.models import Campaign, Synthesis
from tests.events.factories import StopFactory
from tests.registrations.factories import AttendeeFactory, CheckInFactory, CompanyFactory, RegistrationFactory
from tests.surveys.factories import (
    AnswerFactory,
    CampaignFactory,
    CodingFactory,
    PassageFactory,
    QuestionnaireVersionFactory,
    RecipientFactory,
    ResponseFactory,
    SkillFactory,
    SynthesisFactory,
    SynthesisSectionFactory,
)

DAY = datetime.timedelta(days=1)
WORDS = {"client": "Un client", "supplier": "Un fournisseur", "school": "Une école"}
LEVELS = ("no", "rather-no", "neither", "rather-yes", "yes")


def _both(words: str) -> dict[str, str]:
    return {"fr": words, "en": f"{words} (en)"}


def _choices(*codes: str) -> list[dict[str, str]]:
    return [{"code": code, **_both(WORDS.get(code, code))} for code in codes]


CONTENT: dict[str, Any] = {
    "languages": ["fr", "en"],
    "title": _both("Après l’étape"),
    "sections": [
        {
            "title": _both("Vous"),
            "questions": [
                {"code": "first", "kind": "single", "label": _both("Qui a eu l’idée ?"),
                 "settings": {"choices": _choices("client", "supplier", "school"), "other": True}},
                {"code": "with", "kind": "multiple", "label": _both("Avec qui ?"),
                 "settings": {"choices": _choices("client", "supplier", "school")}},
                {"code": "people", "kind": "number", "label": _both("Combien êtes-vous ?"),
                 "settings": {"unit": {"fr": "salariés", "en": "staff"}}},
                {"code": "agree", "kind": "likert", "label": _both("Êtes-vous d’accord ?"),
                 "settings": {"items": _choices("hire", "fund"), "levels": _choices(*LEVELS)}},
                {"code": "free", "kind": "text", "label": _both("Un mot ?"), "settings": {}},
            ],
        }
    ],
}  # fmt: skip


def came(stop: Stop, people: int, *, firms: int = 0) -> list[Any]:
    """So many people of so many firms (each one’s own by default), noted as present; their attendees."""
    companies = [CompanyFactory() for _ in range(firms or people)]
    attendees = []
    for number in range(people):
        company = companies[number % len(companies)]
        registration = RegistrationFactory(stop=stop, company=company)
        attendee = AttendeeFactory(registration=registration, person__company=company)
        CheckInFactory(attendee=attendee)
        attendees.append(attendee)
    return attendees


def held_stop(people: int = 0, **values: Any) -> Stop:
    """A public stop of June 2019 with so many people present."""
    stop: Stop = StopFactory(held=True, **values)
    if people:
        came(stop, people)
    return stop


def sent(stop: Stop, **values: Any) -> Campaign:
    """A campaign of CONTENT that was sent after `stop`, and is over."""
    over = {"opens_at": timezone.now() - 9 * DAY, "closes_at": timezone.now() - DAY, "invited_at": timezone.now()}
    campaign: Campaign = CampaignFactory(approved=True, stop=stop, tour=stop.tour, **{**over, **values})
    version = QuestionnaireVersionFactory(questionnaire=campaign.questionnaire, number=2, content=CONTENT)
    campaign.version_asked = version
    campaign.save()
    return campaign


def answered(campaign: Campaign, number: int, *, company: Company | None = None, start: int = 0) -> None:
    """So many people, each of a firm of their own, answer all of it; the answers differ in a known manner."""
    for at in range(start, start + number):
        answer(campaign, at, company=company or CompanyFactory())


def answer(campaign: Campaign, at: int, *, company: Company | None = None) -> Any:
    """One person answers all of it."""
    recipient = RecipientFactory(campaign=campaign, invited_at=timezone.now(), company=company)
    response = ResponseFactory(recipient=recipient, company=company, submitted_at=timezone.now())
    blank = {"response": response, "text": ""}
    AnswerFactory(**blank, question="first", choice=("client", "supplier", "client", "school")[at % 4])
    for choice in ("client", "supplier", "school")[: 1 + at % 3]:
        AnswerFactory(**blank, question="with", choice=choice)
    AnswerFactory(**blank, question="people", number=1 + at)
    for item, step in (("hire", 1), ("fund", 3)):
        AnswerFactory(**blank, question="agree", item=item, choice=LEVELS[(at * step) % 3 + (item == "hire")])
    AnswerFactory(response=response, question="free", text=f"Mot numéro {at}.")
    return response


def said(stop: Stop, *counts: int, uncoded: int = 0) -> None:
    """Passages of `stop`: for each count, a skill that so many speak of; and some coded to none."""
    for number, count in enumerate(counts):
        skill = SkillFactory(title_fr=f"Savoir {number}", title_en=f"Knowing {number}", code=f"K{number}")
        for _ in range(count):
            CodingFactory(passage=PassageFactory(stop=stop, tour=stop.tour), skill=skill)
    PassageFactory.create_batch(uncoded, stop=stop, tour=stop.tour)


def started(stop: Stop, *, written: bool = True) -> Synthesis:
    """The synthesis of `stop`, with a written section."""
    synthesis: Synthesis = SynthesisFactory(stop=stop, tour=stop.tour, title_fr="Synthèse d’Albert")
    if written:
        SynthesisSectionFactory(synthesis=synthesis)
    return synthesis
