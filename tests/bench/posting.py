"""Clients that post forms, each once, and how many a second are accepted; beside a floor measured before and after."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode

AIM = 0.40  # of the floor
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost", "Accept-Language": "fr"}


@dataclass(frozen=True, slots=True)
class Sending:
    """One form to send: where, what, with which headers beside the usual ones, and the status of success.

    `text` is sent instead of a form, where it is given.
    """

    address: str
    data: Mapping[str, object]
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 302
    text: str = ""


def rate(port: int, sendings: Sequence[Sending], clients: int) -> float:
    """Accepted forms a second, shared among so many clients. Raises RuntimeError for one that was not."""
    failed: list[str] = []
    threads = [
        threading.Thread(target=_post, args=(port, sendings[number::clients], failed)) for number in range(clients)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])
    return len(sendings) / (time.perf_counter() - start)


def beside_its_floor(
    port: int,
    clients: int,
    ours: Callable[[], Sequence[Sending]],
    floor: Callable[[], Sequence[Sending]],
    *,
    what: str,
    floor_is: str,
    aim: float = AIM,
) -> dict[str, object]:
    """The figure of ours beside its floor: of the floor, the better of one run before and one after."""
    before = rate(port, floor(), clients)
    measured = rate(port, ours(), clients)
    standing = max(before, rate(port, floor(), clients))
    return {
        "what": what,
        "clients": clients,
        "per_second": round(measured, 1),
        "floor": floor_is,
        "floor_per_second": round(standing, 1),
        "ratio": round(measured / standing, 2),
        "aim": aim,
        "met": measured / standing >= aim,
    }


def _post(port: int, sendings: Sequence[Sending], failed: list[str]) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asking:
        for sending in sendings:
            body = sending.text or urlencode(sending.data, doseq=True)
            asking.request("POST", sending.address, body, {**HEADERS, **sending.headers})
            answer = asking.getresponse()
            text = answer.read()
            if answer.status != sending.status:
                failed.append(f"{sending.address} answered {answer.status}: {text[:600].decode(errors='replace')}")
                return
