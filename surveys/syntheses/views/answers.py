"""The answers of a campaign, for the team only: nothing is kept back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surveys.analysis.answers import MOST_WORDS, answers_to
from surveys.campaigns.moments import stop_of_campaign
from surveys.campaigns.queries import campaign_at, rate_of
from surveys.campaigns.views.pages import crumbs_of, page_of
from surveys.listening.operations import passage_from_answer
from surveys.models import Answer, Campaign
from surveys.syntheses.rules import may_still_write, reads_single_answers
from tournee.errors import OperationError
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user


def answer_at(campaign: str, answer: int) -> Answer:
    """That submitted answer to the campaign. Raises Http404."""
    answers = Answer.objects.select_related("response__campaign__tour", "response__campaign__session__stop")
    submitted = answers.filter(response__campaign__slug=campaign, response__submitted_at__isnull=False)
    return get_object_or_404(submitted, pk=answer)


@require_safe
@opens_to(reads_single_answers, of=campaign_at)
def page(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Each question with all its answers."""
    stop = stop_of_campaign(campaign)
    context = {
        "campaign": campaign, "context_tour": campaign.tour, "stop": stop, "rate": rate_of(campaign),
        "questions": answers_to(campaign, active_language()), "most": MOST_WORDS,
        "crumbs": crumbs_of(request, campaign, _("Answers")), "campaign_url": page_of(campaign),
        "makes_passages": stop is not None and may_still_write.test(request.user, campaign),
    }  # fmt: skip
    return render(request, "surveys/syntheses/answers.html", context)


@require_POST
@opens_to(reads_single_answers, of=answer_at)
def make_passage(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Make a passage of an open answer, to be read for what it gives away before it may be quoted."""
    try:
        passage_from_answer(answer, actor=signed_in_user(request))
        messages.success(request, _("It is a passage now, and is quoted once somebody allows it among the notes."))
    except OperationError as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('campaign_answers', args=[answer.response.campaign.slug])}#answer-{answer.pk}")
