"""The API's lists: each capability contributes its viewsets by name, so that they are imported when needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from tournee.floors import Contribution

if TYPE_CHECKING:
    from tournee.api.views import ReadViewSet


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One list of the API: `/api/v1/<prefix>/`; its URL names begin with `basename` (the prefix unless given).

    `path` is the dotted path of its viewset ("events.planning.api.tours.TourViewSet").
    """

    prefix: str
    path: str
    name: str = ""

    @property
    def basename(self) -> str:
        return self.name or self.prefix

    @property
    def viewset(self) -> type[ReadViewSet]:
        """The viewset itself."""
        found: type[ReadViewSet] = import_string(self.path)
        return found


api_routes: Contribution[ApiRoute] = Contribution("api_routes", says="Viewsets of /api/v1/, with their prefix (api)")
