"""The table of all stops of a tour: a row says where a stop stands, how full it is, and how ready."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpRequest

from events.models import Tour
from events.planning.listing.lines import lines
from events.planning.listing.queries import listed
from events.planning.listing.words import DATE, LEAD, NUMBER, PLACE, REGION, SEATS, STATE, TASKS
from events.planning.tables import stop_rows
from tournee.web.tables import Column, Table, build_table

if TYPE_CHECKING:
    from events.planning.filters import StopFilters

PER_PAGE = 100
COLUMNS = (
    Column("number", NUMBER, sort=("number",), numeric=True),
    Column("place", PLACE, sort=("search_key",)),
    Column("date", DATE, sort=("day", "number")),
    Column("region", REGION, sort=("region_name",)),
    Column("state", STATE, sort=("state", "day")),
    Column("seats", SEATS, sort=("taken",), numeric=True),
    Column("ready", TASKS, sort=("tasks_left",), numeric=True),
    Column("lead", LEAD, sort=("lead__name",)),
)
_SHOWN = (
    "slug", "number", "place", "state", "starts_on", "ends_on", "month", "time_zone", "tour_id", "lead__name",
    "lead__email",
)  # fmt: skip


def stops_table(request: HttpRequest, tour: Tour, filters: StopFilters, now: datetime.datetime) -> Table:
    """The stops that `filters` leave, a hundred a page. Two queries."""
    table = build_table(request, listed(filters.qs).only(*_SHOWN), COLUMNS, default_sort="date", per_page=PER_PAGE)
    stops = list(table.page.object_list)
    for stop in stops:
        stop.tour = tour
    table.page.object_list = lines(stop_rows(stops, at=now))
    return replace(table, filters=filters, filtered=bool(filters.used))
