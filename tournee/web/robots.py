"""What browsers and search engines ask every site for: `/favicon.ico` and `/robots.txt`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tournee.web.access import anyone, opens_to

_A_DAY = 24 * 3600
# What is not for everybody, and what a signed link opens: such a link found in a message is nobody's search result.
_CLOSED = ("account/", "api/", "calendars/mine/", "desk/", "files/private/", "mail/", "metrics", "workspace/")
_SIGNED = ("again/", "i/", "notes/", "q/", "r/", "t/", "u/")
_OPEN = ("api/docs/",)


@require_safe
@cache_control(public=True, max_age=_A_DAY)
@opens_to(anyone)
def favicon(request: HttpRequest) -> HttpResponseBase:
    """The mark, for what looks for an icon without having read a page's head."""
    return HttpResponseRedirect(static("web/mark.svg"))


@require_safe
@cache_control(public=True, max_age=_A_DAY)
@opens_to(anyone)
def robots(request: HttpRequest) -> HttpResponseBase:
    """The Robots Exclusion Protocol (RFC 9309): public pages may be read; it asks, and is no lock."""
    prefixes = ["/" if code == settings.LANGUAGE_CODE[:2] else f"/{code}/" for code, _name in settings.LANGUAGES]
    lines = ["User-agent: *"]
    lines += [f"Allow: {prefix}{path}" for prefix in prefixes for path in _OPEN]
    lines += [f"Disallow: {prefix}{path}" for prefix in prefixes for path in (*_CLOSED, *_SIGNED)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
