"""Pages of a stop's programme."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Session, Stop
from events.planning import operations
from events.planning.forms.sessions import SessionForm, speakers_known_to
from events.planning.operations.speakers import add_session_with_speakers, edit_session_with_speakers
from events.planning.queries import session_at, stop_at
from events.planning.views.pages import created, form_page, page_of, saved, sent
from events.team.rules import edits_stop, edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.second_step import second_step

_TEMPLATE = "events/planning/step.html"


def _form(request: HttpRequest, stop: Stop, session: Session | None = None) -> SessionForm:
    speakers = speakers_known_to(stop, all_of_them=edits_tour.test(request.user, stop))
    return SessionForm(*sent(request), instance=session, stop=stop, speakers=speakers)


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a session that is not there yet."""
    form, actor = _form(request, stop), signed_in_user(request)
    made: list[Session] = []
    answer = created(
        request,
        form,
        lambda: made.append(add_session_with_speakers(stop, form.values, form.speakers, actor=actor)),
        done=lambda: (_("“%(session)s” is in the programme.") % {"session": made[0]}, f"{page_of(stop)}#programme"),
    )
    label = _("Add the session")
    intro = "" if stop.starts_on else _("Give the stop a date first: a session happens on one of its days.")
    return answer or form_page(request, form, title=_("New session"), subject=stop, submit_label=label, intro=intro)


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=session_at)
def edit(request: HttpRequest, session: Session) -> HttpResponse:
    """The form of a session; a stale one shows the other person's times in the stop's zone."""
    form, actor = _form(request, session.stop, session), signed_in_user(request)

    def save() -> None:
        version = form.expected_version
        edit_session_with_speakers(session, form.values, form.speakers, expected_version=version, actor=actor)

    with timezone.override(session.stop.zone):
        answer = saved(request, form, save, url=lambda: f"{page_of(session.stop)}#programme")
        return answer or form_page(request, form, title=_("Edit the session"), subject=session.stop)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_at)
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then cancel one session of a stop that takes place."""
    return second_step(
        request,
        operation=lambda _form: operations.cancel_session(session, actor=signed_in_user(request)),
        title=_("Cancel “%(session)s”?") % {"session": session},
        text=_("The stop takes place without it. Once public, it stays on the page and in calendars, as cancelled."),
        confirm_label=_("Cancel the session"),
        back_url=page_of(session.stop),
        done=_("“%(session)s” is cancelled.") % {"session": session},
        template=_TEMPLATE,
        extra={"dangerous": True},
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=session_at)
def reinstate(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then take the cancellation of a session back."""
    return second_step(
        request,
        operation=lambda _form: operations.reinstate_session(session, actor=signed_in_user(request)),
        title=_("Does “%(session)s” take place after all?") % {"session": session},
        text=_("The page and the calendars that people subscribe to follow at once."),
        confirm_label=_("Take the cancellation back"),
        back_url=page_of(session.stop),
        done=_("“%(session)s” takes place after all.") % {"session": session},
        template=_TEMPLATE,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=session_at)
def remove(request: HttpRequest, session: Session) -> HttpResponse:
    """Ask, then take a session nobody has seen out of the programme."""
    return second_step(
        request,
        operation=lambda _form: operations.remove_session(session, actor=signed_in_user(request)),
        title=_("Remove “%(session)s”?") % {"session": session},
        text=_("It disappears from the programme, with the list of who was to speak."),
        confirm_label=_("Remove the session"),
        back_url=page_of(session.stop),
        done=_("“%(session)s” is removed.") % {"session": session},
        template=_TEMPLATE,
        extra={"dangerous": True},
    )
