"""What a stop's synthesis is made of, read anew: plain values that an edition keeps as they were.

Everything here may be read by anybody: figures have passed `surveys.analysis.disclosure`, passages may be quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from events.models import Partnership, Stop
from registrations.attendance.queries import presence_figures
from surveys.analysis.findings import as_json, findings
from surveys.analysis.tallies import Distribution, distributions_by_campaign, submitted
from surveys.campaigns.queries import with_counts
from surveys.models import Campaign, Coding, Passage, Synthesis
from surveys.syntheses.queries import stop_of
from tournee.questions.content import read

if TYPE_CHECKING:
    from surveys.campaigns.queries import CountedCampaign

FORMAT = 1  # of the kept content; a face that reads it knows every one there was


def gather(synthesis: Synthesis) -> dict[str, Any]:
    """The content of the synthesis as it stands now, as JSON holds it. Raises ValueError for one of no stop.

    A dozen queries, however many campaigns, passages and sections there are.
    """
    stop = stop_of(synthesis)
    read_at = timezone.now().astimezone(stop.zone).isoformat(timespec="seconds")
    passages = list(quotable(stop))
    skills, coded = _skills(stop)
    return {
        "format": FORMAT,
        "read_at": read_at,
        "title": _both(synthesis, "title"),
        "fictitious": stop.tour.fictitious,
        "tour": _both(stop.tour, "title"),
        "stop": _said_of(stop),
        "presence": _presence(stop),
        "campaigns": _campaigns(campaigns_of(stop), read_at),
        "skills": skills,
        "voices": [_passage(passage) for passage in passages if passage.pk not in coded],
        "passages": len(passages),
        "sections": [
            {"title": _both(section, "title"), "text": _both(section, "text")}
            for section in synthesis.sections.all()
            if section.text_fr.strip() or section.text_en.strip()
        ],
    }


def campaigns_of(stop: Stop) -> QuerySet[CountedCampaign]:
    """The campaigns about the stop or one of its sessions that were sent, with how many were asked and answered."""
    of_stop = Campaign.objects.filter(Q(stop=stop) | Q(session__stop=stop), invited_at__isnull=False)
    return with_counts(of_stop).exclude(state=Campaign.State.DRAFT).order_by("pk")


def quotable(stop: Stop) -> QuerySet[Passage]:
    """The passages of the stop that may be quoted, in the order in which they were said."""
    return Passage.objects.filter(stop=stop, quotable=True, withdrawn_at=None).order_by("said_at", "pk")


def _both(thing: Any, name: str) -> dict[str, str]:
    """A text in both languages, as far as it has them."""
    return {language: getattr(thing, f"{name}_{language}") for language in ("fr", "en")}


def _said_of(stop: Stop) -> dict[str, Any]:
    co_hosts = stop.partnerships.filter(role=Partnership.Role.CO_HOST).select_related("organisation")
    return {
        "place": stop.place,
        "number": stop.number,
        "title": _both(stop, "title"),
        "starts_on": stop.starts_on.isoformat() if stop.starts_on else None,
        "ends_on": stop.ends_on.isoformat() if stop.ends_on else None,
        "venue": stop.venue,
        "co_hosts": [_both(partnership.organisation, "name") for partnership in co_hosts],
    }


def _presence(stop: Stop) -> dict[str, int]:
    figures = presence_figures(stop)
    return {
        "expected": figures.expected,
        "present": figures.present,
        "walk_ins": figures.walk_ins,
        "companies": figures.companies,
        "organisations": figures.organisations,
    }


def _campaigns(campaigns: QuerySet[CountedCampaign], read_at: str) -> list[dict[str, Any]]:
    sent = list(campaigns)
    found = distributions_by_campaign(submitted(campaigns.order_by())) if sent else {}
    return [_campaign(campaign, found.get(campaign.pk, {}), read_at) for campaign in sent]


def _campaign(campaign: CountedCampaign, found: Mapping[str, Distribution], read_at: str) -> dict[str, Any]:
    content = read(campaign.version_asked.content if campaign.version_asked else {"sections": []})
    return {
        "slug": campaign.slug,
        "title": _both(campaign, "title"),
        "unit": campaign.unit,
        "basis": campaign.basis,
        "frame": campaign.frame,
        "frame_size": campaign.frame_size,
        "read_at": read_at,
        "asked": campaign.asked,
        "answered": campaign.answered,
        "findings": [as_json(finding) for finding in findings(content, found, campaign.asked)],
    }


def _skills(stop: Stop) -> tuple[list[dict[str, Any]], set[int]]:
    """The skills that passages of the stop are coded to, those spoken of most first; and the passages that are."""
    codings = (
        Coding.objects.filter(passage__in=quotable(stop).order_by(), skill__isnull=False)
        .select_related("passage", "skill__framework_version__framework")
        .order_by("passage__said_at", "passage_id")
    )
    by_skill: dict[int, dict[str, Any]] = {}
    coded: set[int] = set()
    for coding in codings:
        skill = coding.skill
        if skill is None:
            continue
        told = {"code": skill.code, "framework": skill.framework_version.name, "title": _both(skill, "title")}
        entry = by_skill.setdefault(skill.pk, {**told, "passages": []})
        entry["passages"].append(_passage(coding.passage))
        coded.add(coding.passage_id)
    most_first = sorted(by_skill.values(), key=lambda told: (-len(told["passages"]), told["code"], told["framework"]))
    return most_first, coded


def _passage(passage: Passage) -> dict[str, str]:
    """What is quoted, in its language, and who speaks as far as may be said."""
    return {
        "id": str(passage.public_id),
        "text": passage.text,
        "language": passage.language,
        "voice": passage.voice,
    }
