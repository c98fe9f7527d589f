"""Clients that post forms, each once, and how many a second are accepted; beside a floor, by turns."""

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


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of forms sent: how many a second were accepted, and the seconds that half and 95 of 100 took."""

    per_second: float
    p50: float
    p95: float


def rate(port: int, sendings: Sequence[Sending], clients: int) -> Posted:
    """Send them, shared among so many clients. Raises RuntimeError for one that was not accepted."""
    failed: list[str] = []
    waits: list[float] = []
    threads = [
        threading.Thread(target=_post, args=(port, sendings[number::clients], waits, failed))
        for number in range(clients)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])
    took, waits = time.perf_counter() - start, sorted(waits)
    return Posted(len(sendings) / took, waits[len(waits) // 2], waits[len(waits) * 95 // 100])


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
    """The figure of ours beside its floor, by turns: of each the better of two runs, or a busy moment would decide."""
    rounds = [(rate(port, floor(), clients), rate(port, ours(), clients)) for _round in range(2)]
    standing = max(bare.per_second for bare, _ours in rounds)
    measured = max((own for _bare, own in rounds), key=lambda own: own.per_second)
    share = measured.per_second / standing
    return {
        "what": what,
        "clients": clients,
        "per_second": round(measured.per_second, 1),
        "p50_ms": round(measured.p50 * 1000, 1),
        "p95_ms": round(measured.p95 * 1000, 1),
        "floor": floor_is,
        "floor_per_second": round(standing, 1),
        "ratio": round(share, 2),
        "aim": aim,
        "met": share >= aim,
    }


def _post(port: int, sendings: Sequence[Sending], waits: list[float], failed: list[str]) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asking:
        for sending in sendings:
            body = sending.text or urlencode(sending.data, doseq=True)
            start = time.perf_counter()
            asking.request("POST", sending.address, body, {**HEADERS, **sending.headers})
            answer = asking.getresponse()
            text = answer.read()
            waits.append(time.perf_counter() - start)
            if answer.status != sending.status:
                failed.append(f"{sending.address} answered {answer.status}: {text[:600].decode(errors='replace')}")
                return
