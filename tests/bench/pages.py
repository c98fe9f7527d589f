"""Tour page and stop page, at one and eight clients, beside their floors."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.load import rate
from tests.bench.serving import Server, served

TOUR, STOP = "tours/mesuree/", "tours/mesuree/ville-7/"
UNCHANGED = "unchanged"
AIM_OF_BARE, AIM_OF_READY = 0.60, 0.50


MODES = {
    "rendered after a change": {"BENCH_CHANGE_EACH_TIME": "1"},
    "rendered, nothing kept at all": {"BENCH_KEEP_NOTHING": "1"},
    UNCHANGED: {},
}


def measure_pages(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """Figures of one database: rendered anew each time, then unchanged since the last rendering."""
    for mode, switch in MODES.items():
        with served({**environment, **switch}, first_page=f"/{TOUR}") as server:
            for name, address in (("tour page of 40 stops", TOUR), ("stop page", STOP)):
                for clients in (1, 8):
                    yield _compared(server.port, name, address, clients=clients, mode=mode)
            if mode == UNCHANGED:
                yield from _process(server)


def _process(server: Server) -> Iterator[dict[str, object]]:
    """What the server weighs after that load, and how long its first page took."""
    resident = server.resident_megabytes()
    yield {
        "what": "memory after load, master and two workers",
        "resident_mb": round(resident, 1),
        "proportional_mb": round(server.proportional_megabytes(), 1),
        "aim_mb": 220,
        "met": resident <= 220,
    }
    first = server.first_page_seconds
    yield {"what": "first page after start", "seconds": round(first, 2), "aim_seconds": 1.0, "met": first <= 1.0}


def _compared(port: int, name: str, address: str, *, clients: int, mode: str) -> dict[str, object]:
    """One page beside its floor; the floor is measured before and after, and the better of both counts."""
    kept = mode == UNCHANGED
    floor_address = f"/floor/ready/{address}" if kept else f"/{address}".replace("/tours/", "/floor/bare/")
    aim = AIM_OF_READY if kept else AIM_OF_BARE
    before = rate(port, floor_address, clients=clients)
    page = rate(port, f"/{address}", clients=clients)
    after = rate(port, floor_address, clients=clients)
    floor = max(before.per_second, after.per_second)
    return {
        "what": f"{name}, {mode}",
        "clients": clients,
        "per_second": round(page.per_second, 1),
        "floor": "ready string" if kept else "bare template over one query",
        "floor_per_second": round(floor, 1),
        "ratio": round(page.per_second / floor, 2),
        "aim": aim,
        "met": page.per_second / floor >= aim,
        "bytes": page.bytes,
        "floor_bytes": before.bytes,
    }
