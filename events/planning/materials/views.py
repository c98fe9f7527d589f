"""Pages of what participants may take home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Material, Stop
from events.planning.materials import operations
from events.planning.materials.forms import MaterialForm
from events.planning.materials.queries import material_at
from events.planning.queries import stop_at
from events.planning.views.pages import page_of, planning_form, planning_step, sent
from events.team.rules import edits_stop
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user

_PART = "#materials"


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=stop_at)
def add(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a material that is not there yet."""
    form, actor = MaterialForm(*sent(request), stop=stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_material(stop, form.values, document=form.document, actor=actor),
        subject=stop,
        title=_("New material for participants"),
        intro=_("Anyone can open it once the stop is public; until then only its team and its co-hosts."),
        done=_("The material is kept."),
        part=_PART,
        submit_label=_("Add the material"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=material_at)
def edit(request: HttpRequest, material: Material) -> HttpResponse:
    """The form of a material."""
    form = MaterialForm(*sent(request), instance=material, stop=material.stop)
    actor = signed_in_user(request)

    def save() -> None:
        version = form.expected_version
        operations.edit_material(material, form.values, document=form.document, expected_version=version, actor=actor)

    return planning_form(request, form, save, subject=material.stop, title=_("Edit the material"), part=_PART)


@require_POST
@opens_to(edits_stop, of=material_at)
def move(request: HttpRequest, material: Material) -> HttpResponse:
    """One place up or down, as the button says."""
    actor = signed_in_user(request)
    place = f"{page_of(material.stop)}{_PART}"
    return moved(request, lambda way: operations.move_material(material, way, actor=actor), place)


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop, of=material_at)
def remove(request: HttpRequest, material: Material) -> HttpResponse:
    """Ask, then take a material away."""
    actor = signed_in_user(request)
    return planning_step(
        request,
        material.stop,
        lambda: operations.remove_material(material, expected_version=None, actor=actor),
        title=_("Remove “%(material)s”?") % {"material": material},
        text=_("It leaves the pages, and its file is deleted."),
        confirm_label=_("Remove the material"),
        done=_("The material is removed."),
        done_url=f"{page_of(material.stop)}{_PART}",
        dangerous=True,
    )
