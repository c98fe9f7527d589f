"""The pages of one's account, and what ours do otherwise than allauth's: no GET of these writes to the database."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.views import EmailView
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.internal import flows as recovery_flows
from allauth.mfa.webauthn.views import EditWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tournee.accounts import operations, policies
from tournee.accounts.forms import ProfileForm
from tournee.accounts.queries import second_factors
from tournee.web.access import signed_in_user
from tournee.web.forms import posted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """My account: name, language, and how I sign in."""
    user = signed_in_user(request)
    form = ProfileForm(posted(request), instance=user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        operations.change_profile(user, name=values["name"], language=values["language"], actor=user)
        with override(values["language"]):
            messages.success(request, _("Your account is saved."))
        return redirect(translate_url(reverse("account"), values["language"]))
    records = get_authentication_records(request, user)
    context = {
        "form": form,
        "factors": second_factors(user),
        "required": policies.is_second_factor_required(user),
        "identities": SocialAccount.objects.filter(user=user),
        "since": datetime.datetime.fromtimestamp(records[0]["at"], tz=datetime.UTC) if records else None,
        "until": request.session.get_expiry_date(),
    }
    return render(request, "tournee/accounts/account.html", context)


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session of mine but this one."""
    user = operations.sign_out_elsewhere(signed_in_user(request), actor=signed_in_user(request))
    update_session_auth_hash(request, user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many codes are left; a POST shows new ones, once."""
    factors = second_factors(signed_in_user(request))
    if factors.recovery_codes is None:
        raise Http404
    codes: list[str] = []
    if request.method == "POST":
        shown, may_see = recovery_flows.view_recovery_codes(request)
        codes = shown.get_unused_codes() if may_see else []
    return render(request, "tournee/accounts/recovery_codes.html", {"factors": factors, "codes": codes})


class SecondFactorView(IndexView):
    """Second factors: which there are, and which may be added."""

    template_name = "tournee/accounts/second_factors.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, following = signed_in_user(self.request), self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(following, {self.request.get_host()}, self.request.is_secure())
        required = policies.is_second_factor_required(user)
        factors = second_factors(user)
        return {
            "factors": factors,
            "missing": required and not factors.any,
            "next": following if safe else "",
        }


class RemoveKeyView(RemoveWebAuthnView):
    """Removing a key, unless it is the last second factor of somebody who must have one."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        adapter = get_second_factor_adapter()
        if not adapter.can_delete_authenticator(self.object):
            form.add_error(None, adapter.error_messages["cannot_delete_authenticator"])
            return self.form_invalid(form)
        return super().form_valid(form)


class ChangeEmailView(EmailView):
    """Another address: allauth's page, whose GET would write a row."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            self._did_send_verification_email = False
            return super(EmailView, self).dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)


change_email = ChangeEmailView.as_view()
second_factors_page = SecondFactorView.as_view()
remove_key = RemoveKeyView.as_view()
rename_key = EditWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))
