"""Pages of a stop's programme."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Session, Stop
from events.organisations.rules import keeps_organisations
from events.planning import operations
from events.planning.forms.sessions import SessionForm
from events.planning.operations.speakers import add_session_with_speakers, edit_session_with_speakers
from events.planning.queries import session_at, stop_at
from events.planning.suggestions import organisations_for, speakers_for
from events.planning.views.pages import planning_form, planning_step, sent
from events.team.rules import edits_stop, edits_tour
from tournee.web.access import opens_to, signed_in_user

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


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a session that is not there yet."""
    form, actor = _form(request, stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: add_session_with_speakers(stop, form.values, form.speakers, actor=actor),
        subject=stop,
        title=_("New session"),
        done=lambda: _("“%(session)s” is in the programme.") % {"session": form.cleaned_data["title_fr"]},
        part=_PART,
        intro="" if stop.starts_on else _("Give the stop a date first: a session happens on one of its days."),
        submit_label=_("Add the session"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=session_at)
def edit(request: HttpRequest, session: Session) -> HttpResponse:
    """The form of a session; a stale one shows the other person's times in the stop's zone."""
    form, actor = _form(request, session.stop, session), signed_in_user(request)

    def save() -> None:
        version = form.expected_version
        edit_session_with_speakers(session, form.values, form.speakers, expected_version=version, actor=actor)

    with timezone.override(session.stop.zone):
        return planning_form(request, form, save, subject=session.stop, title=_("Edit the session"), part=_PART)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_at)
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then cancel one session of a stop that takes place."""
    return planning_step(
        request,
        session.stop,
        lambda: operations.cancel_session(session, actor=signed_in_user(request)),
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
    return planning_step(
        request,
        session.stop,
        lambda: operations.reinstate_session(session, actor=signed_in_user(request)),
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
