"""The pages where the rule of attendance is set."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Session, Stop
from events.planning.queries import stop_at
from events.planning.views.pages import planning_form, planning_step, sent
from events.team.rules import edits_tour
from registrations.attendance.rule import operations
from registrations.attendance.rule.consequences import consequences_of
from registrations.attendance.rule.forms import RuleForm
from registrations.attendance.rule.queries import rules_of, session_of
from registrations.models import AttendanceRule
from tournee.web.access import opens_to, signed_in_user


def _papers(stop: Stop) -> str:
    return reverse("stop_papers", args=[stop.tour.slug, stop.slug])


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of the stop's rule."""
    return _edit(request, stop, None, rules_of(stop).of_stop)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_of)
def of_session(request: HttpRequest, session: Session) -> HttpResponse:
    """The form of a session's own rule, which begins as the stop's."""
    rules = rules_of(session.stop)
    stops = rules.of_stop
    begun = AttendanceRule(
        stop=session.stop, session=session, regime=stops.regime, follows=stops.follows, self_sign_in=stops.self_sign_in
    )
    return _edit(request, session.stop, session, rules.of_sessions.get(session.pk, begun))


def _edit(request: HttpRequest, stop: Stop, session: Session | None, rule: AttendanceRule) -> HttpResponse:
    form, actor = RuleForm(*sent(request), instance=rule), signed_in_user(request)

    def save() -> AttendanceRule:
        regime = form.values["regime"]
        if regime not in {request.POST.get("sure"), rules_of(stop).of(session).regime}:
            found = consequences_of(stop, session, regime)
            form.asked, form.lacks_sheets = tuple(found.said()), found.lacks_sheets
        if form.asked:
            raise operations.RuleError(
                _("This changes hours that are proved already. Save all the same, or choose the former regime."),
                code="asked", field="regime",
            )  # fmt: skip
        version = form.expected_version or (1 if rule.pk is None else None)
        return operations.save_rule(stop, session, form.values, expected_version=version, actor=actor)

    title = _("Attendance in “%(session)s”") % {"session": session} if session else _("How presence is proved")
    return planning_form(
        request, form, save, subject=stop, title=title,
        template="registrations/attendance/rule/form.html", done_url=_papers(stop), back_url=_papers(stop),
        done=_("The rule is kept. Sheets and posters follow it from now on."), submit_label=_("Save"),
        intro=_("For this session only; the others follow the stop’s rule.") if session else
        _("For every session of the stop that has no rule of its own."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_of)
def follow(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask before a session follows its stop's rule again."""
    actor, stops = signed_in_user(request), rules_of(session.stop).of_stop
    text = [_("Its own rule goes. What was noted and signed stays.")]
    text += consequences_of(session.stop, session, stops.regime).said()
    return planning_step(
        request, session.stop, lambda: operations.follow_the_stop(session, actor=actor),
        title=_("Let “%(session)s” follow the stop’s rule?") % {"session": session},
        text=" ".join(text),
        confirm_label=_("Follow the stop’s rule"), done=_("The session follows the stop’s rule."),
        back_url=_papers(session.stop), done_url=_papers(session.stop),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def renew(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask before the self sign-in codes that were printed are made worthless."""
    actor = signed_in_user(request)
    return planning_step(
        request, stop, lambda: operations.renew_codes(stop, actor=actor), dangerous=True,
        title=_("Replace the self sign-in codes?"),
        text=_("The posters printed before open nothing any more: print and hang new ones."),
        confirm_label=_("Replace the codes"), done=_("The codes are new. Print the posters again."),
        back_url=_papers(stop), done_url=_papers(stop),
    )  # fmt: skip
