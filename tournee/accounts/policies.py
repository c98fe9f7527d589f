"""Who must have a second factor, and what happens until they do.

The API asks `second_factor_missing` too: a key is never stronger than the person it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from tournee.floors import Contribution

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

second_factor_required = Contribution[Callable[["User"], bool]](
    "second_factor_required", says="Whether this person must have a second factor; one yes is enough"
)


def is_second_factor_required(user: User) -> bool:
    """Whether anything this person has access to asks for a second factor of them."""
    return any(requires(user) for requires in second_factor_required)


def has_second_factor(user: User) -> bool:
    """Whether `user` has an authenticator app, a security key or a passkey (recovery codes alone do not count)."""
    from allauth.mfa.models import Authenticator  # lazily: models are not loaded yet when floors declare access

    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def second_factor_missing(user: User | AnonymousUser) -> bool:
    """Whether a signed-in person must set up a second factor before they go on."""
    return user.is_authenticated and is_second_factor_required(user) and not has_second_factor(user)


def sent_to_set_up(request: HttpRequest) -> HttpResponseBase | None:
    """The way to the set-up page for somebody whose second factor is missing; None lets them pass."""
    if not second_factor_missing(request.user):
        return None
    back = request.get_full_path() if request.method == "GET" else ""
    url = reverse("mfa_index") + (f"?{urlencode({'next': back})}" if back else "")
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", None) else redirect(url)
