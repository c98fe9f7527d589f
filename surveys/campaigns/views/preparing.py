"""Preparing a campaign: its form, its second steps, a test to oneself, a look at what will be asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Tour
from events.planning.queries import tour_at
from events.planning.views.pages import planning_form, planning_step, sent
from events.team.rules import edits_tour, reads_tour
from surveys.campaigns import operations
from surveys.campaigns.consequences import missing_before_approval, said_before_approval
from surveys.campaigns.forms import CampaignForm
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.campaigns.paper import Paper, lay_out
from surveys.campaigns.queries import campaign_at
from surveys.campaigns.views.answering import ANSWER
from surveys.campaigns.views.pages import page_of
from surveys.models import Campaign
from surveys.questionnaires.content import content_of
from tournee.questions.content import read
from tournee.texts.typography import format_date
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a campaign that is not there yet."""
    form, made = CampaignForm(*sent(request), tour=tour), []
    return planning_form(
        request,
        form,
        lambda: made.append(operations.create_campaign(tour, form.values, actor=signed_in_user(request))),
        subject=tour,
        title=_("New campaign"),
        done=_("The campaign is prepared. Look it through, then approve it."),
        done_url=lambda: page_of(made[0]),
        back_url=reverse("campaigns", args=[tour.slug]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=campaign_at)
def edit(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The form of a campaign in preparation."""
    form = CampaignForm(*sent(request), instance=campaign, tour=campaign.tour)
    version = {"actor": signed_in_user(request)}
    return planning_form(
        request,
        form,
        lambda: operations.edit_campaign(campaign, form.values, expected_version=form.expected_version, **version),
        subject=campaign.tour,
        title=_("Edit the campaign"),
        done_url=page_of(campaign),
        back_url=page_of(campaign),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=campaign_at)
def approve(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Ask, then freeze what is asked and let it be sent; or say what is missing."""
    missing = missing_before_approval(campaign) if campaign.state == Campaign.State.DRAFT else []
    return planning_step(
        request,
        campaign.tour,
        lambda: operations.approve_campaign(campaign, actor=signed_in_user(request)),
        title=_("Approve “%(campaign)s”?") % {"campaign": campaign.title},
        text="",
        confirm_label=_("Approve"),
        back_url=page_of(campaign),
        done=_("The campaign is approved: it is sent when it opens."),
        extra={"consequences": said_before_approval(campaign), "refused": " ".join(missing)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=campaign_at)
def stop(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Ask, then stop: nobody is asked any more, and no answer is taken."""
    return planning_step(
        request,
        campaign.tour,
        lambda: operations.stop_campaign(campaign, actor=signed_in_user(request)),
        title=_("Stop “%(campaign)s”?") % {"campaign": campaign.title},
        text=_(
            "Nobody is asked or reminded any more, and no answer is taken. Those given stay. This cannot be undone."
        ),
        confirm_label=_("Stop the campaign"),
        back_url=page_of(campaign),
        done=_("The campaign is stopped."),
        dangerous=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=campaign_at)
def remove(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Ask, then delete a campaign in preparation; or say why it stays."""
    refused = next((str(fault) for fault in operations.faults_of_removal(campaign)), "")
    return planning_step(
        request,
        campaign.tour,
        lambda: operations.remove_campaign(campaign, expected_version=None, actor=signed_in_user(request)),
        title=_("Delete “%(title)s”?") % {"title": campaign.title},
        text=_("Whom it asks and when is lost. Its questionnaire and its contact lists stay. This cannot be undone."),
        confirm_label=_("Delete the campaign"),
        back_url=page_of(campaign),
        done=_("“%(campaign)s” is deleted.") % {"campaign": campaign.title},
        done_url=reverse("campaigns", args=[campaign.tour.slug]),
        dangerous=True,
        extra={"refused": refused},
    )


@require_POST
@opens_to(edits_tour, of=campaign_at)
def test(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Send oneself the invitation as it will be."""
    user = signed_in_user(request)
    operations.send_test(campaign, actor=user)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": user.email})
    return redirect(page_of(campaign))


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_tour, of=campaign_at)
def preview(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The questionnaire as those who are asked will see it; what is entered is checked and kept nowhere."""
    version = campaign.version_asked
    content = read(version.content if version else content_of(campaign.questionnaire))
    if not content.sections:
        return redirect(page_of(campaign))
    paper = lay_out(content, request.GET.get("page", "1"), saved=len(content.sections))
    form = paper.form(posted(request))
    if request.method == "POST" and (onward := _onward(request, paper, valid=form.is_valid())):
        return redirect(f"{request.path}?page={onward}" if onward <= paper.total else page_of(campaign))
    subject = stop_of_campaign(campaign)
    context = {
        "campaign": campaign,
        "stop": subject,
        "paper": paper,
        "form": form,
        "closes_on": format_date(campaign.closes_at, zone=zone_of(subject)),
        "progress": _("Page %(number)s of %(total)s") % {"number": paper.number, "total": paper.total},
        "no_reminder_url": "",
        "preview_of": page_of(campaign),
    }
    return render(request, ANSWER, context, status=422 if form.errors else 200)


def _onward(request: HttpRequest, paper: Paper, *, valid: bool) -> int:
    """The page that a sending leads to, one past the last where it is done; 0 to stay."""
    if request.POST.get("go") == "back":
        return max(paper.number - 1, 1)
    return paper.number + 1 if valid else 0
