"""Messages of a tour: what was sent, and what goes out by rule."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Tour
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.rules import is_open
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour
from registrations.models import Message
from registrations.writing import operations
from registrations.writing.example import example_of, reader_of
from registrations.writing.forms import RuleForm
from registrations.writing.languages import unwritten
from registrations.writing.queries import Written, message_at, messages_of, states_of
from registrations.writing.sending import languages_of, letter_to
from tournee.errors import OperationError
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link


def list_of(tour: Tour) -> str:
    """The address of the tour's messages."""
    return reverse("tour_messages", args=[tour.slug])


@require_safe
@opens_to(edits_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The rules, and what was sent."""
    written = messages_of(tour)
    context = {
        "tour": tour, "context_tour": tour, "plans": is_open.test(request.user, tour),
        "rules": [one for one in written if one.is_rule],
        "sent": [one for one in written if not one.is_rule],
        "crumbs": crumbs_to(request, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
    }  # fmt: skip
    return render(request, "registrations/writing/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """A rule that is not there yet."""
    form, made = RuleForm(*sent(request), tour=tour), []
    return planning_form(
        request, form, lambda: made.append(operations.write_rule(tour, form.values, actor=signed_in_user(request))),
        subject=tour, title=_("New message by rule"), done=_("The rule is kept. Look at how it reads."),
        done_url=lambda: reverse("written_message", args=[made[0].pk]), back_url=list_of(tour),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=message_at)
def edit(request: HttpRequest, message: Message) -> HttpResponse:
    """Change a rule."""
    if message.days is None:
        return redirect("written_message", message.pk)
    form = RuleForm(*sent(request), instance=message, tour=message.tour)

    def save() -> None:
        version = form.expected_version
        operations.edit_rule(message, form.values, expected_version=version, actor=signed_in_user(request))

    page_of = reverse("written_message", args=[message.pk])
    return planning_form(
        request, form, save, subject=message.tour, title=_("Edit the rule"), done_url=page_of, back_url=page_of
    )


@require_safe
@opens_to(edits_tour, of=message_at)
def one(request: HttpRequest, message: Message) -> HttpResponse:
    """One message: how it reads in each language, to whom it went and what the outbox says of it."""
    sendings = list(message.sendings.select_related("stop").order_by("at", "pk"))
    one_of_them = reader_of(message)
    reader = one_of_them or example_of(message.tour, message.stop)
    count = sum(sending.recipients for sending in sendings)
    title = str(message)
    context = {
        "message": message, "title": title, "context_tour": message.tour,
        "sendings": [sending for sending in sendings if sending.recipients],
        "passed": sum(not sending.recipients for sending in sendings),
        "one_of_them": one_of_them,
        "written": Written(message, count, states_of([message])[message.pk]),
        "letters": [(language, letter_to(message, reader, language)) for language in languages_of(message)],
        "unwritten": [] if message.sent_at else unwritten(message.stop or message.tour, languages_of(message)),
        "plans": is_open.test(request.user, message.tour),
        "removable": not count and message.sent_at is None,
        "crumbs": [*crumbs_to(request, message.tour), Link(_("Messages"), list_of(message.tour)), Link(title, "")],
    }  # fmt: skip
    return render(request, "registrations/writing/message.html", context)


@require_POST
@opens_to(edits_tour, of=message_at)
def switch(request: HttpRequest, message: Message) -> HttpResponse:
    """Put a rule to rest, or to use."""
    active = request.POST.get("active") == "1"
    try:
        operations.switch_rule(message, active=active, actor=signed_in_user(request))
        messages.success(request, _("The rule is in use.") if active else _("The rule rests: it sends nothing."))
    except OperationError as error:
        messages.error(request, str(error.message))
    return redirect("written_message", message.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=message_at)
def remove(request: HttpRequest, message: Message) -> HttpResponse:
    """Ask, then delete a rule by which nothing was sent."""
    return planning_step(
        request, message.tour, lambda: operations.remove_rule(message, actor=signed_in_user(request)),
        title=_("Delete this rule?"), text=_("Nothing was sent by it, and nothing will be."),
        confirm_label=_("Delete the rule"), back_url=reverse("written_message", args=[message.pk]),
        done=_("The rule is deleted."), done_url=list_of(message.tour), dangerous=True,
    )  # fmt: skip
