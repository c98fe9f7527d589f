"""Versions of objects (ETag, If-Match) and of the API (Deprecation, Sunset)."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.http import http_date
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from tournee.api.problems import VersionRequired

_ETAG = re.compile(r'^"([0-9]+)\.[0-9a-f]+"$')
_NO_VERSION = 0


def etag_of(instance: Model, data: Any) -> str:
    """The ETag of `instance` shown as `data`: its version, by which `If-Match` is compared, and a digest of the data.

    The digest makes `If-None-Match` exact for what the version does not count: related objects, computed figures.
    """
    digest = hashlib.sha256(JSONRenderer().render(data)).hexdigest()[:16]
    return f'"{getattr(instance, "version", _NO_VERSION)}.{digest}"'


def expected_version(request: Request) -> int | None:
    """The version in `If-Match`, or None for `*` (RFC 9110, 13.1.1). Raises VersionRequired when there is none.

    Anything that is no ETag of ours is version 0, which no object has, so that the operation finds it stale.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionRequired
    if header == "*":
        return None
    match = _ETAG.match(header)
    return int(match[1]) if match else _NO_VERSION


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
