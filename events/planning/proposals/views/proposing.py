"""The forms in which a co-host proposes a change of a public stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Proposal, Session, Stop
from events.planning.forms.base import LaidOut
from events.planning.proposals.forms import CallOffForm, ProposedMaterialForm, ProposedSessionForm, ProposedStopForm
from events.planning.proposals.operations import faults_of_proposing, propose
from events.planning.proposals.queries import own_organisations_at
from events.planning.queries import session_at, stop_at
from events.planning.rules import is_open
from events.planning.suggestions import organisations_for, speakers_for
from events.planning.views.pages import closed, page_of, planning_form, sent
from events.team.rules import co_hosts_stop
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

Kind = Proposal.Kind


def page_of_proposals(stop: Stop) -> str:
    """The address of the stop's proposals."""
    return reverse("planning_stop_proposals", args=[stop.tour.slug, stop.slug])


@require_http_methods(["GET", "POST"])
@opens_to(co_hosts_stop, of=stop_at)
def change_stop(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The form of the stop, sent to the team; before the stop is public, one is led to editing it."""
    if stop.published_at is None:
        return redirect("planning_stop_edit", stop.tour.slug, stop.slug)
    return proposed_stop(request, stop)


def proposed_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The same form, also for whoever opened that of editing before the stop was public: what was typed is kept."""
    title, actor = _("Propose a change of the stop"), signed_in_user(request)
    if refused := _refused(request, stop, Kind.STOP, title):
        return refused
    form = ProposedStopForm(*sent(request), instance=stop, tour=stop.tour)
    logos = [
        Link(_("Change the logo of %(name)s") % {"name": own}, reverse("organisation_edit", args=[own.slug]))
        for own in own_organisations_at(actor, stop)
    ]

    def send() -> object:
        why, version = form.cleaned_data["why"], form.expected_version
        return propose(stop, Kind.STOP, form.values, why=why, expected_version=version, actor=actor)

    return _asked(request, stop, form, send, title=title, links=logos)


@require_http_methods(["GET", "POST"])
@opens_to(co_hosts_stop, of=stop_at)
def new_session(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The form of a session to add, sent to the team."""
    if stop.published_at is None:
        return redirect("planning_session_new", stop.tour.slug, stop.slug)
    return proposed_new_session(request, stop)


def proposed_new_session(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The same form, also for whoever opened that of adding before the stop was public: what was typed is kept."""
    title, actor = _("Propose a new session"), signed_in_user(request)
    if refused := _refused(request, stop, Kind.NEW_SESSION, title):
        return refused
    form = _session_form(request, stop)

    def send() -> object:
        return propose(stop, Kind.NEW_SESSION, form.proposed, why=form.cleaned_data["why"], actor=actor)

    return _asked(request, stop, form, send, title=title)


@require_http_methods(["GET", "POST"])
@opens_to(co_hosts_stop, of=session_at)
def change_session(request: HttpRequest, session: Session) -> HttpResponseBase:
    """The form of a session and of who speaks, sent to the team."""
    stop = session.stop
    if stop.published_at is None:
        return redirect("planning_session_edit", stop.tour.slug, stop.slug, session.pk)
    return proposed_session(request, session)


def proposed_session(request: HttpRequest, session: Session) -> HttpResponse:
    """The same form, also for whoever opened that of editing before the stop was public: what was typed is kept."""
    stop, actor = session.stop, signed_in_user(request)
    title = _("Propose a change of “%(session)s”") % {"session": session}
    if refused := _refused(request, stop, Kind.SESSION, title, session):
        return refused
    form = _session_form(request, stop, session)

    def send() -> object:
        why, version = form.cleaned_data["why"], form.expected_version
        return propose(
            stop, Kind.SESSION, form.proposed, session=session, why=why, expected_version=version, actor=actor
        )

    with timezone.override(stop.zone):
        return _asked(request, stop, form, send, title=title)


@require_http_methods(["GET", "POST"])
@opens_to(co_hosts_stop, of=stop_at)
def material(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The form of a material to add, sent to the team."""
    if stop.published_at is None:
        return redirect("planning_material_add", stop.tour.slug, stop.slug)
    title, actor = _("Propose a material for participants"), signed_in_user(request)
    if refused := _refused(request, stop, Kind.MATERIAL, title):
        return refused
    form = ProposedMaterialForm(*sent(request), stop=stop)

    def send() -> object:
        why, session = form.cleaned_data["why"], form.cleaned_data["session"]
        document = form.document or None
        return propose(stop, Kind.MATERIAL, form.values, session=session, document=document, why=why, actor=actor)

    return _asked(request, stop, form, send, title=title)


@require_http_methods(["GET", "POST"])
@opens_to(co_hosts_stop, of=session_at)
def call_off(request: HttpRequest, session: Session) -> HttpResponseBase:
    """Ask why, then propose to the team that a session be called off."""
    stop, actor = session.stop, signed_in_user(request)
    title = _("Propose to call off “%(session)s”?") % {"session": session}
    if refused := _refused(request, stop, Kind.CANCEL_SESSION, title, session):
        return refused
    return second_step(
        request,
        operation=lambda form: propose(
            stop, Kind.CANCEL_SESSION, {}, session=session, why=form.cleaned_data["why"], actor=actor
        ),
        title=title,
        text=_("The team decides. Until then the session takes place, and people may register."),
        confirm_label=_("Send the proposal"),
        back_url=page_of(stop),
        done=_sent_in_words(),
        done_url=page_of_proposals(stop),
        form_class=CallOffForm,
        template="events/planning/step.html",
        extra={"dangerous": False},
    )


def _session_form(request: HttpRequest, stop: Stop, session: Session | None = None) -> ProposedSessionForm:
    user = signed_in_user(request)
    return ProposedSessionForm(
        *sent(request), instance=session, stop=stop, speakers=speakers_for(user, stop),
        organisations=organisations_for(user, stop), creates=False,
    )  # fmt: skip


def _asked(request: HttpRequest, stop: Stop, form: LaidOut, send: Callable[[], object], **said: Any) -> HttpResponse:
    """The page of a form that is sent to the team; `said` is its title, and links to what one may change oneself."""
    return planning_form(
        request, form, send, subject=stop, done=_sent_in_words(), done_url=page_of_proposals(stop),
        intro=_("This stop is public, so the team looks at changes first. Change below what should be different."),
        submit_label=_("Send the proposal"), **said,
    )  # fmt: skip


def _sent_in_words() -> str:
    return _("Your proposal is sent. The team is told by e-mail, and so are you once it has decided.")


def _refused(
    request: HttpRequest, stop: Stop, kind: str, title: str, session: Session | None = None
) -> HttpResponse | None:
    """The page that says why nothing can be proposed here; None where something can."""
    if not is_open.test(request.user, stop):
        return closed(request, stop, title)
    why = next((fault.message for fault in faults_of_proposing(stop, kind, session)), "")
    if not why:
        return None
    context: dict[str, Any] = {
        "title": title,
        "refused": why,
        "missing": [],
        "back_url": page_of(stop),
        "form": forms.Form(),
    }
    return render(request, "events/planning/step.html", context, status=422 if request.method == "POST" else 200)
