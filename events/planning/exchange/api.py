"""A table of stops over the API: sent as base64, written whole or not at all; a dry run says what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tournee.api.bodies import validated
from tournee.sheets.api import CountedSerializer, RefusalSerializer, SheetBody, refused_answer
from tournee.sheets.errors import SheetRefused

if TYPE_CHECKING:
    from tournee.api.views import ReadViewSet

    _Base = ReadViewSet
else:
    _Base = object


class ImportedSerializer(serializers.Serializer[Any]):
    """What was written, or would be; with a refusal nothing was."""

    written = serializers.BooleanField()
    stops = CountedSerializer(allow_null=True)
    sessions = CountedSerializer(allow_null=True)
    refusals = RefusalSerializer(many=True)


class TakesTables(_Base):
    """POST /api/v1/tours/<slug>/import_stops/."""

    @extend_schema(request=SheetBody, responses={200: ImportedSerializer, 422: ImportedSerializer})
    @action(detail=True, methods=["post"], url_path="import_stops", url_name="import-stops", versioned=False)
    def import_stops(self, request: Request, **_address: Any) -> Response:
        """Write a table of stops into a tour, every row or none."""
        from events.planning.exchange.operations import import_stops  # lazily: sheets are seldom sent

        tour, body = self.get_object(), validated(SheetBody(data=request.data))
        try:
            found = import_stops(tour, body["content"], body["name"], actor=self.actor, dry_run=body["dry_run"])
        except SheetRefused as refused:
            return refused_answer(refused, "stops", "sessions")
        done = found.imported
        written = not body["dry_run"] and bool(done.written)
        told = {"written": written, "stops": done.stops, "sessions": done.sessions, "refusals": []}
        return Response(ImportedSerializer(told).data)
