"""Pages that a link in a message opens: kept nowhere, found by no search, told to nobody by a referrer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """The page of a secret link. Whoever posts to it knows the link: no cookie is asked for, and none is given.

    Without a referrer a browser sends `Origin: null`, which the protection of forms that rely on a cookie refuses;
    here the address itself is what nobody else can know.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(answer)
