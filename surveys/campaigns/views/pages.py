"""The team's campaigns: a tour's, a stop's, and one with whom it asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop, Tour
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.queries import stop_at, tour_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour, reads_tour
from surveys.campaigns.forms import AskForm
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.campaigns.operations import ask_after
from surveys.campaigns.queries import Standing, campaign_at, campaigns_of, rate_of, recipients_of, standings_of
from surveys.campaigns.tables import CAMPAIGNS, RECIPIENTS, TONES, campaign_rows, state_of, subject_of
from surveys.models import Campaign
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link
from tournee.web.tables import build_table

FILTERS = "surveys.campaigns.filters.RecipientFilters"


def page_of(campaign: Campaign) -> str:
    """The campaign's address in the workspace."""
    return reverse("campaign", args=[campaign.slug])


def crumbs_of(request: HttpRequest, campaign: Campaign, here: str = "") -> list[Link]:
    """The way to a page of the campaign."""
    way = crumbs_to(request, campaign.tour)
    way.append(Link(_("Campaigns"), reverse("campaigns", args=[campaign.tour.slug])))
    way.append(Link(str(campaign.title), page_of(campaign)))
    return [*way, Link(here, "")] if here else way


@require_safe
@opens_to(reads_tour, of=tour_at)
def campaign_list(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The campaigns of a tour: state, opening, closing, how many were asked and answered."""
    table = build_table(request, campaigns_of(tour), CAMPAIGNS, default_sort="-opens")
    table.page.object_list = campaign_rows(table.page.object_list, at=timezone.now())
    context = {
        "tour": tour,
        "context_tour": tour,
        "table": table,
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Campaigns")),
        "plans": plans_tour.test(request.user, tour),
    }
    return render(request, "surveys/campaigns/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_tour, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What those who came to a stop are asked; one click prepares it."""
    form = AskForm(posted(request), tour=stop.tour)
    made: list[Campaign] = []
    plans = plans_tour.test(request.user, stop)

    def ask() -> None:
        questionnaire = form.cleaned_data["questionnaire"]
        made.append(ask_after(stop, questionnaire, actor=signed_in_user(request)))

    campaigns = campaigns_of(stop.tour).filter(stop=stop) | campaigns_of(stop.tour).filter(session__stop=stop)
    context = {
        "stop": stop,
        "context_tour": stop.tour,
        "rows": campaign_rows(campaigns, at=timezone.now()),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Questionnaires")),
        "plans": plans,
        "has_questionnaires": stop.tour.questionnaires.exists(),
    }
    return form_step(
        request,
        form,
        ask,
        title=_("Questionnaires after the stop at %(place)s") % {"place": stop},
        back_url=request.path,
        done=_("The campaign is prepared. Look it through, then approve it."),
        done_url=lambda: page_of(made[0]),
        once=True,
        template="surveys/campaigns/of_stop.html",
        extra=context,
    )


@require_safe
@opens_to(reads_tour, of=campaign_at)
def page(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """One campaign: what it asks whom and when, how far it is; for editors, each recipient without their answers."""
    edits = edits_tour.test(request.user, campaign)
    context: dict[str, Any] = {
        "campaign": campaign,
        "context_tour": campaign.tour,
        "subject": subject_of(campaign),
        "zone": zone_of(stop_of_campaign(campaign)),
        "state": state_of(campaign, timezone.now()),
        "rate": rate_of(campaign),
        "standings": [(each.label, TONES[each], count) for each, count in standings_of(campaign).items()],
        "lists": list(campaign.contact_lists.all()),
        "crumbs": crumbs_of(request, campaign),
        "edits": edits,
        "plans": plans_tour.test(request.user, campaign),
        "table": None,
    }
    if edits:
        recipients = recipients_of(campaign)
        table = build_table(request, recipients, RECIPIENTS, default_sort="name", filters=FILTERS)
        for row in table.page.object_list:
            row.tone, row.said = TONES[row.standing], Standing(row.standing).label
        context["table"] = table
    return render(request, "surveys/campaigns/page.html", context)
