"""A list of people over the API: sent as base64, written whole or not at all; a dry run says what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Stop
from tournee.api.bodies import validated
from tournee.sheets.api import RowsSerializer, SheetBody, rows_answered

if TYPE_CHECKING:
    from tournee.api.views import ReadViewSet

    _Base = ReadViewSet
else:
    _Base = object


class PeopleBody(SheetBody):
    """A partner’s list for a stop; `approved` lets them in where the stop asks for approval, else they wait for it."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    approved = serializers.BooleanField(required=False, default=False)


class TakesPeople(_Base):
    """POST /api/v1/registrations/import_people/."""

    @extend_schema(request=PeopleBody, responses={200: RowsSerializer, 422: RowsSerializer})
    @action(detail=False, methods=["post"], url_path="import_people", url_name="import-people", versioned=False)
    def import_people(self, request: Request, **_address: Any) -> Response:
        """Register a partner’s list at a stop, every row or none."""
        from registrations.booking.exchange.operations import import_people  # lazily: sheets are seldom sent

        body = validated(PeopleBody(data=request.data))
        return rows_answered(
            lambda: import_people(
                body["stop"], body["content"], body["name"], actor=self.actor, dry_run=body["dry_run"],
                approved=body["approved"],
            ),
            dry_run=body["dry_run"],
        )  # fmt: skip
