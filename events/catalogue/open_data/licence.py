"""Under what terms what is public may be reused, and that pages of other sites may read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

NAME = "Licence Ouverte 2.0"
ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
_View = Callable[..., HttpResponseBase]


def reusable(view: _View) -> _View:
    """Every answer of `view` states the licence (RFC 8288, rel=license), and scripts of any site may read it.

    For what is public and the same for everybody: CORS with a star never sends a reader's cookies. Stands outside
    `@kept`, so that a 304 says it too.
    """

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Link"] = f'<{ADDRESS}>; rel="license"'
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return serve
