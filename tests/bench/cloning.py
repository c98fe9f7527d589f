"""The next edition of a tour of four hundred stops, beside bulk inserts of the same rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from events.models import ChecklistItem, Partnership, Session, Stop, Task, Tour
from events.planning.editions.operations import clone_tour
from tests.bench.timing import best_of_both
from tournee.history.models import HistoryEntry
from tournee.models import User

STOPS = 400
AIM = 3.0  # times the floor
SLUG = "salle"  # made for the control room: two sessions and a co-host at each stop
ITEMS = 9
ACTOR = "bench-clone@example.org"
NEW = ("id", "public_id")  # what each row has of its own


def measure_cloning() -> Iterator[dict[str, object]]:
    """In turns with the floor, each time into a new tour; needs the tour of the control room."""
    source = Tour.objects.get(slug=SLUG)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(tour=source, title_fr=f"Tâche {number}", days=-number, position=number) for number in range(ITEMS)
    )
    actor = User.objects.create(email=ACTOR, is_administrator=True)
    numbers = count(1)

    def clone() -> Tour:
        return clone_tour(
            source, title_fr=f"Édition {next(numbers)}", title_en="", partners=True, actor=actor,
            starts_on=source.starts_on + datetime.timedelta(days=STOPS), territory_vintage=source.territory_vintage,
        )  # fmt: skip

    first = clone()
    took, standing = best_of_both(clone, lambda: _inserted_again(first, f"sol-{next(numbers)}"), times=5)
    yield {
        "what": f"next edition of a tour of {STOPS} stops, with {2 * STOPS} sessions and {ITEMS * STOPS} tasks",
        "processor_milliseconds": round(1000 * took, 1),
        "floor": "the same rows read once and inserted in bulk",
        "floor_milliseconds": round(1000 * standing, 1),
        "ratio": round(took / standing, 2),
        "aim": AIM,
        "met": took / standing <= AIM,
    }


def _inserted_again(tour: Tour, slug: str) -> None:
    """What anybody would write first."""
    with transaction.atomic():
        [new] = _again(Tour.objects.filter(pk=tour.pk), {}, slug=slug)
        stops = Stop.objects.filter(tour=tour)
        copies = _again(stops.order_by("pk"), {}, tour_id=new.pk)
        of_stop = {"stop_id": dict(zip(sorted(stops.values_list("pk", flat=True)), map(_pk, copies), strict=True))}
        for rows in (Session.objects, Partnership.objects, Task.objects):
            _again(rows.filter(stop__tour=tour), of_stop)
        told = HistoryEntry.objects.filter(
            action__in=("stop.add", "session.add"), actor__email__startswith="bench-clone"
        )
        _again(told.order_by("pk")[: 3 * STOPS], {})


def _again(rows: QuerySet[Any], moved: Mapping[str, Mapping[int, int]], **changed: object) -> list[Any]:
    """The same rows once more, but for what is `changed`, and for ids that `moved` maps to others."""
    model: type[Model] = rows.model
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in NEW]
    copies = [model(**{**row, **changed}) for row in rows.values(*columns)]
    for name, ids in moved.items():
        for copy in copies:
            setattr(copy, name, ids[getattr(copy, name)])
    return model._default_manager.bulk_create(copies)


def _pk(row: Model) -> int:
    return row.pk
