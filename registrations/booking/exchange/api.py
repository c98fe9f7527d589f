"""A list of people over the API: sent as base64, written whole or not at all; a dry run says what it would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Stop
from events.planning.exchange.api import CountedSerializer, RefusalSerializer, TableSerializer
from tournee.api.bodies import validated
from tournee.sheets.errors import Refusal, SheetRefused

if TYPE_CHECKING:
    from tournee.api.views import ReadViewSet
    from tournee.sheets.importing import Import

    _Base = ReadViewSet
else:
    _Base = object


class PeopleBody(TableSerializer):
    """A partner’s list for a stop; `approved` lets them in where the stop asks for approval, else they wait for it."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    approved = serializers.BooleanField(required=False, default=False)


class RowsSerializer(serializers.Serializer[Any]):
    """What was written, or would be, counted in rows; and what is refused."""

    written = serializers.BooleanField(help_text=_("whether anything was"))
    rows = CountedSerializer(allow_null=True)
    refusals = RefusalSerializer(many=True)


class TakesPeople(_Base):
    """POST /api/v1/registrations/import_people/."""

    @extend_schema(request=PeopleBody, responses={200: RowsSerializer, 422: RowsSerializer})
    @action(detail=False, methods=["post"], url_path="import_people", url_name="import-people", versioned=False)
    def import_people(self, request: Request, **_address: Any) -> Response:
        """Register a partner’s list at a stop, every row or none."""
        from registrations.booking.exchange.operations import import_people  # lazily: sheets are seldom sent

        body = validated(PeopleBody(data=request.data))
        return answered(
            lambda: import_people(
                body["stop"], body["content"], body["name"], actor=self.actor, dry_run=body["dry_run"],
                approved=body["approved"],
            ),
            dry_run=body["dry_run"],
        )  # fmt: skip


def answered(take: Callable[[], Import], *, dry_run: bool) -> Response:
    """What `take` did, or would do, as RowsSerializer says it; 422 where rows are refused and nothing was written."""
    try:
        done = take()
    except SheetRefused as refused:
        if not refused.refusals:
            raise
        refusals = [_told(refusal) for refusal in refused.refusals]
        return Response({"written": False, "rows": None, "refusals": refusals}, status=422)
    rows = {"new": done.applied.new, "changed": done.applied.changed, "same": done.applied.unchanged}
    return Response(
        {
            "written": not dry_run and bool(done.applied.written),
            "rows": rows,
            "refusals": [_told(refusal) for refusal in done.reading.refusals],
        }
    )


def _told(refusal: Refusal) -> dict[str, Any]:
    return {name: getattr(refusal, name) for name in ("row", "column", "value", "reason", "remedy")}
