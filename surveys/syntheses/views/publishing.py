"""The second step before an edition is published: what is frozen, and who is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.planning.rules import is_open
from events.planning.views.pages import closed
from surveys.models import Synthesis
from surveys.syntheses import notices, operations
from surveys.syntheses.forms import PublishForm
from surveys.syntheses.gathering import gather
from surveys.syntheses.queries import stop_of, synthesis_at
from surveys.syntheses.rules import publishes_synthesis
from surveys.syntheses.views.pages import address_of
from tournee.web.access import opens_to, signed_in_user
from tournee.web.second_step import second_step


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(publishes_synthesis, of=synthesis_at)
def publish(request: HttpRequest, synthesis: Synthesis) -> HttpResponse:
    """Say what is frozen and who is told, then publish; or say what stands against it."""
    title = _("Publish edition %(number)s?") % {"number": synthesis.last_edition_number + 1}
    stop = stop_of(synthesis)
    if not is_open.test(request.user, synthesis):
        return closed(request, stop, title)
    content, actor = gather(synthesis), signed_in_user(request)
    faults = {fault.code: str(fault.message) for fault in operations.faults_of_publishing(synthesis, content)}
    if too_close := faults.pop("too_close", ""):
        content = operations.with_answers_repeated(synthesis, content)

    def publish_as_asked(form: forms.Form) -> None:
        asked = form.cleaned_data
        operations.publish_edition(
            synthesis, actor=actor, number=asked["edition"], repeat_answers=asked.get("repeat_answers", False)
        )

    number = synthesis.last_edition_number + 1
    done = _("Edition %(number)s is published.") % {"number": number}
    form = cast("type[forms.Form]", partial(PublishForm, number=number, too_close=bool(too_close)))
    return second_step(
        request, operation=publish_as_asked, form_class=form, title=title, text=too_close,
        confirm_label=_("Publish"), back_url=address_of(stop), done=done,
        template="events/planning/step.html",
        extra={"consequences": list(_consequences(synthesis, content)), "refused": " ".join(faults.values())},
    )  # fmt: skip


def _consequences(synthesis: Synthesis, content: Mapping[str, Any]) -> Iterator[str]:
    """What is done by it."""
    answered = sum(campaign["answered"] for campaign in content["campaigns"])
    yield _(
        "Its figures and texts are frozen as they are now, in French and in English: nothing of it changes any more."
    )
    yield (
        ngettext("It tells of %(answers)s answer.", "It tells of %(answers)s answers.", answered)
        % {"answers": answered}
        if answered
        else _("It tells of no answer.")
    )
    if not content["sections"]:
        yield _("No section is written: it holds figures and what was said, and nothing you take away.")
    yield _("Anybody reads it at %(address)s, with its PDF and its data.") % {
        "address": reverse("synthesis", args=[synthesis.slug])
    }
    if synthesis.last_edition_number:
        yield _("Nobody is told: those who came were told of the first edition. Editions before stay readable.")
    else:
        told = notices.how_many_are_told(synthesis)
        yield ngettext(
            "%(count)s person who came is told by e-mail, once.",
            "%(count)s people who came are told by e-mail, once.",
            told,
        ) % {"count": told}
