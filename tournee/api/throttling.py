"""How many requests in a time: counted in the cache, announced in `RateLimit` headers, refused with `Retry-After`."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from tournee.api.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # at run time its module imports this one, by way of the settings

_SECONDS = {"sec": 1, "min": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class RateState:
    """Where a caller stands: `limit` requests in `window` seconds, how many are `left`, seconds until they `reset`."""

    policy: str
    limit: int
    window: int
    left: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """The two header fields of the IETF's HTTPAPI draft "RateLimit header fields for HTTP"."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.reset}',
        }


class RateThrottle(BaseThrottle):
    """Fixed windows: one atomic count a caller and window. With a cache in memory each process counts for itself."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        policy = "known" if request.user and request.user.is_authenticated else "anonymous"
        limit, window = parse_rate(settings.API_RATES[policy])
        now = int(time.time())
        counter = f"api-rate:{self._caller(request)}:{window}:{now // window}"
        cache.add(counter, 0, timeout=window)
        try:
            count = cache.incr(counter)
        except ValueError:  # it left the cache between the two calls
            count = 1
        self.state = RateState(policy, limit, window, max(0, limit - count), window - now % window)
        request.rate_state = self.state  # type: ignore[attr-defined]
        return count <= limit

    def wait(self) -> float:
        """Seconds until the caller may try again."""
        return self.state.reset

    def _caller(self, request: Request) -> str:
        if isinstance(request.auth, ApiKey):
            return f"key-{request.auth.pk}"
        if request.user and request.user.is_authenticated:
            return f"user-{request.user.pk}"
        return f"address-{self.get_ident(request)}"


def parse_rate(rate: str) -> tuple[int, int]:
    """(requests, seconds) of "120/min"; the unit is sec, min, hour or day. ValueError or KeyError otherwise."""
    number, _slash, unit = rate.partition("/")
    return int(number), _SECONDS[unit]
