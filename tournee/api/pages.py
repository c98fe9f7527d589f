"""Pages about the API: its documentation, and one's own keys."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tournee.api.forms import KeyForm
from tournee.api.models import ApiKey
from tournee.api.operations import make_key, revoke_key
from tournee.api.queries import key_numbered, keys_of
from tournee.api.rules import owns_key
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to, signed_in, signed_in_user
from tournee.web.forms import posted, refusals
from tournee.web.second_step import second_step

SCHEMA = "/api/schema/"  # one of the late addresses, which have no name yet when this page is the first to be asked for


@require_safe
@opens_to(anyone)
def documentation(request: HttpRequest) -> HttpResponse:
    """How to use the API, and which lists it holds."""
    from tournee.api.documentation import groups  # lazily: the REST framework, which no other page needs
    from tournee.api.problems import FAMILIES

    context = {
        "schema": SCHEMA,
        "groups": groups(active_language()),
        "families": [(name, status, title) for name, (status, title) in FAMILIES.items()],
        "rates": settings.API_RATES,
        "root": settings.SITE_URL,
    }
    return render(request, "tournee/api/documentation.html", context)


@require_safe
@opens_to(anyone)
def operations(request: HttpRequest, group: str) -> HttpResponse:
    """One list of the API: what its objects hold, and every operation with an example."""
    from tournee.api.documentation import groups  # lazily: as above

    found = next((each for each in groups(active_language()) if each.name == group), None)
    if found is None:
        raise Http404
    return render(request, "tournee/api/operations.html", {"group": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def keys(request: HttpRequest) -> HttpResponse:
    """One's keys, and the form for a new one; its secret is on the answer to that form and nowhere else."""
    user = signed_in_user(request)
    form = KeyForm(posted(request))
    made = secret = None
    if form.is_valid():
        with refusals(form):
            made, secret = make_key(user=user, actor=user, **form.cleaned_data)
            form = KeyForm()
    context = {"form": form, "keys": keys_of(user), "made": made, "secret": secret}
    return render(request, "tournee/api/keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(owns_key, of=key_numbered)
def revoke(request: HttpRequest, key: ApiKey) -> HttpResponse:
    """Ask, then revoke one's key."""
    name = {"name": key.name}
    return second_step(
        request,
        operation=lambda _form: revoke_key(key, actor=signed_in_user(request)),
        title=_("Revoke the key “%(name)s”?") % name,
        text=_("Programs that use it will be refused from now on. This cannot be undone."),
        confirm_label=_("Revoke the key"),
        back_url=reverse("api-keys"),
        done=_("The key “%(name)s” is revoked.") % name,
    )
