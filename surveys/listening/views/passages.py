"""Passages in the workspace: noting, correcting, coding, withdrawing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Stop
from events.planning.queries import stop_at
from surveys.listening import operations
from surveys.listening.forms import CodingForm, CorrectionForm, SessionNoteForm
from surveys.listening.queries import passage_at
from surveys.listening.rules import codes_passages, keeps_passage, notes_sessions
from surveys.listening.views.around import back_to_list, keep_note, note_form, note_step, notes_of
from surveys.models import Passage, Skill
from tournee.errors import OperationError
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted


def stop_of(passage: Passage) -> Stop:
    """The stop at whose address a passage is; the loader holds that there is one."""
    if passage.stop is None:
        raise ValueError(passage)
    return passage.stop


@require_http_methods(["GET", "POST"])
@opens_to(notes_sessions, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a note, for whoever has an account."""
    sent = posted(request)
    form = SessionNoteForm(
        sent, stop=stop, initial={"language": active_language(), "session": request.GET.get("session")}
    )

    def keep() -> None:
        keep_note(form, form.cleaned_data["session"], actor=signed_in_user(request))

    return note_form(
        request, stop, form, keep, title=_("New note"), done=_("It is noted. Thank you."),
        submit_label=_("Keep the note"), done_url=f"{notes_of(stop)}#passages",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(keeps_passage, of=passage_at)
def edit(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Correct a passage."""
    form = CorrectionForm(posted(request), passage=passage)

    def save() -> None:
        version, actor = form.expected_version, signed_in_user(request)
        operations.edit_passage(passage, form.values, expected_version=version, actor=actor)

    return note_form(
        request, stop_of(passage), form, save, title=_("Correct the note"), done=_("Your changes are kept."),
        done_url=f"{notes_of(stop_of(passage))}#passage-{passage.pk}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(keeps_passage, of=passage_at)
def withdraw(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Ask, then withdraw a passage."""
    return note_step(
        request, stop_of(passage), lambda: operations.withdraw_passage(passage, actor=signed_in_user(request)),
        title=_("Withdraw this note?"),
        text=_("It is shown, counted and quoted no more. What is published already stays as it is."),
        confirm_label=_("Withdraw the note"), done=_("The note is withdrawn."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(codes_passages, of=passage_at)
def code(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Say of which skill a passage speaks."""
    stop, form = stop_of(passage), CodingForm(posted(request))
    return note_form(
        request, stop, form,
        lambda: operations.code_passage(passage, form.cleaned_data["skill"], actor=signed_in_user(request)),
        title=_("Of which skill does it speak?"), intro=passage.text, submit_label=_("Add the skill"),
        done=lambda: _("Coded: %(skill)s.") % {"skill": form.cleaned_data["skill"]},
        done_url=back_to_list(request, stop, f"#passage-{passage.pk}"),
    )  # fmt: skip


@require_POST
@opens_to(codes_passages, of=passage_at)
def uncode(request: HttpRequest, passage: Passage) -> HttpResponse:
    """It does not speak of that skill."""
    number = request.POST.get("skill", "")
    skill = get_object_or_404(Skill, pk=int(number) if number.isdecimal() and len(number) < 16 else 0)
    return _changed(request, passage, operations.uncode_passage, skill)


@require_POST
@opens_to(codes_passages, of=passage_at)
def quotable(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Whether it may be quoted."""
    return _changed(request, passage, operations.set_quotable, request.POST.get("quotable") == "yes")


def _changed(request: HttpRequest, passage: Passage, operation: Callable[..., object], value: object) -> HttpResponse:
    """Do it, and go back to the passage in its list; a refusal is said there."""
    try:
        operation(passage, value, actor=signed_in_user(request))
    except OperationError as refused:
        messages.error(request, str(refused))
    return redirect(back_to_list(request, stop_of(passage), f"#passage-{passage.pk}"))
