"""Pages of a stop's programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Session, Stop
from events.organisations.rules import keeps_organisations
from events.planning import operations
from events.planning.conflicts.rooms import also_in_the_room
from events.planning.forms.sessions import SessionForm
from events.planning.operations.speakers import add_session_with_speakers, edit_session_with_speakers
from events.planning.proposals.rules import hosts_a_public_stop
from events.planning.proposals.views.proposing import proposed_new_session, proposed_session
from events.planning.queries import session_at, stop_at
from events.planning.suggestions import organisations_for, speakers_for
from events.planning.telling.asking import SEE, preview_before
from events.planning.telling.told import Kind
from events.planning.views.pages import planning_form, planning_step, sent
from events.team.rules import co_hosts_stop, edits_stop, edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted

_PART = "#programme"


def _form(request: HttpRequest, stop: Stop, session: Session | None = None) -> SessionForm:
    user = signed_in_user(request)
    return SessionForm(
        *sent(request),
        instance=session,
        stop=stop,
        speakers=speakers_for(user, stop),
        organisations=organisations_for(user, stop),
        creates=keeps_organisations.test(user),
    )


def _warn(request: HttpRequest, session: Session) -> None:
    """Say, once it is saved, that another stop is in the same room at the same venue meanwhile."""
    if said := also_in_the_room(session, signed_in_user(request)):
        messages.warning(request, said)


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop | co_hosts_stop, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a session that is not there yet; co-hosts of a public stop propose what they typed."""
    if hosts_a_public_stop.test(request.user, stop):
        return proposed_new_session(request, stop)
    form, actor = _form(request, stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: _warn(request, add_session_with_speakers(stop, form.values, form.speakers, actor=actor)),
        subject=stop,
        title=_("New session"),
        done=lambda: _("“%(session)s” is in the programme.") % {"session": form.cleaned_data["title_fr"]},
        part=_PART,
        intro="" if stop.starts_on else _("Give the stop a date first: a session happens on one of its days."),
        submit_label=_("Add the session"),
    )


def _is_public(session: Session) -> bool:
    return session.stop.published_at is not None


def _telling_step(
    request: HttpRequest,
    session: Session,
    kind: Kind,
    operation: Callable[..., object],
    *,
    confirm_label: str,
    **said: Any,
) -> HttpResponse:
    """Ask before `operation`; where readers know the session, show who is told before it is done."""
    actor, form = signed_in_user(request), forms.Form(posted(request))

    def take(subject: Any) -> object:
        return operation(subject, actor=actor)

    preview = preview_before(request, form, session, kind, take) if _is_public(session) else None
    label = SEE if _is_public(session) and not preview else confirm_label
    return planning_step(request, session.stop, lambda: take(session), confirm_label=label, preview=preview, **said)


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop | co_hosts_stop, of=session_at)
def edit(request: HttpRequest, session: Session) -> HttpResponse:
    """The form of a session; a stale one shows the other person's times in the stop's zone.

    Co-hosts of a public stop propose what they typed.
    """
    if hosts_a_public_stop.test(request.user, session):
        return proposed_session(request, session)
    form, actor = _form(request, session.stop, session), signed_in_user(request)

    def save(subject: Any) -> Session:
        version = form.expected_version
        return edit_session_with_speakers(subject, form.values, form.speakers, expected_version=version, actor=actor)

    with timezone.override(session.stop.zone):
        preview = preview_before(request, form, session, Kind.SESSION_CHANGED, save) if _is_public(session) else None
        return planning_form(
            request,
            form,
            lambda: _warn(request, save(session)),
            subject=session.stop,
            title=_("Edit the session"),
            part=_PART,
            submit_label=_("Save and tell them") if preview else "",
            preview=preview,
        )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_at)
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then cancel one session of a stop that takes place."""
    return _telling_step(
        request,
        session,
        Kind.SESSION_CANCELLED,
        operations.cancel_session,
        title=_("Cancel “%(session)s”?") % {"session": session},
        text=_("The stop takes place without it. Once public, it stays on the page and in calendars, as cancelled."),
        confirm_label=_("Cancel the session"),
        done=_("“%(session)s” is cancelled.") % {"session": session},
        dangerous=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_at)
def reinstate(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then take the cancellation of a session back."""
    return _telling_step(
        request,
        session,
        Kind.SESSION_REINSTATED,
        operations.reinstate_session,
        title=_("Does “%(session)s” take place after all?") % {"session": session},
        text=_("The page and the calendars that people subscribe to follow at once."),
        confirm_label=_("Take the cancellation back"),
        done=_("“%(session)s” takes place after all.") % {"session": session},
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=session_at)
def remove(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then take a session nobody has seen out of the programme."""
    return planning_step(
        request,
        session.stop,
        lambda: operations.remove_session(session, actor=signed_in_user(request)),
        title=_("Remove “%(session)s”?") % {"session": session},
        text=_("It disappears from the programme, with the list of who was to speak."),
        confirm_label=_("Remove the session"),
        done=_("“%(session)s” is removed.") % {"session": session},
        dangerous=True,
    )
