"""Individual answers as a file, for those who may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from events.team.rules import edits_tour
from surveys.campaigns.queries import campaign_at
from surveys.models import Campaign
from tournee.texts.languages import active_language
from tournee.web.access import opens_to


@require_safe
@opens_to(edits_tour, of=lambda campaign, suffix: campaign_at(campaign))
def responses(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The responses of a campaign, without names."""
    from surveys.campaigns.exports import export  # lazily: sheets are seldom asked for
    from tournee.sheets.responses import sheet_response  # lazily: the same

    suffix = request.path.rpartition(".")[2]
    return sheet_response(export(campaign, suffix, language=active_language()), f"{campaign.slug}.{suffix}")
