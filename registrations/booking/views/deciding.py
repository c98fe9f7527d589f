"""What is done with registrations chosen in a list: approve them, refuse them, write to them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from events.models import Stop, Tour
from events.planning.views.pages import crumbs_to
from registrations.booking.operations.approving import approve, refuse
from registrations.booking.queries import party_name, picked_of
from registrations.booking.rules import keeps_registrations
from registrations.booking.scopes import list_of, scope_at
from registrations.booking.terms.queries import awaiting_approval
from registrations.models import Registration
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import submit
from tournee.web.navigation import Link

APPROVE, REFUSE, WRITE, CONFIRMED = "approve", "refuse", "write", "confirmed"
_NAMED = 12  # parties of the second step; the others are counted


class ReasonForm(forms.Form):
    """Why somebody is refused."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Each of them reads it, in your words."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_POST
@opens_to(keeps_registrations, of=scope_at)
def chosen(request: HttpRequest, scope: Stop | Tour) -> HttpResponse:
    """The second step for what was ticked; nothing is done before it."""
    picked = list(picked_of(scope, request.POST.getlist("pick")))
    back = f"{list_of(scope)}?{request.META['QUERY_STRING']}".rstrip("?")
    if not picked:
        messages.warning(request, _("Tick those it is about first."))
        return redirect(back)
    if request.POST.get("do") == WRITE:
        query = QueryDict(mutable=True)
        query.setlist("pick", [str(one.public_id) for one in picked])
        return redirect(f"{_writing_to(scope)}?{query.urlencode()}")
    return _decide(request, scope, picked, back, refuses=request.POST.get("do") == REFUSE)


def _decide(
    request: HttpRequest, scope: Stop | Tour, picked: list[Registration], back: str, *, refuses: bool
) -> HttpResponse:
    """Ask, with the number and the names; then approve or refuse those that wait for it."""
    waiting = set(awaiting_approval(scope).values_list("pk", flat=True))
    due = [one for one in picked if one.pk in waiting]
    confirmed = CONFIRMED in request.POST
    kind = ReasonForm if refuses else forms.Form
    form = kind(request.POST if confirmed else None)
    decided: list[Registration] = []

    def decide() -> None:
        actor = signed_in_user(request)
        done = refuse(due, form.cleaned_data["reason"], actor=actor) if refuses else approve(due, actor=actor)
        decided.extend(done)

    if confirmed and submit(form, decide):
        messages.success(request, _said(len(decided), refuses=refuses))
        return redirect(back)
    title = _refused_title(len(due)) if refuses else _approved_title(len(due))
    context = {
        "form": form, "picked": due, "others": len(picked) - len(due), "do": REFUSE if refuses else APPROVE,
        "names": [party_name(one) for one in due[:_NAMED]], "more": max(len(due) - _NAMED, 0),
        "title": title, "back_url": back, "refuses": refuses, "context_tour": getattr(scope, "tour", scope),
        "crumbs": [*crumbs_to(request, scope), Link(_("Registrations"), back), Link(title, "")],
    }  # fmt: skip
    return render(request, "registrations/booking/decide.html", context, status=422 if form.errors else 200)


def _writing_to(scope: Stop | Tour) -> str:
    if isinstance(scope, Tour):
        return reverse("tour_message_write", args=[scope.slug])
    return reverse("message_write", args=[scope.tour.slug, scope.slug])


def _approved_title(count: int) -> str:
    said = ngettext("Approve %(count)s registration?", "Approve %(count)s registrations?", count)
    return said % {"count": format_number(count)}


def _refused_title(count: int) -> str:
    said = ngettext("Refuse %(count)s registration?", "Refuse %(count)s registrations?", count)
    return said % {"count": format_number(count)}


def _said(count: int, *, refuses: bool) -> str:
    if refuses:
        said = ngettext(
            "%(count)s registration is refused: the party is told, with your reason.",
            "%(count)s registrations are refused: each party is told, with your reason.",
            count,
        )
    else:
        said = ngettext(
            "%(count)s registration is approved: the party is told.",
            "%(count)s registrations are approved: each party is told.",
            count,
        )
    return said % {"count": format_number(count)}
