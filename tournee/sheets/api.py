"""A sheet over the API: sent as base64; answered with what was written, or would be, and with what is refused."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.response import Response

from tournee.sheets.errors import SheetRefused
from tournee.sheets.importing import Import


class Base64Field(serializers.CharField):
    """Bytes, as base64 (RFC 4648)."""

    def run_validation(self, data: Any = empty) -> Any:
        text = super().run_validation(data)
        try:
            return b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise serializers.ValidationError(_("Send the file as base64."), code="not_base64") from error


class SheetBody(serializers.Serializer[Any]):
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


class RowsSerializer(serializers.Serializer[Any]):
    """What was written, or would be, counted in rows; and what is refused."""

    written = serializers.BooleanField(help_text=_("whether anything was"))
    rows = CountedSerializer(allow_null=True)
    refusals = RefusalSerializer(many=True)


def rows_answered(take: Callable[[], Import], *, dry_run: bool) -> Response:
    """What `take` did, or would do, as RowsSerializer says it; 422 where rows are refused and nothing was written."""
    try:
        done = take()
    except SheetRefused as refused:
        return refused_answer(refused, "rows")
    applied = done.applied
    counted = {"new": applied.new, "changed": applied.changed, "same": applied.unchanged}
    told = {"written": not dry_run and bool(applied.written), "rows": counted, "refusals": done.reading.refusals}
    return Response(RowsSerializer(told).data)


def refused_answer(refused: SheetRefused, *counted: str) -> Response:
    """422: nothing was written, and so nothing counted under these names; raises `refused` where it names no place."""
    if not refused.refusals:
        raise refused
    refusals = RefusalSerializer(refused.refusals, many=True).data
    return Response({"written": False, **dict.fromkeys(counted), "refusals": refusals}, status=422)
