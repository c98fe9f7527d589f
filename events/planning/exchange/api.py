"""A table of stops over the API: sent as base64, written whole or not at all; a dry run says what it would do."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.fields import empty
from rest_framework.request import Request
from rest_framework.response import Response

from tournee.api.bodies import validated
from tournee.sheets.errors import SheetRefused

if TYPE_CHECKING:
    from events.planning.exchange.imported import Counted, Imported
    from tournee.api.views import ReadViewSet

    _Base = ReadViewSet
else:
    _Base = object


class Base64Field(serializers.CharField):
    """Bytes, as base64 (RFC 4648)."""

    def run_validation(self, data: Any = empty) -> Any:
        text = super().run_validation(data)
        try:
            return b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise serializers.ValidationError(_("Send the file as base64."), code="not_base64") from error


class TableSerializer(serializers.Serializer[Any]):
    """A file: its name, which ends in .xlsx or .csv, and its content in base64."""

    name = serializers.CharField(max_length=200)
    content = Base64Field()
    dry_run = serializers.BooleanField(required=False, default=False)


class CountedSerializer(serializers.Serializer[Any]):
    """How many are new, changed and the same."""

    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()


class RefusalSerializer(serializers.Serializer[Any]):
    """What is wrong with a cell or a row, and what to do."""

    row = serializers.IntegerField(allow_null=True)
    column = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    remedy = serializers.CharField()


class ImportedSerializer(serializers.Serializer[Any]):
    """What was written, or would be; with a refusal nothing was."""

    written = serializers.BooleanField()
    stops = CountedSerializer(allow_null=True)
    sessions = CountedSerializer(allow_null=True)
    refusals = RefusalSerializer(many=True)


class TakesTables(_Base):
    """POST /api/v1/tours/<slug>/import_stops/."""

    @extend_schema(request=TableSerializer, responses={200: ImportedSerializer, 422: ImportedSerializer})
    @action(detail=True, methods=["post"], url_path="import_stops", url_name="import-stops", versioned=False)
    def import_stops(self, request: Request, **_address: Any) -> Response:
        """Write a table of stops into a tour, every row or none."""
        from events.planning.exchange.operations import import_stops  # lazily: sheets are seldom sent

        tour, body = self.get_object(), validated(TableSerializer(data=request.data))
        try:
            found = import_stops(tour, body["content"], body["name"], actor=self.actor, dry_run=body["dry_run"])
        except SheetRefused as refused:
            if not refused.refusals:
                raise
            refusals = [_refusal(refusal) for refusal in refused.refusals]
            return Response({"written": False, "stops": None, "sessions": None, "refusals": refusals}, status=422)
        return Response(_imported(found.imported, written=not body["dry_run"]))


def _refusal(refusal: Any) -> dict[str, Any]:
    return {name: getattr(refusal, name) for name in ("row", "column", "value", "reason", "remedy")}


def _imported(imported: Imported, *, written: bool) -> Mapping[str, Any]:
    def counted(counts: Counted) -> dict[str, int]:
        return {"new": counts.new, "changed": counts.changed, "same": counts.same}

    return {
        "written": written and bool(imported.written),
        "stops": counted(imported.stops),
        "sessions": counted(imported.sessions),
        "refusals": [],
    }
