"""Rendered pages kept for anonymous readers, so that a page nobody changed is not rendered again.

The caller's key says everything the page depends on (the tour's version) but the clock, and `until` the next moment at
which that changes a word; language, address, host and release are added here. Readers who are signed in, or have a
message waiting, always get a page of their own. An unchanged page is sent compressed to whoever takes it so: it is the
same for everybody, and holds no secret that its length could tell (BREACH).
"""

from __future__ import annotations

import gzip
import hashlib
import math
import time
from collections.abc import Callable, Collection
from functools import lru_cache, wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

View = Callable[..., HttpResponseBase]
KEPT_FOR = 24 * 60 * 60  # seconds; the key changes before, this only empties the shelf

_LEVEL = 6  # a fourth of the bytes for some milliseconds, once


class Page(NamedTuple):
    """What is kept of a page: its bytes, its headers as they are sent each time, until when, its bytes compressed.

    They are compressed when it is first asked for again: a page that changes each time never is.
    """

    content: bytes
    headers: dict[str, str]
    until: float | None
    packed: bytes | None = None


def kept(
    *,
    key: Callable[..., str | None],
    until: Callable[..., float | None] | None = None,
    query: Collection[str] = (),
    carried: Collection[str] = (),
) -> Callable[[View], View]:
    """Keep what a public view renders under `key(request, *args)`, asked on each request; None keeps nothing.

    `until(request, *args)`, asked only before it is rendered, is the next moment (in seconds since 1970) at which the
    clock changes a word of it, None if there is none: the page is kept until then, less up to a second.
    `query` names the parameters the page depends on; an address with any other is rendered afresh, so that nobody can
    fill the shelf; those `carried` in it for the page that is opened next change no word of this one, which does not
    see them. Stands inside `@opens_to`: `@opens_to(anyone, of=load) @kept(key=page_key) def tour_page(…)`.
    The page carries a strong ETag and must be revalidated each time; an unchanged one is answered with 304.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.GET.keys().isdisjoint(carried):
                _set_aside(request, carried)
            if request.method not in {"GET", "HEAD"} or settings.DEBUG or _is_personal(request):
                return _own(view(request, *args, **kwargs))
            version = key(request, *args, **kwargs) if set(request.GET) <= set(query) else None
            if version is None:
                return view(request, *args, **kwargs)
            shelf = _shelf(request, version)
            page: Page | None = cache.get(shelf)
            if page is not None and page.packed is None and _takes_packed(request):
                page = Page(*page[:3], gzip.compress(page.content, _LEVEL, mtime=0))
                _put(shelf, page)
            if page is None:
                moment = until(request, *args, **kwargs) if until else None
                response = _rendered(view(request, *args, **kwargs))
                if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
                    return response
                page = _ready(response, moment)
                if request.method == "GET":
                    _put(shelf, page)
            return _answer(request, page)

        return serve

    return decorate


def _set_aside(request: HttpRequest, carried: Collection[str]) -> None:
    """Make `request` one without those parameters."""
    left = request.GET.copy()
    for name in carried:
        left.pop(name, None)
    request.GET = left  # type: ignore[assignment]  # as immutable as the page needs it
    request.META["QUERY_STRING"] = left.urlencode()


def _seconds_to(moment: float | None) -> int:
    """How long a page may be kept from now: whole seconds, as every cache counts them."""
    return KEPT_FOR if moment is None else min(KEPT_FOR, math.floor(moment - time.time()))


def _put(shelf: str, page: Page) -> None:
    if (seconds := _seconds_to(page.until)) > 0:
        cache.set(shelf, page, seconds)


def _takes_packed(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _ready(response: HttpResponse, until: float | None) -> Page:
    """The page as it is kept."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    return Page(response.content, dict(response.headers), until)


def _answer(request: HttpRequest, page: Page) -> HttpResponseBase:
    if page.packed is None or not _takes_packed(request):
        response = HttpResponse(page.content, headers=page.headers)
    else:  # its ETag is weak: these are other bytes that say the same
        headers = {**page.headers, "ETag": f"W/{page.headers['ETag']}", "Content-Encoding": "gzip"}
        response = HttpResponse(page.packed, headers=headers)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


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
