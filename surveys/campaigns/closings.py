"""What a link shows where there is nothing to answer: not yet, no longer, done already, or nobody's link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.models import Campaign, Recipient, Response
from tournee.questions.content import said
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date_time
from tournee.web.navigation import Link

SAID = "surveys/campaigns/said.html"


def closing_page(request: HttpRequest, recipient: Recipient, response: Response | None) -> HttpResponse | None:
    """The page that says why there is nothing to answer; None where there is."""
    campaign = recipient.campaign
    stop, phase = stop_of_campaign(campaign), campaign.phase(timezone.now())
    if response is not None and response.submitted_at is not None:
        context = {"title": _("Thank you: your answers are kept"), "sentences": [_becomes(campaign)]}
    elif phase == Campaign.Phase.OPEN:
        return None
    elif phase == Campaign.Phase.CLOSED:
        kept = _("What you answered before it closed is kept.") if response else ""
        context = {
            "title": _("This questionnaire is closed"),
            "sentences": [_("No answer is taken any more."), kept],
        }
    else:
        when = format_date_time(campaign.opens_at, zone=zone_of(stop))
        context = {
            "title": _("This questionnaire is not open yet"),
            "sentences": [_("It opens on %(when)s. Keep this link: it is yours.") % {"when": when}],
        }
    about = {"campaign": campaign, "stop": stop, "subject": str(campaign.title), "link": _onward(campaign)}
    return render(request, SAID, {**context, **about})


def unknown_link(request: HttpRequest) -> HttpResponse:
    """The page of a link that opens nothing."""
    context = {
        "title": _("This link opens no questionnaire"),
        "sentences": [
            _("It may have lost its end on the way: copy the whole address from the message you received."),
            _("If your data were erased at your request, the link opens nothing any more."),
        ],
        "campaign": None,
        "subject": "",
        "link": Link(_("Back to the start"), reverse("home")),
    }
    return render(request, SAID, context, status=404)


def _becomes(campaign: Campaign) -> str:
    """What becomes of the answers, in the questionnaire's own words."""
    version = campaign.version_asked
    return said(version.content.get("thanks", {}), active_language()) if version else ""


def _onward(campaign: Campaign) -> Link:
    """The stop's public page, the tour's, or the start."""
    tour, stop = campaign.tour, campaign.stop
    if tour.is_public and stop and stop.published_at:
        return Link(_("The stop at %(place)s") % {"place": stop}, reverse("stop", args=[tour.slug, stop.slug]))
    if tour.is_public:
        return Link(str(tour), reverse("tour", args=[tour.slug]))
    return Link(_("Back to the start"), reverse("home"))
