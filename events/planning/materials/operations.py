"""What participants may take home or prepare with: a file or an address, of a stop or of one of its sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from events.models import Material, Session, Stop
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.files.models import StoredFile
from tournee.files.operations import keep_document
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after

if TYPE_CHECKING:
    from tournee.files.documents import PreparedDocument

    Document = PreparedDocument | StoredFile | bool | None

FILE = "material"
FIELDS = ("session", "title_fr", "title_en", "url")


@changes_a_tour
def add_material(stop: Stop, values: Mapping[str, Any], *, document: Document = None, actor: User | None) -> Material:
    """A new material of `stop`, the last of them; `values` are columns of Material, `document` its file.

    Raises PlanningError unless there is either a file or an address, and FileRefused.
    """
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_material(stop, fields, has_file=_is_file(document)))
    material = Material(stop=stop, position=position_after(stop.materials.all()), **fields)
    material.file = _kept(document, None, actor)
    material.save()
    record("material.add", material, actor=actor)
    _seen(stop)
    return material


@changes_a_tour
def edit_material(
    material: Material,
    values: Mapping[str, Any],
    *,
    document: Document = None,
    expected_version: int | None,
    actor: User | None,
) -> Material:
    """Change it; `document` False takes its file away. Raises PlanningError, StaleVersion, FileRefused."""
    fields = {name: values[name] for name in FIELDS if name in values}
    has_file = _is_file(document) if document is not None else material.file_id is not None
    raise_first(faults_of_material(material.stop, {"url": material.url, **fields}, has_file=has_file))
    if document is not None:
        fields["file"] = _kept(document, material.file, actor)
    save_changes(material, fields, expected_version=expected_version, actor=actor, action="material.edit")
    _seen(material.stop)
    return material


@changes_a_tour
def move_material(material: Material, by: Way, *, actor: User | None) -> None:
    """One place up or down among the materials of its stop."""
    rows = list(material.stop.materials.select_for_update().order_by("position", "pk"))
    moved = moved_in(rows, material, by)
    if moved != rows:
        number_rows(moved)
        record("material.order", material, actor=actor)
        _seen(material.stop)


@changes_a_tour
def remove_material(material: Material, *, expected_version: int | None, actor: User | None) -> None:
    """Nobody finds it any more; its file is discarded within a day. Raises StaleVersion."""
    current = Material.objects.select_for_update().get(pk=material.pk)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersion(current, {})
    record("material.remove", current, actor=actor)
    current.delete()
    _seen(material.stop)


def faults_of_material(stop: Stop, values: Mapping[str, Any], *, has_file: bool) -> Iterator[PlanningError]:
    """What is wrong with `values`: neither file nor address, both, or a session of another stop."""
    if has_file and values.get("url"):
        said = _("Give a file or an address, not both.")
        yield PlanningError(said, code="file_and_address", field="url")
    if not has_file and not values.get("url"):
        yield PlanningError(_("Give a file, or the address where it is found."), code="nothing_given", field="file")
    session: Session | None = values.get("session")
    if session is not None and session.stop_id != stop.pk:
        said = _("This session is of another stop. Choose one of this stop’s.")
        yield PlanningError(said, code="another_stop", field="session")


def _is_file(document: Document) -> bool:
    return document is not None and not isinstance(document, bool)


def _kept(document: Document, standing: StoredFile | None, actor: User | None) -> StoredFile | None:
    if document is None or isinstance(document, StoredFile):
        return document or standing
    return None if isinstance(document, bool) else keep_document(document, kind=FILE, actor=actor)


def _seen(stop: Stop) -> None:
    if stop.published_at is not None:
        readers_see_a_change(stop.tour_id)
