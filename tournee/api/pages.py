"""Pages about the API: its documentation, and one's own keys."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tournee.accounts.models import User
from tournee.api.documentation import groups
from tournee.api.forms import KeyForm
from tournee.api.models import ApiKey
from tournee.api.operations import make_key, revoke_key
from tournee.api.problems import FAMILIES
from tournee.api.queries import key_numbered, keys_of
from tournee.api.rules import owns_key
from tournee.web.access import anyone, opens_to, signed_in
from tournee.web.forms import refusals


@require_safe
@opens_to(anyone)
def documentation(request: HttpRequest) -> HttpResponse:
    """How to use the API, and every operation with examples."""
    context = {
        "groups": groups(get_language() or "fr"),
        "families": [(name, status, title) for name, (status, title) in FAMILIES.items()],
        "rates": settings.API_RATES,
        "root": settings.SITE_URL,
    }
    return render(request, "tournee/api/documentation.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def keys(request: HttpRequest) -> HttpResponse:
    """One's keys, and the form for a new one; its secret is on the answer to that form and nowhere else."""
    assert isinstance(request.user, User)  # noqa: S101  opens_to(signed_in)
    form = KeyForm(request.POST or None)
    made = secret = None
    if form.is_valid():
        with refusals(form):
            made, secret = make_key(user=request.user, actor=request.user, **form.cleaned_data)
            form = KeyForm()
    context = {"form": form, "keys": keys_of(request.user), "made": made, "secret": secret}
    return render(request, "tournee/api/keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(owns_key, of=key_numbered)
def revoke(request: HttpRequest, key: ApiKey) -> HttpResponse:
    """Ask, then revoke one's key."""
    if request.method == "POST":
        revoke_key(key, actor=key.user)
        messages.success(request, _("The key “%(name)s” is revoked.") % {"name": key.name})
        return redirect("api-keys")
    context = {
        "title": _("Revoke the key “%(name)s”?") % {"name": key.name},
        "text": _("Programs that use it will be refused from now on. This cannot be undone."),
        "confirm_label": _("Revoke the key"),
        "back_url": reverse("api-keys"),
    }
    return render(request, "tournee/web/confirm.html", context)
