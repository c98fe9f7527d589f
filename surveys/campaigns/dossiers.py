"""What campaigns add to a firm's dossier, and what of theirs follows it when two records become one."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from registrations.dossiers.announcements import CompaniesMerged, CompaniesSeparated, DossierLine, DossierPart
from registrations.models import Company
from surveys.models import Campaign, Recipient, Response
from tournee.texts.typography import format_date

_MOVED: tuple[type[Recipient] | type[Response], ...] = (Recipient, Response)


def asked_of(company: Company, tours: frozenset[int] | None) -> Iterator[DossierPart]:
    """The questionnaires of those tours (None: all) that its people were asked, and how many answered; one query."""
    theirs = Q(recipients__company=company, recipients__invited_at__isnull=False)
    answered = theirs & Q(recipients__response__submitted_at__isnull=False)
    campaigns = Campaign.objects.annotate(
        asked=Count("recipients", filter=theirs, distinct=True),
        answered=Count("recipients", filter=answered, distinct=True),
    ).filter(Q() if tours is None else Q(tour__in=tours), asked__gt=0)
    colon = pgettext("after a field's name", ":")
    lines = tuple(
        DossierLine(
            f"{campaign}{colon} {_said(campaign.asked, campaign.answered)}",
            format_date(campaign.opens_at.astimezone(ZoneInfo(campaign.tour.time_zone)).date()),
            reverse("campaign", args=[campaign.slug]),
        )
        for campaign in campaigns.select_related("tour").order_by("-opens_at", "pk")
    )
    if lines:
        yield DossierPart(_("Questionnaires"), lines)


def _said(asked: int, answered: int) -> str:
    people = ngettext("%(asked)s person asked", "%(asked)s people asked", asked) % {"asked": asked}
    replies = ngettext("%(answered)s answer", "%(answered)s answers", answered) % {"answered": answered}
    return f"{people}, {replies}"


def move(merged: CompaniesMerged) -> None:
    """Who was asked, and what was answered, follow the firm."""
    for model in _MOVED:
        rows = model._base_manager.filter(company=merged.gone)
        ids = list(rows.values_list("pk", flat=True))
        model._base_manager.filter(pk__in=ids).update(company=merged.kept)
        merged.moved[f"surveys.{model._meta.model_name}"] = ids


def give_back(separated: CompaniesSeparated) -> None:
    """The same the other way round."""
    for model in _MOVED:
        ids = separated.moved.get(f"surveys.{model._meta.model_name}", [])
        model._base_manager.filter(pk__in=ids, company=separated.kept).update(company=separated.gone)
