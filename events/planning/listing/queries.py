"""Reading the stops of a tour for its four views; as many queries for three stops as for four hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from events.models import Stop, Task, Tour
from events.planning.queries import Programme, with_programme

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


# Long texts, and what is kept for readers' calendars: no row, card or point says them.
_UNASKED = (
    "public_id", "summary_fr", "summary_en", "access_fr", "access_en", "reason_fr", "reason_en", "source_url",
    "search_key", "changed_at",
)  # fmt: skip


class Prepared(Programme):
    """What `listed` adds to a stop: see there."""

    task_count: int
    tasks_done: int
    tasks_left: int


if TYPE_CHECKING:
    ListedStop = WithAnnotations[Stop, Prepared]


def listed(stops: QuerySet[Stop]) -> QuerySet[ListedStop]:
    """`stops` as `with_programme` has them, and of its checklist how many tasks are there, done, left; its lead."""
    tasks = Task.objects.filter(stop=OuterRef("pk")).order_by().values("stop")
    counted = with_programme(stops).annotate(
        task_count=Coalesce(Subquery(tasks.annotate(n=Count("pk")).values("n")), 0),
        tasks_done=Coalesce(Subquery(tasks.annotate(n=Count("done_at")).values("n")), 0),
    )
    return counted.annotate(tasks_left=F("task_count") - F("tasks_done")).select_related("lead")


def in_order(stops: QuerySet[Stop], tour: Tour) -> list[ListedStop]:
    """`stops` of `tour` by date, as the board, the calendar and the map ask for them; those without a day have their
    possible dates. Two queries."""
    by_date = (F("day").asc(nulls_last=True), "number", "pk")
    found = list(listed(stops).defer(*_UNASKED).order_by(*by_date))
    for stop in found:
        stop.tour = tour
    prefetch_related_objects([stop for stop in found if stop.starts_on is None], "date_options")
    return found
