"""What organisations contribute to the ground floor's places."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Organisation
from events.organisations.operations import LOGO
from events.organisations.rules import keeps_organisations
from events.organisations.searching import PLACE
from events.team.queries import roles_of
from tournee.api.routes import ApiRoute, api_routes
from tournee.files.kinds import MEGABYTE, PICTURES, FileKind, file_kinds
from tournee.search.places import search_places
from tournee.web.navigation import Link, workspace_navigation


def links(request: HttpRequest) -> Iterator[Link]:
    """All organisations for those who keep them; for a representative, their own."""
    if keeps_organisations.test(request.user):
        yield Link(_("Organisations"), reverse("organisations"))
        return
    own = Organisation.objects.filter(pk__in=roles_of(request.user).organisations)
    for organisation in own:
        yield Link(str(organisation), reverse("organisation", kwargs={"slug": organisation.slug}))


def register() -> None:
    """Called once, when the app is ready."""
    by = "events.organisations"
    logo = FileKind(
        LOGO, gettext_lazy("Logo"), PICTURES, 4 * MEGABYTE, public=True, max_side=1200, widths=(160, 320, 640)
    )
    file_kinds.add(logo, by=by)
    workspace_navigation.add(links, by=by, order=60)
    search_places.add(PLACE, by=by, order=20)
    api_routes.add(ApiRoute("organisations", "events.organisations.api.OrganisationViewSet"), by=by)
