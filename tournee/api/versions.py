"""Versions of objects (ETag, If-Match) and of the API (Deprecation, Sunset)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.http import http_date, parse_etags
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from tournee.api.problems import VersionRequired, WeakVersion
from tournee.history.models import Versioned
from tournee.history.operations import StaleVersion

_ETAG = re.compile(r'^"([0-9]+)\.[0-9a-f]+"$')
_NO_VERSION = 0


def etag_of(instance: object, data: Any) -> str:
    """The ETag of `instance` shown as `data`: its version, by which `If-Match` is compared, and a digest of the data.

    The digest makes `If-None-Match` exact for what the version does not count: related objects, computed figures.
    """
    digest = hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:16]
    return f'"{getattr(instance, "version", _NO_VERSION)}.{digest}"'


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether `If-None-Match` names `etag`, or `*`; compared weakly (RFC 9110, 13.1.2), since proxies weaken ETags."""
    known = [each.removeprefix("W/") for each in parse_etags(if_none_match)]
    return known == ["*"] or etag in known


def expected_version(request: Request) -> int | None:
    """The version in `If-Match`, or None for `*` (RFC 9110, 13.1.1). Raises VersionRequired when there is none,
    WeakVersion for a weak ETag, which matches nothing (13.1.1: the comparison is strong).

    Anything that is no ETag of ours is version 0, which no object has, so that the operation finds it stale.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionRequired
    if header == "*":
        return None
    if header.startswith("W/"):
        raise WeakVersion
    match = _ETAG.match(header)
    return int(match[1]) if match else _NO_VERSION


def require_version(instance: Model, expected: int | None, values: Mapping[str, Any]) -> None:
    """Raise StaleVersion, with the columns in which `values` differ, unless `instance` is of the version `expected`.

    Operations merge changes of different fields, as somebody with a form open would want; `If-Match` promises more.
    What is saved between this and the operation is the operation's to find.
    """
    if isinstance(instance, Versioned) and expected not in {None, instance.version}:
        columns = {field.name for field in instance._meta.concrete_fields} & set(values)
        pairs = {name: (getattr(instance, name), values[name]) for name in sorted(columns)}
        raise StaleVersion(instance, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]})


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That a viewset is on its way out: since when, until when, and where to read what replaces it."""

    since: datetime.datetime
    sunset: datetime.datetime | None = None
    link: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """`Deprecation` (RFC 9745, a structured date), `Sunset` (RFC 8594) and the link to the explanation."""
        headers = {"Deprecation": f"@{int(self.since.timestamp())}"}
        if self.sunset is not None:
            headers["Sunset"] = http_date(self.sunset.timestamp())
        if self.link:
            headers["Link"] = f'<{self.link}>; rel="deprecation"'
        return headers
