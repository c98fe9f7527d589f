"""The same page in the other language."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse, translate_url
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, override

NAMES = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Where the reader finds this page in the other language, and that language's name in itself."""

    code: str
    name: str
    url: str


def other_language(request: HttpRequest) -> OtherLanguage:
    """The counterpart of the page at hand; of an address that leads nowhere, that address under the other prefix."""
    code = "en" if (get_language() or "fr")[:2] == "fr" else "fr"
    address = escape_leading_slashes(request.get_full_path())
    found = getattr(request, "resolver_match", None)
    translated = _same_page(found, address, code) if found else translate_url(address, code)
    if translated == address and not found:
        translated = _other_prefix(address, code)
    return OtherLanguage(code, NAMES[code], translated)


def _same_page(found: ResolverMatch, address: str, code: str) -> str:
    """As Django's `translate_url`, which would first look for the page again; `address` if it has no language."""
    with override(code):
        try:
            path = reverse(found.view_name, args=found.args, kwargs=found.kwargs)
        except NoReverseMatch:
            return address
    _path, mark, query = address.partition("?")
    return f"{path}{mark}{query}"


def _other_prefix(address: str, code: str) -> str:
    """`address` with the prefix of `code`: English lives under /en/, French has none."""
    path = urlsplit(address).path
    without = address.removeprefix("/en") if path == "/en" or path.startswith("/en/") else address
    return f"/en{without}" if code == "en" else escape_leading_slashes(without) or "/"
