"""What somebody is about to do when they approve a campaign, in sentences; and what is missing before."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.campaigns.audience import TO_LISTS, TO_PRESENT, audience_of
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.campaigns.operations import faults_of_approval
from surveys.models import Campaign
from surveys.questionnaires.content import content_of, missing_in
from tournee.texts.typography import format_date_time


def missing_before_approval(campaign: Campaign) -> list[str]:
    """What stands in the way, one sentence each."""
    return [
        *(str(fault.message) for fault in faults_of_approval(campaign)),
        *missing_in(content_of(campaign.questionnaire)),
    ]


def said_before_approval(campaign: Campaign) -> list[str]:
    """Whom one is about to ask, in which languages, what is frozen and when it is sent."""
    return [*_of_people(campaign), *_of_questions(campaign), *_of_moments(campaign)]


def _of_people(campaign: Campaign) -> Iterator[str]:
    audience = audience_of(campaign)
    count = len(audience.recipients)
    yield ngettext(
        "As things stand, %(count)s person will be asked.", "As things stand, %(count)s people will be asked.", count
    ) % {"count": count}
    for language, number in audience.languages.items():
        if language == "fr":
            yield ngettext("%(count)s of them reads French.", "%(count)s of them read French.", number) % {
                "count": number
            }
        else:
            yield ngettext("%(count)s of them reads English.", "%(count)s of them read English.", number) % {
                "count": number
            }
    if campaign.basis in TO_PRESENT:
        yield _("Whoever is noted as present until it closes is asked as well.")
    if audience.refused:
        yield ngettext(
            "%(count)s address is left out: its owner wants no questionnaire.",
            "%(count)s addresses are left out: their owners want no questionnaire.",
            audience.refused,
        ) % {"count": audience.refused}
    if audience.without_address:
        yield ngettext(
            "%(count)s person who came has no e-mail address, and cannot be asked.",
            "%(count)s people who came have no e-mail address, and cannot be asked.",
            audience.without_address,
        ) % {"count": audience.without_address}


def _of_questions(campaign: Campaign) -> Iterator[str]:
    questionnaire = campaign.questionnaire
    questions = questionnaire.questions.count()
    asked = ngettext("%(count)s question", "%(count)s questions", questions) % {"count": questions}
    offered = {
        ("fr", "en"): _("in French and in English"),
        ("fr",): _("in French"),
        ("en",): _("in English"),
    }
    words = {
        "questionnaire": questionnaire.title,
        "questions": asked,
        "languages": offered[tuple(questionnaire.languages)],
    }
    said = _("“%(questionnaire)s” (%(questions)s, %(languages)s) is frozen as it is now, for all who are asked.")
    yield said % words


def _of_moments(campaign: Campaign) -> Iterator[str]:
    zone = zone_of(stop_of_campaign(campaign))
    yield _("It is sent on %(when)s.") % {"when": format_date_time(campaign.opens_at, zone=zone)}
    if campaign.basis in TO_LISTS:
        yield _("Contact lists are not written to from 20:00 to 8:00, on Sundays or on public holidays: they wait.")
    if campaign.reminds_at:
        when = format_date_time(campaign.reminds_at, zone=zone)
        yield _("Those who have not answered are reminded once, on %(when)s.") % {"when": when}
    yield _("It closes on %(when)s.") % {"when": format_date_time(campaign.closes_at, zone=zone)}
