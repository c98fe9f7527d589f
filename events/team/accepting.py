"""The page behind the link of an invitation."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from events.models import Invitation
from events.team import loading
from events.team.forms import NewAccountForm
from events.team.operations import accept_invitation
from tournee.accounts.models import User
from tournee.accounts.signing_in import sign_in
from tournee.web.access import anyone, opens_to
from tournee.web.forms import posted, submit


@never_cache
@opens_to(anyone, of=loading.invitation_with)
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Whoever holds the link reads what it offers; accepting asks for a name, or for signing in."""
    if not _is_open(invitation):
        return render(request, "events/team/invitation_closed.html", {"invitation": invitation}, status=410)
    if request.user.is_authenticated:
        return _as_member(request, invitation, request.user)
    if User.objects.filter(email__iexact=invitation.email).exists():
        return render(request, "events/team/invitation.html", {"invitation": invitation, "sign_in_first": True})
    return _as_newcomer(request, invitation)


def _is_open(invitation: Invitation) -> bool:
    return invitation.accepted_at is None and invitation.withdrawn_at is None and invitation.expires_at > timezone.now()


def _as_member(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    form = forms.Form(posted(request))
    if form.is_bound and submit(form, lambda: accept_invitation(invitation, user=user)):
        messages.success(request, _("Welcome to the team."))
        return redirect("workspace")
    return _page(request, invitation, form)


def _as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewAccountForm(posted(request), initial={"name": invitation.name, "language": invitation.language})
    made: list[User] = []
    if form.is_bound and submit(
        form, lambda: made.append(accept_invitation(invitation, **form.cleaned_data).membership.user)
    ):
        messages.success(request, _("Welcome to the team."))
        return sign_in(request, made[0])
    return _page(request, invitation, form)


def _page(request: HttpRequest, invitation: Invitation, form: forms.Form) -> HttpResponse:
    context = {"invitation": invitation, "form": form}
    return render(request, "events/team/invitation.html", context, status=422 if form.errors else 200)
