"""A stop's synthesis composed: read from the database, and written as a page and as a PDF in one language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from events.models import Stop
from registrations.models import Attendee, CheckIn, Company, Person, Registration
from surveys.models import (
    Answer,
    Campaign,
    Coding,
    FrameworkVersion,
    Passage,
    Questionnaire,
    QuestionnaireVersion,
    Recipient,
    Response,
    Skill,
    SkillsFramework,
    Synthesis,
)
from tests.bench.timing import best

PEOPLE, ANSWERS, QUESTIONS, PASSAGES = 40, 30, 10, 20
AIM = 0.5  # seconds
CHOICES = ("client", "supplier", "school", "rival", "nobody")


def measure_synthesis(tour: str) -> Iterator[dict[str, object]]:
    """The seconds of one composition, and of its parts, at the first stop of that tour."""
    from surveys.syntheses.gathering import gather
    from surveys.syntheses.rendering import draft_html, draft_pdf

    synthesis = make_synthesis(Stop.objects.filter(tour__slug=tour).order_by("pk")[0])
    content = gather(synthesis)
    draft_html(content, "fr", author="Équipe")
    draft_pdf(content, "fr", author="Équipe")  # fonts and modules are loaded
    read, page, paper = (
        best(lambda: gather(synthesis)),
        best(lambda: draft_html(content, "fr", author="Équipe")),
        best(lambda: draft_pdf(content, "fr", author="Équipe")),
    )
    yield {
        "what": "a stop's synthesis composed, as a page and as a PDF",
        "people": PEOPLE,
        "answers": ANSWERS * QUESTIONS,
        "passages": PASSAGES,
        "read_ms": round(read * 1000),
        "page_ms": round(page * 1000),
        "pdf_ms": round(paper * 1000),
        "seconds": round(read + page + paper, 3),
        "aim_seconds": AIM,
        "met": read + page + paper <= AIM,
    }


def make_synthesis(stop: Stop) -> Synthesis:
    """A stop as one finds it afterwards: who came, what they answered, what was said; and its synthesis."""
    firms = Company.objects.bulk_create([Company(name=f"Atelier mesuré {number}") for number in range(PEOPLE // 2)])
    for number in range(PEOPLE):
        _came(stop, firms[number % len(firms)], number)
    campaign = _campaign(stop)
    for number in range(ANSWERS):
        _answered(campaign, firms[number % len(firms)], number)
    _said(stop)
    synthesis = Synthesis.objects.create(
        tour=stop.tour, stop=stop, scope="stop", slug=f"synthese-{stop.pk}", title_fr="Synthèse mesurée"
    )
    synthesis.sections.create(title_fr="Ce que nous retenons", text_fr="Une phrase mesurée. " * 60)
    return synthesis


def _came(stop: Stop, firm: Company, number: int) -> None:
    person = Person.objects.create(name=f"Personne {number}", email=f"p{number}@example.org", company=firm)
    registration = Registration.objects.create(stop=stop, party="firm", company=firm, contact=person)
    attendee = Attendee.objects.create(registration=registration, stop=stop, person=person, email_key=person.email)
    CheckIn.objects.create(attendee=attendee, stop=stop)


def _campaign(stop: Stop) -> Campaign:
    questionnaire = Questionnaire.objects.create(tour=stop.tour, slug=f"mesure-{stop.pk}", title_fr="Mesure")
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=1, content={"sections": [{"questions": _questions()}]}, fingerprint="0" * 64
    )
    now = timezone.now()
    return Campaign.objects.create(
        tour=stop.tour, stop=stop, slug=f"mesure-{stop.pk}", title_fr="Après l’étape", questionnaire=questionnaire,
        version_asked=version, state=Campaign.State.APPROVED, opens_at=now - datetime.timedelta(days=9),
        closes_at=now, invited_at=now,
    )  # fmt: skip


def _questions() -> list[dict[str, Any]]:
    choices = [{"code": code, "fr": f"Réponse {code}"} for code in CHOICES]
    scale = {"items": choices[:3], "levels": choices}
    return [
        {
            "code": f"q{number}",
            "kind": "likert" if number % 5 == 4 else "multiple" if number % 2 else "single",
            "label": {"fr": f"Question mesurée numéro {number} ?"},
            "settings": scale if number % 5 == 4 else {"choices": choices},
        }
        for number in range(QUESTIONS)
    ]


def _answered(campaign: Campaign, firm: Company, number: int) -> None:
    now = timezone.now()
    recipient = Recipient.objects.create(
        campaign=campaign, origin="present", company=firm, invited_at=now, email_key=f"p{number}@example.org"
    )
    response = Response.objects.create(
        campaign=campaign, version_answered_id=campaign.version_asked_id or 0, recipient=recipient, company=firm,
        origin="present", unit="person", basis="present", language="fr", submitted_at=now,
    )  # fmt: skip
    Answer.objects.bulk_create(
        Answer(response=response, question=f"q{asked}", item=item, choice=CHOICES[(number + asked) % 4])
        for asked in range(QUESTIONS)
        for item in (CHOICES[:3] if asked % 5 == 4 else ("",))
    )


def _said(stop: Stop) -> None:
    framework = SkillsFramework.objects.create(slug=f"mesure-{stop.pk}", title_fr="Référentiel mesuré")
    version = FrameworkVersion.objects.create(framework=framework, number=1)
    skills = [
        Skill.objects.create(framework_version=version, code=f"K{number}", title_fr=f"Compétence mesurée {number}")
        for number in range(4)
    ]
    for number in range(PASSAGES):
        passage = Passage.objects.create(
            tour=stop.tour, stop=stop, text="Nous manquons de bras, pas d’idées. " * 3, voice="dirigeante, 8 salariés"
        )
        Coding.objects.create(passage=passage, skill=skills[number % 4])
