"""Rendered pages kept for anonymous readers, so that a page nobody changed is not rendered again.

The caller's key says everything the page depends on (the tour's version) but the clock, and `until` the next moment at
which that changes a word; language, address, host and release are added here. Readers who are signed in, or have a
message waiting, always get a page of their own.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Collection
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

View = Callable[..., HttpResponseBase]
KEPT_FOR = 24 * 60 * 60  # seconds; the key changes before, this only empties the shelf


def kept(
    *, key: Callable[..., str | None], until: Callable[..., float | None] | None = None, query: Collection[str] = ()
) -> Callable[[View], View]:
    """Keep what a public view renders under `key(request, *args)`, asked on each request; None keeps nothing.

    `until(request, *args)`, asked only before it is rendered, is the next moment (in seconds since 1970) at which the
    clock changes a word of it, None if there is none: the page is kept until then, less up to a second.
    `query` names the parameters the page depends on; an address with any other is rendered afresh, so that nobody can
    fill the shelf. Stands inside `@opens_to`: `@opens_to(anyone, of=load) @kept(key=page_key) def tour_page(…)`.
    The page carries a strong ETag and must be revalidated each time; an unchanged one is answered with 304.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"} or settings.DEBUG or _is_personal(request):
                return _own(view(request, *args, **kwargs))
            version = key(request, *args, **kwargs) if set(request.GET) <= set(query) else None
            if version is None:
                return view(request, *args, **kwargs)
            shelf = _shelf(request, version)
            page = cache.get(shelf)
            if page is None:
                moment = until(request, *args, **kwargs) if until else None
                response = _rendered(view(request, *args, **kwargs))
                if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
                    return response
                page = _ready(response)
                if request.method == "GET" and (seconds := _seconds_to(moment)) > 0:
                    cache.set(shelf, page, seconds)
            return _answer(request, *page)

        return serve

    return decorate


def _seconds_to(moment: float | None) -> int:
    """How long a page may be kept from now: whole seconds, as every cache counts them."""
    return KEPT_FOR if moment is None else min(KEPT_FOR, math.floor(moment - time.time()))


def _ready(response: HttpResponse) -> tuple[bytes, dict[str, str]]:
    """What is kept of a page: its bytes, and its headers as they are sent each time."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response.content, dict(response.headers)


def _answer(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponseBase:
    response = HttpResponse(content, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response) or response


def _own(response: HttpResponseBase) -> HttpResponseBase:
    """A page made for one reader stays out of caches shared with others."""
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _is_personal(request: HttpRequest) -> bool:
    """Whether this reader is signed in or has a message waiting; without cookies, that is known for nothing."""
    if "messages" in request.COOKIES:
        return True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated or "_messages" in request.session


def _shelf(request: HttpRequest, version: str) -> str:
    parameters = sorted((name, value) for name, values in request.GET.lists() for value in values)
    parts = [version, get_language() or "", request.scheme or "", request.get_host(), request.path, repr(parameters)]
    return f"kept:{hashlib.sha256(repr([_release(), *parts]).encode()).hexdigest()}"


@lru_cache(maxsize=1)
def _release() -> str:
    """Code, templates, translations and static files, by size and date; read once a process."""
    found = hashlib.sha256(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    for folder in ("templates", *settings.FLOORS):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".mo", ".svg"}:
                stat = path.stat()
                found.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return found.hexdigest()
