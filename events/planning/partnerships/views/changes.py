"""Pages that change: the log of a partnership, and what was promised."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Commitment, Exchange, Partnership
from events.planning.partnerships import operations
from events.planning.partnerships.forms import CommitmentForm, ExchangeForm, NoteForm
from events.planning.partnerships.operations.exchanges import faults_of_correction
from events.planning.partnerships.queries import commitment_at, exchange_at
from events.planning.partnerships.views.pages import page_of_partnership
from events.planning.partnerships.words import part_in_words
from events.planning.queries import partnership_at
from events.planning.views.pages import planning_form, planning_step, sent, subject_of
from events.team.rules import edits_tour
from tournee.errors import OperationError
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def note(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The form of an exchange, with what is to be done next."""
    form, actor = NoteForm(sent(request)[0], partnership=partnership), signed_in_user(request)

    def save() -> None:
        version = form.expected_version
        operations.note_exchange(partnership, form.values, expected_version=version, actor=actor)

    return planning_form(
        request,
        form,
        save,
        subject=subject_of(partnership),
        title=_("An exchange with %(name)s") % {"name": partnership.organisation},
        intro=part_in_words(partnership),
        done=_("The exchange is in the log."),
        done_url=f"{page_of_partnership(partnership)}#log",
        back_url=page_of_partnership(partnership),
        submit_label=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=exchange_at)
def correct(request: HttpRequest, exchange: Exchange) -> HttpResponse:
    """The form of an entry one noted today; for any other, why it stays as it is."""
    partnership, actor, title = exchange.partnership, signed_in_user(request), _("Correct the entry")
    back = page_of_partnership(partnership)
    if refused := next(faults_of_correction(exchange, actor), None):
        context: dict[str, object] = {
            "title": title,
            "refused": refused.message,
            "missing": [],
            "back_url": back,
            "form": Form(),
        }
        return render(request, "events/planning/step.html", context, status=422 if request.method == "POST" else 200)
    standing = {name: getattr(exchange, name) for name in ("kind", "on", "summary")}
    form = ExchangeForm(sent(request)[0], partnership=partnership, initial=standing)
    return planning_form(
        request,
        form,
        lambda: operations.correct_exchange(exchange, form.values, actor=actor),
        subject=subject_of(partnership),
        title=title,
        done_url=f"{back}#log",
        back_url=back,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def add_promise(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The form of a promise that is not noted yet."""
    form, actor = CommitmentForm(*sent(request), partnership=partnership), signed_in_user(request)
    back = page_of_partnership(partnership)
    return planning_form(
        request,
        form,
        lambda: operations.add_commitment(partnership, form.values, actor=actor),
        subject=subject_of(partnership),
        title=_("A promise of %(name)s") % {"name": partnership.organisation},
        intro=part_in_words(partnership),
        done=_("The promise is noted."),
        done_url=f"{back}#promises",
        back_url=back,
        submit_label=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=commitment_at)
def edit_promise(request: HttpRequest, promise: Commitment) -> HttpResponse:
    """The form of a promise."""
    partnership, actor = promise.partnership, signed_in_user(request)
    form = CommitmentForm(*sent(request), instance=promise, partnership=partnership)
    back = page_of_partnership(partnership)
    return planning_form(
        request,
        form,
        lambda: operations.edit_commitment(promise, form.values, expected_version=form.expected_version, actor=actor),
        subject=subject_of(partnership),
        title=_("Edit the promise"),
        done_url=f"{back}#promises",
        back_url=back,
    )


@require_POST
@opens_to(edits_tour, of=commitment_at)
def promise_came(request: HttpRequest, promise: Commitment) -> HttpResponse:
    """It came today, or has not come after all (`came` is 1 or 0), in one tap."""
    try:
        operations.mark_commitment(promise, came=request.POST.get("came") == "1", actor=signed_in_user(request))
    except OperationError as refused:
        messages.error(request, str(refused))
    return redirect(f"{page_of_partnership(promise.partnership)}#promise-{promise.pk}")


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=commitment_at)
def remove_promise(request: HttpRequest, promise: Commitment) -> HttpResponse:
    """Ask, then take a promise away."""
    return planning_step(
        request,
        subject_of(promise.partnership),
        lambda: operations.remove_commitment(promise, actor=signed_in_user(request)),
        title=_("Remove “%(promise)s”?") % {"promise": promise},
        text=_("It is no longer expected of %(name)s.") % {"name": promise.partnership.organisation},
        confirm_label=_("Remove the promise"),
        done=_("The promise is removed."),
        back_url=page_of_partnership(promise.partnership),
        dangerous=True,
    )
