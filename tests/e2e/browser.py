"""The browser, and what no page may do in it: report an error, break its policy, fail to load, or ask another host."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

Scheme = Literal["light", "dark"]
HEIGHTS = {360: 740, 768: 1024, 1440: 900}
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
PATIENCE = 120_000  # milliseconds for whatever a page is to do: waited for in failure alone
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def launching() -> dict[str, Any]:
    """How the system's Chromium is launched; CHROMIUM names another."""
    return {"executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"), "headless": True, "args": FLAGS}


def looking(width: int, scheme: Scheme, language: str) -> dict[str, Any]:
    """The options of a context that looks at pages `width` px wide."""
    return {
        "viewport": {"width": width, "height": HEIGHTS.get(width, 900)},
        "color_scheme": scheme,
        "locale": LOCALES[language],
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
    }


@dataclass
class Watch:
    """Notes every fault of every page of the contexts it watches."""

    host: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch `context`, and return it."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        return context

    def taken(self) -> list[str]:
        """The faults so far, which are then forgotten."""
        faults, self.faults = self.faults, []
        return faults

    def _console(self, message: ConsoleMessage) -> None:
        # What the server refused is seen in the responses: a form refused with 422 is no fault.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.faults.append(f"asks another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page left before it was loaded, or an address that is a download.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not _is_a_page(response.request)):
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")


def _is_a_page(request: Request) -> bool:
    """Whether it asks for a page, whose status its test knows: for itself, or in its place by the door's worker."""
    if request.resource_type == "document":
        return True
    return request.service_worker is not None and "text/html" in request.headers.get("accept", "")
