"""Pages that a link in a message opens: kept nowhere, found by no search, told to nobody by a referrer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from tournee.web.access import View


def unkept(*, referrer: str) -> Callable[[View], View]:
    """What the view answers stays in no cache and no search engine; `referrer` is what other pages may learn of it."""

    def declare(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return declare
