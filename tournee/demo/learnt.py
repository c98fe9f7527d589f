"""What was asked, answered and said in the made-up edition, and what was published of it."""

from __future__ import annotations

import datetime
import random
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import Stop, Tour
from registrations.attendance.queries import people_present
from registrations.models import ContactList
from surveys.campaigns.audience import add_recipients
from surveys.models import (
    Answer,
    Campaign,
    Coding,
    FrameworkVersion,
    Passage,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Recipient,
    Response,
    Section,
    Skill,
    SkillsFramework,
    Synthesis,
)
from surveys.questionnaires.operations import freeze
from surveys.syntheses.operations import edit_section, publish_edition, start_synthesis
from tournee.demo.coming import LIST
from tournee.demo.next_edition import SLUG
from tournee.demo.people import manager
from tournee.demo.sayings import ANSWERS, QUESTIONS, SAYINGS, SKILLS, WRITTEN

SEED = 12
PUBLISHED = 4
Saying = tuple[str, str, str]


def load(today: datetime.date) -> str:
    """Ask, answer and publish in the made-up edition if nothing was yet; returns a line saying what there is."""
    tour = Tour.objects.filter(slug=SLUG).first()
    if tour is None or Campaign.objects.filter(tour=tour).exists():
        return "questionnaires: already there"
    chance = random.Random(SEED)  # noqa: S311  (seeded on purpose: the same every time)
    unsaid: list[Saying] = []
    skills = _framework()
    version = _questionnaire(tour, skills)
    held = list(
        Stop.objects.filter(tour=tour, state=Stop.State.PUBLISHED, starts_on__lt=today)
        .select_related("tour")
        .order_by("starts_on")
    )
    for number, stop in enumerate(held):
        campaign = _campaign(stop, version, listed=number == 0)
        if campaign.opens_at < timezone.now() and stop != held[-1]:  # the last one is left for the worker to send
            _answer(campaign, chance)
        _say(stop, skills, _heard(unsaid, 3 + number % 5, chance), chance)
    _publish(held)
    answered = Response.objects.filter(campaign__tour=tour, submitted_at__isnull=False).count()
    editions = Synthesis.objects.filter(tour=tour, last_edition_number__gt=0).count()
    return f"questionnaires: {answered} made-up answers after {len(held)} stops, {editions} syntheses published"


def _framework() -> list[Skill]:
    """Four domains, as the real one has, with a few made-up skills each."""
    framework, _made = SkillsFramework.objects.get_or_create(
        slug="referentiel-de-demonstration",
        defaults={
            "title_fr": "Référentiel de démonstration",
            "title_en": "Demonstration framework",
            "source": "domaines : référentiel d’InnovENT-E ; compétences inventées",
            "fictitious": True,
        },
    )
    version, made = FrameworkVersion.objects.get_or_create(
        framework=framework, number=1, defaults={"frozen_at": timezone.now()}
    )
    if made:
        for position, (code, fr, en, below) in enumerate(SKILLS):
            domain = Skill.objects.create(
                framework_version=version, code=code, title_fr=fr, title_en=en, position=position
            )
            for number, (skill_fr, skill_en) in enumerate(below, start=1):
                Skill.objects.create(
                    framework_version=version, parent=domain, code=f"{code}{number}", title_fr=skill_fr,
                    title_en=skill_en, position=number,
                )  # fmt: skip
    return list(Skill.objects.filter(framework_version=version, parent__isnull=False))


def _questionnaire(tour: Tour, skills: list[Skill]) -> QuestionnaireVersion:
    questionnaire = Questionnaire.objects.create(
        tour=tour,
        slug="apres-l-etape",
        title_fr="Après l’étape",
        title_en="After the stop",
        intro_fr="Six minutes pour dire comment vous innovez, avec qui, et ce qui vous manque.",
        intro_en="Six minutes to say how you innovate, with whom, and what you lack.",
        thanks_fr="Vos réponses, jamais nommées, entrent dans la synthèse de l’étape : vous en recevrez le lien.",
        thanks_en="Your answers, never named, go into the stop’s synthesis: you will receive its link.",
    )
    by_code = {skill.code: skill for skill in skills}
    for position, (title_fr, title_en, questions) in enumerate(QUESTIONS):
        section = Section.objects.create(
            questionnaire=questionnaire, position=position, title_fr=title_fr, title_en=title_en
        )
        for number, (code, kind, label_fr, label_en, settings, skill) in enumerate(questions):
            Question.objects.create(
                section=section, questionnaire=questionnaire, position=number, code=code, kind=kind,
                label_fr=label_fr, label_en=label_en, settings=settings, skill=by_code.get(skill),
            )  # fmt: skip
    return freeze(questionnaire, actor=manager())


def _campaign(stop: Stop, version: QuestionnaireVersion, *, listed: bool) -> Campaign:
    """Sent the morning after the stop to those who came; after the first stop, to a list as well."""
    day = (stop.ends_on or stop.starts_on or timezone.localdate()) + datetime.timedelta(days=1)
    opens_at = datetime.datetime.combine(day, datetime.time(9), ZoneInfo(stop.time_zone))
    campaign = Campaign.objects.create(
        tour=stop.tour,
        stop=stop,
        slug=f"apres-{stop.slug}",
        title_fr=f"Après l’étape : {stop.place}",
        title_en=f"After the stop: {stop.place}",
        questionnaire=version.questionnaire,
        version_asked=version,
        basis=Campaign.Basis.BOTH if listed else Campaign.Basis.PRESENT,
        state=Campaign.State.APPROVED,
        opens_at=opens_at,
        reminds_at=opens_at + datetime.timedelta(days=5),
        closes_at=opens_at + datetime.timedelta(days=14),
    )
    if listed:
        campaign.contact_lists.set(ContactList.objects.filter(tour=stop.tour, name=LIST))
    return campaign


def _answer(campaign: Campaign, chance: random.Random) -> None:
    """A third of those asked answered, as at real stops; everything is dated as it would have happened."""
    add_recipients(campaign)
    now = timezone.now()
    asked_at = campaign.opens_at
    reminded_at = campaign.reminds_at if campaign.reminds_at and campaign.reminds_at < now else None
    Recipient.objects.filter(campaign=campaign).update(invited_at=asked_at, reminded_at=reminded_at)
    Campaign.objects.filter(pk=campaign.pk).update(invited_at=asked_at, reminded_at=reminded_at)
    responses, answers = [], []
    for recipient in campaign.recipients.all():
        if chance.random() > (0.45 if recipient.origin == Recipient.Origin.PRESENT else 0.15):
            continue
        at = min(now, asked_at + datetime.timedelta(hours=chance.randrange(1, 200)))
        response = Response(
            campaign=campaign, version_answered=campaign.version_asked, recipient=recipient,
            company_id=recipient.company_id, origin=recipient.origin, unit=campaign.unit, basis=campaign.basis,
            language=recipient.language, page=len(QUESTIONS), started_at=at, saved_at=at, submitted_at=at,
        )  # fmt: skip
        responses.append(response)
        answers += [Answer(response=response, **row) for row in _drawn(chance)]
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)


def _drawn(chance: random.Random) -> list[dict[str, Any]]:
    """One respondent's made-up answers, drawn from what may be answered."""
    rows: list[dict[str, Any]] = []
    for code, draw in ANSWERS.items():
        rows += [{"question": code, **row} for row in draw(chance)]
    return rows


def _heard(unsaid: list[Saying], count: int, chance: random.Random) -> list[Saying]:
    """What people said at a stop, nothing twice; what they say is taken out of `unsaid`, which is filled anew."""
    if len(unsaid) < count:
        unsaid[:] = chance.sample(SAYINGS, len(SAYINGS))
    return [unsaid.pop() for _number in range(count)]


def _say(stop: Stop, skills: list[Skill], heard: list[Saying], chance: random.Random) -> None:
    """What a facilitator noted, most of it coded."""
    session = stop.sessions.order_by("-starts_at").first()
    facilitator = manager()
    by_code = {skill.code: skill for skill in skills}
    for number, (text, code, voice) in enumerate(heard):
        passage = Passage.objects.create(
            tour=stop.tour,
            stop=stop,
            session=session,
            text=text,
            voice=voice,
            said_at=(session.starts_at if session else timezone.now()) + datetime.timedelta(minutes=7 * number),
            noted_by=facilitator,
        )
        skill = by_code.get(code)
        if skill and chance.random() < 0.8:
            Coding.objects.create(passage=passage, skill=skill, by=facilitator)


def _publish(held: list[Stop]) -> None:
    """The first syntheses are published, the next ones are drafts with a written section, the last not begun."""
    actor = manager()
    for number, stop in enumerate(held[: PUBLISHED + 3]):
        if not people_present(stop).exists():
            continue
        synthesis = start_synthesis(stop, actor=actor)
        fr, en = WRITTEN[number % len(WRITTEN)]
        section = synthesis.sections.get()
        edit_section(section, {"text_fr": fr, "text_en": en}, expected_version=None, actor=actor)
        if number < PUBLISHED:
            publish_edition(synthesis, actor=actor)
