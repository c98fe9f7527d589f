"""Firms in the workspace: a tour's, one's dossier, two that look alike; and who agreed to be called back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Organisation, Tour
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.views.pages import crumbs_to
from events.team.queries import roles_of
from registrations.dossiers import callbacks, operations, queries, rules
from registrations.dossiers.announcements import dossier_parts
from registrations.dossiers.choosing import SOURCE
from registrations.dossiers.comparing import lines_of
from registrations.dossiers.duplicates import alike_to, likenesses
from registrations.dossiers.forms import JoinForm, keeping_of
from registrations.dossiers.tables import COLUMNS, firm_rows
from registrations.dossiers.words import fact_in_words
from registrations.models import Company, CompanyMerge
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step
from tournee.web.tables import build_table

FILTERS = "registrations.dossiers.filters.FirmFilters"


@require_safe
@opens_to(rules.edits_tour, of=tour_at)
def firms(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The firms that registered at a tour, each once, and how many look alike."""
    table = build_table(request, queries.firms_of(tour), COLUMNS, default_sort="name", filters=FILTERS)
    table.page.object_list = firm_rows(table.page.object_list)
    context = {
        "tour": tour,
        "context_tour": tour,
        "table": table,
        "alike": len(likenesses(tour)),
        "call_backs": callbacks.by_co_host(tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Companies")),
    }
    return render(request, "registrations/dossiers/firms.html", context)


@require_safe
@opens_to(rules.edits_tour, of=tour_at)
def alike(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The pairs that may be one firm, each with why, to be joined or told apart."""
    crumbs = [*crumbs_to(request, tour), Link(_("Companies"), reverse("firms", args=[tour.slug]))]
    context = {
        "tour": tour,
        "context_tour": tour,
        "pairs": likenesses(tour),
        "tabs": tabs_of_tour(request, tour, reverse("firms", args=[tour.slug])),
        "crumbs": [*crumbs, Link(_("Companies that look alike"), "")],
    }
    return render(request, "registrations/dossiers/alike.html", context)


@require_safe
@opens_to(rules.keeps_dossier, of=queries.firm_at)
def page(request: HttpRequest, firm: Company) -> HttpResponseBase:
    """All that is known of a firm; a record that was joined to another leads there."""
    if request.resolver_match and request.resolver_match.kwargs["firm"] != firm.public_id:
        return redirect("firm", firm.public_id)
    user = signed_in_user(request)
    roles = roles_of(user)
    edited = None if roles.administrator else frozenset(roles.edited)
    dossier = queries.dossier_of(firm, tours=edited)
    sources = {"registration": _("said when registering"), SOURCE: _("chosen when two records were joined")}
    context = {
        "firm": firm,
        "dossier": dossier,
        "edited": {one.registration.stop.tour_id for one in dossier.appearances} if edited is None else edited,
        "facts": [(fact, fact_in_words(fact), sources.get(fact.source, fact.source)) for fact in dossier.facts],
        "agreed": [(consent, callbacks.subjects_in_words(consent)) for consent in dossier.consents],
        "parts": [part for contributed in dossier_parts for part in contributed(firm, edited)],
        "alike": [(pair.second if pair.first == firm else pair.first, pair.why) for pair in alike_to(firm)],
        "crumbs": [Link(_("Workspace"), reverse("workspace")), Link(str(firm), "")],
    }
    return render(request, "registrations/dossiers/firm.html", context)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two firms of an address."""

    firm: Company
    other: Company


def pair_at(firm: uuid.UUID, other: uuid.UUID) -> Pair:
    """The two firms. Raises Http404."""
    return Pair(queries.firm_at(firm), queries.firm_at(other))


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.keeps_both, of=pair_at)
def join(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Make the other a part of this one, after a second step with both side by side: whose words are kept."""
    actor = signed_in_user(request)
    return second_step(
        request,
        form_class=partial(JoinForm, lines=lines_of(pair.firm, pair.other)),
        operation=lambda form: operations.merge(pair.firm, pair.other, actor=actor, keeping=keeping_of(form)),
        template="registrations/dossiers/join.html",
        extra={
            "firm": pair.firm,
            "other": pair.other,
            "crumbs": [
                Link(_("Workspace"), reverse("workspace")),
                Link(str(pair.firm), reverse("firm", args=[pair.firm.public_id])),
                Link(_("Join two records"), ""),
            ],
        },
        title=_("Join %(other)s to %(firm)s?") % {"other": pair.other, "firm": pair.firm},
        text=_(
            "Registrations, people, numbers, facts and contacts of %(other)s become those of %(firm)s. Nothing is lost,"
            " and it can be undone on the page of %(firm)s."
        )
        % {"other": pair.other, "firm": pair.firm},
        confirm_label=_("Join them"),
        back_url=reverse("firm", args=[pair.firm.public_id]),
        done=_("They are one firm now."),
    )


@require_POST
@opens_to(rules.keeps_both, of=pair_at)
def different(request: HttpRequest, pair: Pair) -> HttpResponse:
    """They are two: they are proposed no more."""
    operations.tell_apart(pair.firm, pair.other, actor=signed_in_user(request))
    messages.success(
        request,
        _("%(firm)s and %(other)s stay two firms, and are proposed no more.")
        % {"firm": pair.firm, "other": pair.other},
    )
    tour = Tour.objects.filter(slug=request.POST.get("tour", "")).first()
    return redirect("firms_alike", tour.slug) if tour else redirect("firm", pair.firm.public_id)


def merge_at(merge: int) -> CompanyMerge:
    """The joining of an address. Raises Http404."""
    return get_object_or_404(CompanyMerge.objects.select_related("kept", "gone"), pk=merge)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.keeps_merge, of=merge_at)
def part(request: HttpRequest, merge: CompanyMerge) -> HttpResponse:
    """Undo a joining, after a second step."""
    return second_step(
        request,
        operation=lambda _form: operations.separate(merge, actor=signed_in_user(request)),
        title=_("Part %(gone)s from %(kept)s?") % {"gone": merge.gone, "kept": merge.kept},
        text=_("What came with it goes back to it. What was registered since stays with %(kept)s.")
        % {"kept": merge.kept},
        confirm_label=_("Part them"),
        back_url=reverse("firm", args=[merge.kept.public_id]),
        done=_("They are two firms again."),
    )


def organisation_at(organisation: str) -> Organisation:
    """The organisation of an address. Raises Http404."""
    return get_object_or_404(Organisation, slug=organisation)


@require_safe
@opens_to(rules.calls_back, of=organisation_at)
def call_backs(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who agreed to be called back by the organisation, about what."""
    stops = rules.called_back_at(signed_in_user(request), organisation)
    agreed = callbacks.agreed_with(organisation, stops)
    context = {
        "organisation": organisation,
        "agreed": [(consent, callbacks.subjects_in_words(consent)) for consent in agreed],
        "crumbs": [Link(_("Workspace"), reverse("workspace")), Link(_("To call back"), "")],
    }
    return render(request, "registrations/dossiers/call_backs.html", context)


@dataclass(frozen=True, slots=True)
class CallBackSheet:
    """An organisation's list as a file of a kind."""

    organisation: Organisation
    suffix: str


def sheet_at(organisation: str, suffix: str) -> CallBackSheet:
    """The list asked for. Raises Http404, also for another kind of file."""
    if suffix not in {"xlsx", "csv"}:
        raise Http404
    return CallBackSheet(organisation_at(organisation), suffix)


@require_safe
@opens_to(rules.calls_back_by_sheet, of=sheet_at)
def call_backs_sheet(request: HttpRequest, asked: CallBackSheet) -> HttpResponse:
    """The same as a workbook or as CSV."""
    from tournee.sheets.responses import sheet_response  # lazily: sheets are seldom asked for
    from tournee.sheets.separated import write_csv  # lazily: the same
    from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

    stops = rules.called_back_at(signed_in_user(request), asked.organisation)
    rows = callbacks.rows_of(callbacks.agreed_with(asked.organisation, stops))
    language = active_language()
    title = f"{callbacks.CALL_BACKS.title(language)} – {asked.organisation}"
    if asked.suffix == "csv":
        content = write_csv(callbacks.CALL_BACKS, rows, language=language)
    else:
        content = write_xlsx(callbacks.CALL_BACKS, rows, title=title, language=language)
    return sheet_response(content, f"{title}.{asked.suffix}")
