"""Pages of a tour's debate guide: written by its team, printed for whoever facilitates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Prompt, Tour
from events.planning.guide import operations
from events.planning.guide.document import guide_document, length_in_words
from events.planning.guide.forms import PromptForm
from events.planning.guide.queries import prompt_at, prompts_of
from events.planning.guide.rules import reads_guide
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour, reads_tour
from tournee.ordering.moving import moved
from tournee.texts.languages import LANGUAGES, active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.downloads import file_response


def page_of_guide(tour: Tour) -> str:
    """The address of the tour's debate guide."""
    return reverse("planning_guide", args=[tour.slug])


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The questions in order, as the team writes them."""
    prompts = list(prompts_of(tour))
    context = {
        "tour": tour, "context_tour": tour, "prompts": prompts, "length": length_in_words(prompts),
        "languages": LANGUAGES, "edits": plans_tour.test(request.user, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Debate guide")),
    }  # fmt: skip
    return render(request, "events/planning/guide/page.html", context)


@require_safe
@opens_to(reads_guide, of=tour_at)
def paper(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The guide on one page to print, in the language asked for (`?language=en`)."""
    from tournee.documents import html  # lazily: few pages show a document

    language = _language(request)
    document = guide_document(tour, list(prompts_of(tour)), language, date=timezone.localdate())
    context = {
        "tour": tour, "context_tour": tour, "language": language, "languages": LANGUAGES,
        "title": document.title, "document": html.render(document),
        "crumbs": crumbs_to(request, tour, document.title),
    }  # fmt: skip
    return render(request, "events/planning/guide/paper.html", context)


@require_safe
@opens_to(reads_guide, of=tour_at)
def as_pdf(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The same as a PDF."""
    from tournee.documents import pdf  # lazily: it loads reportlab

    language = _language(request)
    document = guide_document(tour, list(prompts_of(tour)), language, date=timezone.localdate())
    what = _("debate-guide")
    return file_response(pdf.render(document), f"{tour.slug}-{what}-{language}.pdf", "application/pdf")


def _language(request: HttpRequest) -> str:
    """The language asked for in the address, else the page's."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in LANGUAGES else active_language()


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a question that is not there yet."""
    form, actor = PromptForm(*sent(request)), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_prompt(tour, form.values, actor=actor),
        subject=tour,
        title=_("New question of the debate"),
        done=_("The question is added at the end of the guide."),
        done_url=page_of_guide(tour),
        back_url=page_of_guide(tour),
        submit_label=_("Add the question"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=prompt_at)
def edit(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """The form of a question."""
    form, actor = PromptForm(*sent(request), instance=prompt), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.edit_prompt(prompt, form.values, expected_version=form.expected_version, actor=actor),
        subject=prompt.tour,
        title=_("Edit the question of the debate"),
        done_url=f"{page_of_guide(prompt.tour)}#prompt-{prompt.pk}",
        back_url=page_of_guide(prompt.tour),
    )


@require_POST
@opens_to(edits_tour, of=prompt_at)
def move(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """One place up or down."""
    place = f"{page_of_guide(prompt.tour)}#prompt-{prompt.pk}"
    return moved(request, lambda by: operations.move_prompt(prompt, by, actor=signed_in_user(request)), place)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=prompt_at)
def remove(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """Ask, then take a question out of the guide."""
    return planning_step(
        request,
        prompt.tour,
        lambda: operations.remove_prompt(prompt, actor=signed_in_user(request)),
        title=_("Remove “%(prompt)s”?") % {"prompt": prompt},
        text=_("It is asked no more. Notes of what was said stay."),
        confirm_label=_("Remove the question"),
        done=_("The question is removed."),
        back_url=page_of_guide(prompt.tour),
        dangerous=True,
    )
