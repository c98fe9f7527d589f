"""The papers of a stop in the workspace: one click each, in both languages."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Session, Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour
from registrations.attendance.papers.files import BADGES, KINDS, Paper, formats_of, paper_at
from registrations.attendance.papers.forms import BadgesForm
from registrations.attendance.papers.standing import is_made, withheld
from registrations.attendance.queries import people_with_a_seat
from registrations.attendance.rule.queries import rules_of
from registrations.attendance.rule.words import regime_in_words, self_sign_in_in_words, whose_rule
from registrations.attendance.rules import sees_attendance
from registrations.models import AttendanceRule, CaseSent
from tournee.texts.languages import active_language
from tournee.web.access import opens_to
from tournee.web.downloads import file_response
from tournee.web.languages import NAMES


@require_safe
@opens_to(sees_attendance, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What to print, and the rule that the sheets follow."""
    return _page(request, stop, BadgesForm(initial={"language": active_language()}))


def _page(request: HttpRequest, stop: Stop, badges: BadgesForm) -> HttpResponse:
    said = _said(stop)
    kept_back, edits = withheld(stop), edits_tour.test(request.user, stop)
    tabs = tabs_of_stop(request, stop, request.path)
    calls = reverse("calls", args=[stop.tour.slug, stop.slug])
    needs = people_with_a_seat(stop).exclude(needs="").count()
    context = {
        "stop": stop,
        "papers": [(kind, label, _files(stop, kind)) for kind, label in KINDS.items() if is_made(kind, stop)],
        "withheld": kept_back,
        "calls": calls if any(tab.url == calls for tab in tabs) else "",
        "badges": badges if is_made(BADGES, stop) else None,
        "needs": needs,
        "said": said,
        "signs_in": not kept_back and any(rule.self_sign_in for _session, rule, _sentences in said),
        "sent": CaseSent.objects.filter(stop=stop).order_by("-day").first(),
        "edits": edits,
        "tabs": tabs,
        "crumbs": crumbs_to(request, stop, _("Papers")),
        "context_tour": stop.tour,
    }
    status = 422 if badges.errors else 200
    return render(request, "registrations/attendance/papers/page.html", context, status=status)


def _files(stop: Stop, kind: str) -> list[tuple[str, str, str, str]]:
    """The address, the language and its name, and the format of each file of a kind."""
    address = [stop.tour.slug, stop.slug]
    return [
        (reverse("stop_paper", args=[*address, language, kind, suffix]), language, name, suffix.upper())
        for suffix in formats_of(kind)
        for language, name in NAMES.items()
    ]


def _said(stop: Stop) -> list[tuple[Session | None, AttendanceRule, list[str]]]:
    """The stop's rule in sentences, then each session with its own, or None where it follows the stop."""
    rules = rules_of(stop)
    sessions = stop.sessions.planned()
    rows: list[tuple[Session | None, AttendanceRule, list[str]]] = [(None, rules.of_stop, _sentences(rules.of_stop))]
    for session in sessions:
        own = rules.of_sessions.get(session.pk)
        rows.append((session, own or rules.of_stop, _sentences(own) if own else []))
    return rows


def _sentences(rule: AttendanceRule) -> list[str]:
    follows = whose_rule(rule)
    said = _("Rule followed: %(rule)s.") % {"rule": follows.rstrip(".")} if follows else ""
    return [sentence for sentence in (regime_in_words(rule), said, self_sign_in_in_words(rule)) if sentence]


@require_safe
@opens_to(sees_attendance, of=paper_at)
def paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """One paper; the page that says why, where the stop has none as it stands."""
    return _sent(replace(paper, contacts=edits_tour.test(request.user, paper.stop)))


@require_safe
@opens_to(sees_attendance, of=stop_at)
def badges(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Badges on the sheets one has; the page again where those are not, or where the stop has none."""
    if not is_made(BADGES, stop):
        return redirect(_page_of(stop))
    form = BadgesForm(request.GET)
    if not form.is_valid():
        return _page(request, stop, form)
    chosen = form.cleaned_data
    return _sent(Paper(stop, BADGES, "pdf", chosen["language"], chosen["grid"], chosen["skip"] or 0))


def _page_of(stop: Stop) -> str:
    return reverse("stop_papers", args=[stop.tour.slug, stop.slug])


def _sent(paper: Paper) -> HttpResponse:
    if not paper.is_made:
        return redirect(_page_of(paper.stop))
    return file_response(paper.content(), paper.name, paper.content_type)
