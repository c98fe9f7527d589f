"""The door on a telephone: what is sent for 3,000 people, and how soon the page is of use on a slow one.

The second needs Chromium; without it that figure is left out.
"""

from __future__ import annotations

import gzip
import shutil
import time
import urllib.request
from collections.abc import Iterator

from tests.bench.serving import served
from tests.e2e.browser import launching, looking
from tests.e2e.door_today import make_door

PEOPLE, TIMES = 3_000, 3
SLOWER = 4  # than this machine's processor
USABLE = "#door-people li"


def measure_door(environment: dict[str, str]) -> Iterator[dict[str, object]]:
    """Bytes as they are and compressed; seconds to the first row, opened first and again without a network."""
    door = make_door(PEOPLE)["whole"]
    with served(environment, first_page="/healthz") as server:
        address = f"http://localhost:{server.port}{door}"
        with urllib.request.urlopen(f"{address}people.json") as response:  # noqa: S310 (our own address)
            told = response.read()
        yield {
            "what": "people of a day, for a telephone at the door",
            "people": PEOPLE,
            "bytes": len(told),
            "bytes_gzip": len(gzip.compress(told, 6)),
        }
        if shutil.which("chromium"):
            yield _usable(address)


def _usable(address: str) -> dict[str, object]:
    """The best of a few openings, each of a browser that knows nothing."""
    from playwright.sync_api import sync_playwright

    first, again, found, processor = [], [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launching())
        for _time in range(TIMES):
            context = browser.new_context(**looking(360, "light", "fr"))
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            start = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(USABLE)
            first.append(time.perf_counter() - start)
            metrics = session.send("Performance.getMetrics")["metrics"]
            processor += [metric["value"] for metric in metrics if metric["name"] == "TaskDuration"]
            page.wait_for_selector("#door-ready.ok")
            found.append(page.evaluate(_SEARCHED))
            context.set_offline(True)
            start = time.perf_counter()
            page.reload(wait_until="commit")
            page.wait_for_selector(USABLE)
            again.append(time.perf_counter() - start)
            context.close()
        browser.close()
    return {
        "what": f"door of 3,000 people, processor {SLOWER} times slower",
        "people": PEOPLE,
        "seconds_to_usable": round(min(first), 2),
        "seconds_of_processor": round(min(processor), 2),
        "seconds_again_without_network": round(min(again), 2),
        "milliseconds_to_search": round(min(found), 1),
    }


# A name is typed, and the list drawn.
_SEARCHED = """() => {
  const box = document.getElementById("door-q");
  box.value = "helene fougere";
  const start = performance.now();
  box.dispatchEvent(new Event("input"));
  document.getElementById("door-people").getBoundingClientRect();
  return performance.now() - start;
}"""
