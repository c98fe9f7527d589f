"""The page on which a synthesis is written: what it lacks, its sections, the draft, what was published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from surveys.models import Synthesis
from surveys.syntheses import operations
from surveys.syntheses.drafts import draft_for, lacks_of
from surveys.syntheses.gathering import campaigns_of
from surveys.syntheses.queries import editions_of, is_readable, synthesis_at, synthesis_of
from surveys.syntheses.rendering import draft_html, draft_pdf
from surveys.syntheses.rules import may_still_write, publishes_synthesis, reads_draft, reads_single_answers
from surveys.syntheses.views.pages import address_of, crumbs_of
from tournee.texts.languages import LANGUAGES, active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.downloads import file_response


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_draft, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The synthesis of a stop; until it is started, how to begin. An editor’s POST starts it."""
    writes = may_still_write.test(request.user, stop)
    if request.method == "POST" and writes:
        operations.start_synthesis(stop, actor=signed_in_user(request))
        return redirect(address_of(stop))
    synthesis = synthesis_of(stop)
    context: dict[str, Any] = {
        "stop": stop, "context_tour": stop.tour, "writes": writes, "synthesis": synthesis,
        "tabs": tabs_of_stop(request, stop, request.path), "crumbs": crumbs_of(request, stop), "answers": [],
    }  # fmt: skip
    if reads_single_answers.test(request.user, stop):
        context["answers"] = list(campaigns_of(stop))
    if synthesis is not None:
        context |= _draft(request, synthesis)
    return render(request, "surveys/syntheses/draft.html", context)


def _draft(request: HttpRequest, synthesis: Synthesis) -> dict[str, Any]:
    """What the page shows of a synthesis that was started, its draft in the language asked for."""
    wanted = request.GET.get("language", "")
    language = wanted if wanted in LANGUAGES else active_language()
    content = draft_for(request.user, synthesis)
    return {
        "language": language,
        "lacks": list(lacks_of(synthesis, content)),
        "sections": list(synthesis.sections.all()),
        "editions": list(editions_of(synthesis)),
        "is_readable": is_readable(synthesis),
        "publishes": publishes_synthesis.test(request.user, synthesis)
        and may_still_write.test(request.user, synthesis),
        "draft": draft_html(content, language, author=synthesis.tour.contact_name),
    }


@require_safe
@opens_to(reads_draft, of=lambda tour, stop, language: synthesis_at(tour, stop))
def as_pdf(request: HttpRequest, synthesis: Synthesis) -> HttpResponse:
    """The draft as a PDF, in the language of the address; it says on every page that it is one."""
    language = request.path.removesuffix(".pdf")[-2:]
    content = draft_for(request.user, synthesis)
    data = draft_pdf(content, language, author=synthesis.tour.contact_name)
    name = f"{synthesis.slug}-{_('draft')}-{language}.pdf"
    return file_response(data, name, "application/pdf")
