"""The files of a tour of 400 stops, beside writing the same values with the standard library."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from functools import partial

from django.core.cache import cache
from django.test import Client

from events.models import Session, Stop, Tour
from tests.bench.timing import best
from tests.bench.world import make_tour

AIM, AIM_UNCHANGED_MS = 8.0, 5.0


def make_large(slug: str, *, stops: int, sessions: int) -> Tour:
    """A tour of more stops than it has days: those of a usual one, with their sessions, copied until enough."""
    tour = make_tour(slug, stops=min(stops, 40), sessions=sessions)
    first = list(Stop.objects.filter(tour=tour).prefetch_related("sessions"))
    for copy in range(1, stops // len(first)):
        for stop in first:
            values = {field.attname: getattr(stop, field.attname) for field in Stop._meta.concrete_fields}
            values |= {"id": None, "public_id": uuid.uuid4(), "slug": f"{stop.slug}-{copy}"}
            values["number"] = copy * len(first) + (stop.number or 0)
            made = Stop.objects.create(**values)
            planned = list(stop.sessions.all())
            for session in planned:
                session.pk, session.public_id, session.stop = None, uuid.uuid4(), made
            Session.objects.bulk_create(planned)
    return tour


def measure_open_data(tour: str) -> Iterator[dict[str, object]]:
    """Whole requests through the middleware, in one process: best of five each, then the 304 of each."""
    client = Client(HTTP_HOST="localhost")
    for name in ("stops.geojson", "stops.json"):
        address = f"/tours/{tour}/{name}"
        answer = client.get(address)
        floor = best(partial(json.dumps, json.loads(answer.content), ensure_ascii=False))
        made = best(partial(_afresh, client, address))
        unchanged = best(partial(client.get, address, headers={"if-none-match": answer.headers["ETag"]}))
        yield {
            "what": f"{name} of 400 stops, after a change", "ms": round(made * 1000, 1), "bytes": len(answer.content),
            "floor": "json writing the same values", "floor_ms": round(floor * 1000, 1),
            "ratio": round(made / floor, 1), "aim": AIM, "met": made / floor <= AIM,
        }  # fmt: skip
        yield {
            "what": f"{name}, unchanged (304)", "ms": round(unchanged * 1000, 2),
            "aim_ms": AIM_UNCHANGED_MS, "met": unchanged * 1000 <= AIM_UNCHANGED_MS,
        }  # fmt: skip


def _afresh(client: Client, address: str) -> None:
    cache.clear()
    client.get(address)
