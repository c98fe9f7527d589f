"""One request to the directory, never longer than it may take and never larger than it may be."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

SECONDS = 2.0
LARGEST = 512 * 1024
_PIECE = 16 * 1024


class DirectoryDown(Exception):
    """It did not answer in time, or with nothing that can be read."""


def asked(address: str, **query: str) -> Any:
    """The JSON that `address` (http or https) answers to this query. Raises DirectoryDown."""
    from http.client import HTTPException  # lazily: no page needs it where there is no directory
    from urllib.request import Request, urlopen  # lazily: the same

    until = time.monotonic() + SECONDS
    headers = {"Accept": "application/json", "User-Agent": "Tournee"}
    request = Request(f"{address}?{urlencode(query)}", headers=headers)  # noqa: S310 (an administrator’s address)
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310 (the same)
            body = b""
            while piece := response.read1(_PIECE):
                body += piece
                if len(body) > LARGEST or time.monotonic() > until:
                    raise DirectoryDown
        return json.loads(body)
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise DirectoryDown from error
