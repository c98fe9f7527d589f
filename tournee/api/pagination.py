"""Pages of lists: `?page=` and `?page_size=`, the total in the body, `Link` headers (RFC 8288) to the other pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

MAX_PAGE_SIZE = 200


class NumberedPages(PageNumberPagination):
    """Page numbers, not cursors: lists are short, people link to a page, and the total is what they ask first."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page asked for. Raises ValidationError for no number, NotFound past the last page."""
        self.request = request
        number = _positive(request, "page", default=1, limit=None)
        size = _positive(request, "page_size", default=self.page_size or 50, limit=MAX_PAGE_SIZE)
        paginator = Paginator(queryset, size)
        try:
            self.page = paginator.page(number)
        except EmptyPage as past:
            raise NotFound(
                _("There is no page %(page)d; the last page is %(last)d.")
                % {"page": number, "last": paginator.num_pages},
                "no_such_page",
            ) from past
        return list(self.page)

    def get_paginated_response(self, data: Any) -> Response:
        """`data` with the total and, in header and body, the addresses of the neighbouring pages."""
        assert self.page is not None  # noqa: S101  paginate_queryset has set it
        last = self.page.paginator.num_pages
        number = self.page.number
        numbers = {"first": 1, "prev": number - 1 or None, "next": number + 1 if number < last else None, "last": last}
        links = {relation: self._address(page) for relation, page in numbers.items() if page}
        return Response(
            {
                "count": self.page.paginator.count,
                "pages": last,
                "next": links.get("next"),
                "previous": links.get("prev"),
                "results": data,
            },
            headers={"Link": ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links.items())},
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The body above, for the OpenAPI description."""
        neighbour = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "pages", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "minimum": 0, "description": _("how many there are in all")},
                "pages": {"type": "integer", "minimum": 1, "description": _("how many pages there are")},
                "next": neighbour,
                "previous": neighbour,
                "results": schema,
            },
        }

    def _address(self, page: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", page)  # type: ignore[union-attr]


def _positive(request: Request, parameter: str, *, default: int, limit: int | None) -> int:
    """The whole number in `parameter`, from 1 to `limit`. Raises ValidationError with a sentence."""
    text = request.query_params.get(parameter)
    if text is None:
        return default
    if (
        text.isascii()
        and text.isdigit()
        and len(text) < 10
        and int(text) >= 1
        and (limit is None or int(text) <= limit)
    ):
        return int(text)
    if limit is None:
        raise ValidationError({parameter: [_("Give a whole number from 1.")]})
    raise ValidationError({parameter: [_("Give a whole number from 1 to %(limit)d.") % {"limit": limit}]})
