"""Tables that sort, filter and page by their address, so that every view of them can be linked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django_filters import FilterSet

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` stands in the address (`?sort=-date`), `sort` names the ORM fields it orders by."""

    name: str
    label: str | Promise
    sort: Sequence[str] = ()
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A column as the page shows it: `url` sorts by it or turns the order round, `aria_sort` is the order it is in."""

    label: str | Promise
    numeric: bool
    url: str
    aria_sort: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One entry of the pagination; an ellipsis has no address."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What `tournee/web/table.html` shows: headers, the rows of one page, links to the others, the filter form."""

    headers: list[Header]
    page: Page[Any]
    page_links: list[PageLink]
    filters: FilterSet | None
    filtered: bool
    sort: str
    clear_url: str
    previous_url: str = ""
    next_url: str = ""


def build_table(
    request: HttpRequest,
    rows: QuerySet[Any],
    columns: Sequence[Column],
    *,
    default_sort: str,
    filters: type[FilterSet] | str | None = None,
    per_page: int = PER_PAGE,
) -> Table:
    """The table of `rows` as the address asks: two queries (a count and a page), whatever the number of rows.

    `filters` may be a dotted path: django-filter brings the REST framework along, which public pages do without.
    Reads `sort` (a column's name, with - for descending), `page` and what `filters` declares. An unknown column falls
    back to `default_sort`; a page that is not there becomes the last one (or the first, if it is no number).
    """
    query = request.GET.copy()
    kind: type[FilterSet] | None = import_string(filters) if isinstance(filters, str) else filters
    filterset = kind(request.GET, queryset=rows, request=request) if kind else None
    if filterset is not None:
        rows = filterset.qs
    sort = _sort(query.get("sort", ""), columns, default_sort)
    page = Paginator(rows.order_by(*_order(sort, columns, rows.model)), per_page).get_page(query.get("page"))
    return Table(
        headers=[_header(column, sort, query) for column in columns],
        page=page,
        page_links=_page_links(page, query),
        filters=filterset,
        filtered=filterset is not None and any(query.get(name) for name in filterset.filters),
        sort=sort if query.get("sort") else "",
        clear_url=_address(QueryDict(mutable=True), sort=sort if query.get("sort") else ""),
        previous_url=_address(query, page=str(page.previous_page_number())) if page.has_previous() else "",
        next_url=_address(query, page=str(page.next_page_number())) if page.has_next() else "",
    )


def _sort(wanted: str, columns: Sequence[Column], default: str) -> str:
    sortable = {column.name for column in columns if column.sort}
    return wanted if wanted.removeprefix("-") in sortable else default


def _order(sort: str, columns: Sequence[Column], model: type[Model]) -> list[OrderBy]:
    """A total order (the primary key last), what is unknown at the end, the same on every database."""
    descending = sort.startswith("-")
    fields = next(column.sort for column in columns if column.name == sort.removeprefix("-"))
    order = []
    for field in (*fields, "pk"):
        down = descending != field.startswith("-")
        expression = F(field.removeprefix("-"))
        order.append(expression.desc(nulls_last=True) if down else expression.asc(nulls_last=True))
    return order


def _header(column: Column, sort: str, query: QueryDict) -> Header:
    if not column.sort:
        return Header(column.label, column.numeric, "", "")
    current = sort.removeprefix("-") == column.name
    descending = sort.startswith("-")
    turned = f"-{column.name}" if current and not descending else column.name
    aria_sort = ("descending" if descending else "ascending") if current else ""
    return Header(column.label, column.numeric, _address(query, sort=turned, page=""), aria_sort)


def _page_links(page: Page[Any], query: QueryDict) -> list[PageLink]:
    if page.paginator.num_pages == 1:
        return []
    return [
        PageLink(
            str(number), _address(query, page=str(number)) if isinstance(number, int) else "", number == page.number
        )
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]


def _address(query: QueryDict, **changes: str) -> str:
    """The query string with `changes`; an empty one is left out, as is the first page."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value and not (name == "page" and value == "1"):
            changed[name] = value
    return f"?{changed.urlencode()}"
