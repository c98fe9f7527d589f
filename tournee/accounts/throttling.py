"""How many tries somebody has, and what they are told when there are none left.

Passwords: django-axes counts failures in the database by account and address, so that all processes agree. Codes: three
tries each, kept with the code in the session (database); how often one may be sent is counted in the cache, which is
each process's own unless CACHE_URL names one that they share.
"""

from __future__ import annotations

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def client_ip(request: HttpRequest) -> str | None:
    """The reader's address; behind TRUSTED_PROXIES proxies, the one the nearest of them saw."""
    address: str | None = get_client_ip(request)
    return address


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The account a password was tried for, in one spelling."""
    name = (credentials or {}).get("email") or request.POST.get("login")
    return str(name).strip().lower() if name else None


def too_many_tries(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of somebody who is locked out: how long it lasts and what they can do now (429)."""
    wait = settings.AXES_COOLOFF_TIME
    page = render(request, "tournee/accounts/locked_out.html", {"minutes": wait.seconds // 60}, status=429)
    page["Retry-After"] = str(wait.seconds)
    return page
