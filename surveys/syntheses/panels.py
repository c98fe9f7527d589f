"""What syntheses add to the pages below: the tab of a stop, what came of it on its public page, answers in figures."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.catalogue.panels import KeyFigure, Panel
from events.models import Stop, Tour
from registrations.figures.counting import base
from surveys.models import Campaign, Edition, Recipient, Response
from surveys.syntheses.queries import newest_edition_of
from surveys.syntheses.rules import reads_draft
from tournee.texts.typography import format_number
from tournee.web.navigation import Link


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """The synthesis of a stop, for its team and its co-hosts."""
    if reads_draft.test(request.user, stop):
        url = reverse("stop_synthesis", args=[stop.tour.slug, stop.slug])
        yield Link(_("Synthesis"), url, request.path.startswith(url))


def came_of_it(stop: Stop) -> Panel | None:
    """What is published of a stop; one query once it has begun, none before."""
    if stop.starts_on is None or stop.starts_on > timezone.localdate():
        return None
    edition = newest_edition_of(stop)
    if edition is None:
        return None
    context: dict[str, object] = {
        "figures": list(key_figures(edition)),
        "url": reverse("synthesis", args=[edition.synthesis.slug]),
        "title": edition.synthesis.title,
    }
    return Panel(gettext_lazy("What came of it"), "surveys/syntheses/panel.html", context)


def key_figures(edition: Edition) -> Iterable[KeyFigure]:
    """Who came and who answered, as the edition keeps them; nothing of what is nought."""
    presence, campaigns = edition.content["presence"], edition.content["campaigns"]
    if people := presence["present"]:
        yield KeyFigure(format_number(people), ngettext("person came", "people came", people))
    if firms := presence["companies"]:
        yield KeyFigure(format_number(firms), ngettext("company", "companies", firms))
    if answered := sum(campaign["answered"] for campaign in campaigns):
        asked = sum(campaign["asked"] for campaign in campaigns)
        sample = _("of %(asked)s asked") % {"asked": format_number(asked)}
        yield KeyFigure(format_number(answered), ngettext("answer", "answers", answered), sample=sample)


def figures(tour: Tour) -> Iterable[KeyFigure]:
    """The answers to the tour's campaigns that are closed: they move no more. Two queries once it has begun."""
    if tour.starts_on > timezone.localdate():
        return
    over = Q(closes_at__lte=timezone.now()) | Q(state=Campaign.State.STOPPED)
    closed = Campaign.objects.filter(over, tour=tour, invited_at__isnull=False).order_by()
    answered = Response.objects.filter(campaign__in=closed, submitted_at__isnull=False).count()
    if answered >= base():
        asked = Recipient.objects.filter(campaign__in=closed, invited_at__isnull=False).count()
        sample = _("of %(asked)s asked") % {"asked": format_number(asked)}
        yield KeyFigure(format_number(answered), _("answers to the tour’s questionnaires"), sample=sample)
