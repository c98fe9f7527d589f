"""What materials contribute: their kind of file, words for what happens to them, their list in the API."""

from django.utils.translation import gettext_lazy as _

from events.planning.materials.operations import FILE
from events.planning.materials.rules import opens_material
from tournee.api.routes import ApiRoute, api_routes
from tournee.files.kinds import DOCUMENTS, MEGABYTE, FileKind, file_kinds
from tournee.history.words import action_words

BY = "events.planning.materials"
ACTIONS = {
    "material.add": _("added the material"),
    "material.edit": _("edited the material"),
    "material.order": _("changed the order of the materials"),
    "material.remove": _("removed the material"),
}


def register() -> None:
    """Called once, when the app is ready."""
    kind = FileKind(FILE, _("Material for participants"), DOCUMENTS, 20 * MEGABYTE, who_may_open=opens_material)
    file_kinds.add(kind, by=BY)
    action_words.add(ACTIONS, by=BY)
    api_routes.add(ApiRoute("materials", "events.planning.materials.api.MaterialViewSet"), by=BY, order=35)
