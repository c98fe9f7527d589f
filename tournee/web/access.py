"""Every URL declares who may open it; a test walks all of them with every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from tournee.accounts.models import User
from tournee.accounts.policies import sent_to_set_up

View = Callable[..., HttpResponseBase]
Loader = Callable[..., Any]


@rules.predicate
def anyone(user: object) -> bool:
    """Anyone may."""
    return True


@rules.predicate
def signed_in(user: Any) -> bool:
    """Whoever is signed in may."""
    return bool(getattr(user, "is_authenticated", False))


@rules.predicate
def administrator(user: Any) -> bool:
    """The administrator of the installation may."""
    return bool(getattr(user, "is_administrator", False))


def signed_in_user(request: HttpRequest) -> User:
    """Who is signed in, for a view that opens to nobody else; PermissionDenied if nobody is."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a view: `who` is the predicate; `of` fetches the object it is asked about from the URL's values."""

    who: rules.Predicate
    of: Loader | None


def opens_to(
    who: rules.Predicate, *, of: Loader | None = None, before_second_factor: bool = False
) -> Callable[[View], View]:
    """Declare that a view opens to `who`.

    With `of`, the URL's values are handed to `of(**kwargs)`, which returns the object (or raises Http404); the
    predicate is asked about it, and the view receives it in place of the URL's values: `view(request, stop)`. Somebody
    who is not signed in is sent to the sign-in page; somebody who is, but may not, gets a 403 that says whom to ask.
    Somebody who must have a second factor and has none is sent to set it up, but for pages that are open to anyone and
    those that declare `before_second_factor`. What is not open to anyone is kept in no cache.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if of is not None:
                try:
                    args, kwargs = (of(**kwargs),), {}
                except Http404:
                    request.resolver_match = None  # it led nowhere: what stands around the page names nothing of it
                    if who is anyone or request.user.is_authenticated:
                        raise
                    return redirect_to_login(request.get_full_path())  # a stranger does not learn what exists
            if who is anyone:
                return _show(view, request, *args, **kwargs)
            objects = args[:1] if of is not None else ()
            if elsewhere := _elsewhere(request, who, objects):
                return elsewhere
            open_to_all = who.test(AnonymousUser(), *objects)
            if not (before_second_factor or open_to_all) and (set_up := sent_to_set_up(request)):
                return set_up
            response = _show(view, request, *args, **kwargs)
            return response if open_to_all else _for_one_reader(response)

        guarded.access = Access(who, of)  # type: ignore[attr-defined]
        return guarded

    return declare


def _elsewhere(request: HttpRequest, who: rules.Predicate, objects: tuple[Any, ...]) -> HttpResponseBase | None:
    """The way to the sign-in page for who is not signed in and may not open this. None lets them pass.

    Raises PermissionDenied for somebody who is signed in and may not.
    """
    if who.test(request.user, *objects):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied(_("You have no access to this page. Ask a manager of the tour."))


def _show(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """What the view answers to somebody who may open it; a test of the decisions alone replaces this."""
    return view(request, *args, **kwargs)


def _for_one_reader(response: HttpResponseBase) -> HttpResponseBase:
    """A page that not everybody may see leaves nothing behind, unless the view says otherwise."""
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_store=True)
    return response
