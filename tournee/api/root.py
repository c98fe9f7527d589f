"""What answers at the root of the API, and below it where nothing else does."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from tournee.api.routes import api_routes
from tournee.api.views import Shared
from tournee.web.access import anyone


class RootView(Shared, APIView):
    """The lists of this version, by name."""

    access = {"get": anyone}
    schema = None

    def get(self, request: Request) -> Response:
        return Response({route.prefix: reverse(f"v1:{route.basename}-list", request=request) for route in api_routes})


class NoSuchAddress(Shared, APIView):
    """What answers below /api/ where nothing else does: 404 as a problem document."""

    access = dict.fromkeys(("get", "post", "put", "patch", "delete"), anyone)
    schema = None

    def get(self, request: Request) -> Response:
        raise Http404

    post = put = patch = delete = get
