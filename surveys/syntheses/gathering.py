"""What a stop's synthesis is made of, read anew: plain values that an edition keeps as they were.

Everything here may be read by anybody: figures have passed `surveys.analysis.disclosure`, passages may be quoted.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from events.models import Partnership, Stop
from registrations.attendance.queries import presence_figures
from surveys.analysis.findings import as_json, findings
from surveys.analysis.tallies import distributions, submitted
from surveys.models import Campaign, Coding, Passage, Synthesis
from tournee.questions.content import read

FORMAT = 1  # of the kept content; a face that reads it knows every one there was


def gather(synthesis: Synthesis) -> dict[str, Any]:
    """The content of the synthesis as it stands now, as JSON holds it. Raises ValueError for one of no stop."""
    stop = synthesis.stop
    if stop is None:
        raise ValueError("Only syntheses of stops can be gathered.")
    return {
        "format": FORMAT,
        "read_at": timezone.now().isoformat(timespec="seconds"),
        "title": _both(synthesis, "title"),
        "fictitious": stop.tour.fictitious,
        "tour": _both(stop.tour, "title"),
        "stop": _said_of(stop),
        "presence": _presence(stop),
        "campaigns": [_campaign(campaign) for campaign in campaigns_of(stop)],
        "skills": skills_spoken_of(stop),
        "passages": quotable(stop).count(),
        "sections": [
            {"title": _both(section, "title"), "text": _both(section, "text")}
            for section in synthesis.sections.all()
            if section.text_fr or section.text_en
        ],
    }


def campaigns_of(stop: Stop) -> list[Campaign]:
    """The campaigns about the stop or one of its sessions that were sent."""
    sent = Campaign.objects.filter(stop=stop) | Campaign.objects.filter(session__stop=stop)
    return list(
        sent.exclude(state=Campaign.State.DRAFT).exclude(invited_at=None).select_related("version_asked").order_by("pk")
    )


def quotable(stop: Stop) -> Any:
    """The passages of the stop that may be quoted, in the order in which they were said."""
    return Passage.objects.filter(stop=stop, quotable=True, withdrawn_at=None)


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


def _campaign(campaign: Campaign) -> dict[str, Any]:
    asked = campaign.recipients.exclude(invited_at=None).count()
    responses = submitted(Campaign.objects.filter(pk=campaign.pk))
    content = read(campaign.version_asked.content if campaign.version_asked else {"sections": []})
    return {
        "slug": campaign.slug,
        "title": _both(campaign, "title"),
        "unit": campaign.unit,
        "basis": campaign.basis,
        "frame": campaign.frame,
        "frame_size": campaign.frame_size,
        "asked": asked,
        "answered": responses.count(),
        "findings": [as_json(finding) for finding in findings(content, distributions(responses), asked)],
    }


def skills_spoken_of(stop: Stop) -> list[dict[str, Any]]:
    """The skills that passages of the stop are coded to, those spoken of most first, each with its passages."""
    codings = (
        Coding.objects.filter(passage__in=quotable(stop), skill__isnull=False)
        .select_related("passage", "skill")
        .order_by("passage__said_at", "passage_id")
    )
    by_skill: dict[int, dict[str, Any]] = {}
    for coding in codings:
        skill, passage = coding.skill, coding.passage
        if skill is None:
            continue
        entry = by_skill.setdefault(skill.pk, {"code": skill.code, "title": _both(skill, "title"), "passages": []})
        entry["passages"].append(
            {
                "id": str(passage.public_id),
                "text": passage.text,
                "language": passage.language,
                "voice": passage.voice,
            }
        )
    return sorted(by_skill.values(), key=lambda skill: (-len(skill["passages"]), skill["code"]))
