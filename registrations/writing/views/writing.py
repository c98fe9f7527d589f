"""Writing to a selection: the words, a test to oneself, who and how many as a second step, then it is sent."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop, Tour
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to
from events.team.rules import edits_tour
from registrations.booking.queries import picked_of, registrations_of
from registrations.booking.scopes import list_of, scope_at
from registrations.models import Message, Registration
from registrations.writing import operations
from registrations.writing.audience import BY_PRESENCE, Readers, readers_of
from registrations.writing.example import example_of
from registrations.writing.forms import WriteForm
from registrations.writing.previewing import preview_of
from registrations.writing.sending import language_for, languages_of
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link

TEST, SEND = "test", "send"
_PAGE = "registrations/writing/write.html"
_TITLES = {
    Message.Audience.PRESENT.value: gettext_lazy("Write to those who came"),
    Message.Audience.ABSENT.value: gettext_lazy("Write to those who did not come"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=scope_at)
def write(request: HttpRequest, scope: Stop | Tour) -> HttpResponse:
    """The page, whose address says who is selected."""
    audience = _asked_for(request)
    title = str(_TITLES.get(audience) or _("Write to those registered"))
    if not is_open.test(request.user, scope):
        return closed(request, scope, title)
    tour = scope if isinstance(scope, Tour) else scope.tour
    selected = _selected(request, scope)
    form = WriteForm(posted(request), initial={"audience": audience} if audience else {}, fixed=audience in BY_PRESENCE)
    back = _list_of(scope, request)
    context: dict[str, Any] = {
        "form": form, "title": title, "context_tour": tour, "scope": scope, "selected": selected.count(),
        "meant": _meant(audience, selected),
        "picked": "pick" in request.GET, "back_url": back, "preview": None,
        "crumbs": [*crumbs_to(request, scope), Link(_("Registrations"), back), Link(title, "")],
    }  # fmt: skip
    if form.is_bound and form.is_valid():
        readers = readers_of(form.cleaned_data["audience"], selected)
        seen = _mark(form.cleaned_data, readers)
        if TEST in request.POST:
            _test(request, form.as_message(tour), scope, readers)
        elif SEND in request.POST and request.POST.get("seen") == seen:
            return _send(request, scope, selected, len(readers.found), context)
        if TEST not in request.POST or "seen" in request.POST:
            marks = {"mark": seen, "once": uuid.uuid4().hex}
            context["preview"] = {"seen": preview_of(form.as_message(tour), scope, readers), **marks}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, _PAGE, context, status=status)


def _asked_for(request: HttpRequest) -> str:
    """The audience that a link to this page chose beforehand, else ""."""
    audience = request.GET.get("audience", "")
    return audience if audience in Message.Audience.values else ""


def _meant(audience: str, selected: QuerySet[Registration]) -> int | None:
    """How many people such a link means; None where they are to be chosen on the page."""
    return len(readers_of(audience, selected).found) if audience in BY_PRESENCE else None


def _selected(request: HttpRequest, scope: Stop | Tour) -> QuerySet[Registration]:
    """What was ticked, or all that the list's filters leave; never what was cancelled."""
    from registrations.booking.filters import filters_of  # lazily: it brings the REST framework along

    if "pick" in request.GET:
        found = picked_of(scope, request.GET.getlist("pick"))
    else:
        kind = filters_of(scope, keeps=True)
        found = kind(request.GET, queryset=registrations_of(scope), request=request).qs.prefetch_related(None)
    return found.filter(state=Registration.State.LIVE)


def _test(request: HttpRequest, message: Message, scope: Stop | Tour, readers: Readers) -> None:
    """Send it to oneself alone, as the first of them in each language would read it; as an example, to nobody."""
    user = signed_in_user(request)
    firsts = {language_for(message, one): one for one in reversed(readers.found)}
    if not firsts:
        firsts = dict.fromkeys(languages_of(message), example_of(message.tour, _stop(scope)))
    count = operations.send_test(message, scope, firsts, actor=user)
    said = ngettext(
        "%(count)s test is on its way to %(email)s.", "%(count)s tests are on their way to %(email)s.", count
    )
    messages.success(request, said % {"count": count, "email": user.email})


def _send(
    request: HttpRequest, scope: Stop | Tour, selected: QuerySet[Registration], expected: int, page: dict[str, Any]
) -> HttpResponse:
    """Send it once, however often the button is pressed; what is refused is said on the same page."""
    sent: list[Message] = []
    actor, form = signed_in_user(request), page["form"]

    def send() -> None:
        values = form.cleaned_data
        sent.append(operations.send_message(scope, selected, values, actor=actor, expected=expected))

    said = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", expected)
    return form_step(
        request, form, send, title=page["title"], back_url=page["back_url"], once=True, template=_PAGE, extra=page,
        done=said % {"count": format_number(expected)}, done_url=lambda: reverse("written_message", args=[sent[0].pk]),
    )  # fmt: skip


def _mark(typed: Mapping[str, Any], readers: Readers) -> str:
    """What was looked at: these words, to these people."""
    people = sorted((reader.registration.pk, reader.person.pk) for reader in readers.found)
    return hashlib.sha256(repr((sorted(typed.items()), people)).encode()).hexdigest()[:32]


def _stop(scope: Stop | Tour) -> Stop | None:
    return scope if isinstance(scope, Stop) else None


def _list_of(scope: Stop | Tour, request: HttpRequest) -> str:
    """The list one came from, under its filters."""
    kept = request.GET.copy()
    kept.pop("pick", None)
    return f"{list_of(scope)}?{kept.urlencode()}".rstrip("?")
