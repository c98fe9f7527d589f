"""The few pages that other sites may show in a frame; every other page refuses it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def framed_anywhere(view: View) -> View:
    """Let pages of any site show what `view` answers in a frame. It must be the same for everybody, and hold no form.

    Stands outside `@kept`: what that answers from its shelf may be framed too.
    """

    @csp_replace({"frame-ancestors": ["*"]})
    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.xframe_options_exempt = True  # type: ignore[attr-defined]  # as Django's own decorator does
        return response

    return serve
