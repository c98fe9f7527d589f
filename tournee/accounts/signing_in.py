"""Signing a person in from another capability."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from tournee.accounts.models import User


def sign_in(request: HttpRequest, user: User, *, redirect_to: str | None = None) -> HttpResponse:
    """Sign `user` in and return the response to give: the way to `redirect_to` (an address of ours, default: the
    workspace), or to the page that asks for their second factor.

    Only for somebody who has just proven that the address is theirs (a link sent to it) *and* whose account has just
    been made by that link: an invitation does not open an account that existed before; its owner signs in.
    """
    record_authentication(request, user, method="invitation", email=user.email)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=redirect_to, email=user.email))
    return response
