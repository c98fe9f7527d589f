"""A draft as somebody may read it, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.models import Campaign, Synthesis
from surveys.syntheses.distance import without_answers
from surveys.syntheses.gathering import campaigns_of, gather
from surveys.syntheses.operations import with_answers_repeated
from surveys.syntheses.queries import stop_of
from surveys.syntheses.rules import reads_single_answers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class Lack:
    """What a draft lacks, in a sentence, and where it is given; "" where it cannot be yet."""

    sentence: str
    url: str = ""


def draft_for(user: User | AnonymousUser, synthesis: Synthesis) -> dict[str, Any]:
    """The content of the draft as `user` may read it.

    Who may not read single answers could follow them, one by one, as they come in: to them a campaign that is still
    open tells how many answered, and one that has moved by too few since an edition is told as there.
    """
    content = gather(synthesis)
    if reads_single_answers.test(user, synthesis):
        return content
    now = timezone.now()
    still_open = [
        campaign.slug for campaign in campaigns_of(stop_of(synthesis)) if campaign.phase(now) != Campaign.Phase.CLOSED
    ]
    return with_answers_repeated(synthesis, without_answers(content, still_open))


def lacks_of(synthesis: Synthesis, content: Mapping[str, Any]) -> Iterator[Lack]:
    """What one would expect of it and does not find, in the order of its parts."""
    at = [synthesis.tour.slug, stop_of(synthesis).slug]
    if not content["presence"]["present"]:
        yield Lack(_("Nobody was noted as present, so it cannot say who came."))
    if not content["sections"]:
        yield Lack(_("No section is written: nothing says what you take away."), "#sections")
    else:
        yield from _untranslated(content)
    if not content["campaigns"]:
        yield Lack(_("No questionnaire was sent."), reverse("stop_campaigns", args=at))
    elif not any(campaign["answered"] for campaign in content["campaigns"]):
        yield Lack(_("Nobody has answered yet."), reverse("stop_campaigns", args=at))
    if not content["passages"]:
        yield Lack(_("Nothing that was said is noted."), reverse("notes", args=at))
    elif count := len(content["voices"]):
        yield Lack(
            ngettext("%(count)s passage is coded to no skill.", "%(count)s passages are coded to no skill.", count)
            % {"count": count},
            reverse("notes", args=at),
        )


def _untranslated(content: Mapping[str, Any]) -> Iterator[Lack]:
    """Sections that one of both languages shows in the other."""
    for section in content["sections"]:
        name = section["title"]["fr"] or section["title"]["en"]
        if not section["text"]["fr"].strip():
            yield Lack(
                _("“%(section)s” is not written in French: the English text stands there.") % {"section": name},
                "#sections",
            )
        if not section["text"]["en"].strip():
            yield Lack(
                _("“%(section)s” is not written in English: the French text stands there.") % {"section": name},
                "#sections",
            )
