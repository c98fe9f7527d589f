"""The definitions of figures over the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tournee.api.versions import etag_of, is_known
from tournee.api.views import ReadViewSet
from tournee.indicators.registry import Indicator, indicator, indicators
from tournee.web.access import anyone


class IndicatorSerializer(serializers.Serializer[Indicator]):
    """What a figure counts, in the caller's language. Its version grows when its meaning changes."""

    code = serializers.SlugField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    formula = serializers.CharField(help_text=_("how it is counted"))
    perimeter = serializers.CharField(help_text=_("of whom or of what"))
    unit = serializers.CharField()
    url = serializers.URLField(source="address", help_text=_("its definition on a page"))


class IndicatorViewSet(ReadViewSet):
    """Definitions, by their code."""

    title = _("Definitions of figures")
    says = _("What each figure counts, of whom, and in what unit; every figure names its definition and its version.")
    serializer_class = IndicatorSerializer
    lookup_field = "code"
    lookup_value_regex: ClassVar[str] = "[-a-z]+"
    access = {"list": anyone, "retrieve": anyone}

    def get_queryset(self) -> Any:
        """All of them, in order: they are written in the code, not in the database."""
        return list(indicators)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One definition."""
        try:
            found = indicator(kwargs["code"])
        except KeyError as error:
            raise Http404 from error
        self.check_object_permissions(request, found)
        data = self.get_serializer(found).data
        etag = etag_of(found, data)
        if is_known(etag, request.headers.get("If-None-Match", "")):
            return Response(status=304, headers={"ETag": etag})
        return Response(data, headers={"ETag": etag})
