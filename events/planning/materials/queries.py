"""Reading what participants may take home."""

from __future__ import annotations

from django.http import Http404

from events.models import Material, Stop


def materials_of(stop: Stop) -> list[Material]:
    """The materials of `stop` and of its sessions, in their order. One query."""
    return list(stop.materials.select_related("file", "session"))


def material_at(material: int) -> Material:
    """That material, with what it is of. Raises Http404."""
    found = Material.objects.select_related("stop__tour", "session", "file").filter(pk=material).first()
    if found is None:
        raise Http404
    return found
