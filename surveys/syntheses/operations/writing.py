"""Starting a synthesis, and the sections that people write of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.operations.changing import changes_a_tour
from surveys.models import Synthesis, SynthesisSection
from surveys.syntheses.errors import SynthesisError
from tournee.accounts.models import User
from tournee.errors import OperationError, raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after
from tournee.texts.slugs import free_slug

SECTION_FIELDS = ("title_fr", "title_en", "text_fr", "text_en")
MOST_SECTIONS = 20


@changes_a_tour
def start_synthesis(stop: Stop, *, actor: User | None) -> Synthesis:
    """The synthesis of a stop, with a first section to write; the one there is, if it was started before."""
    Stop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    if known := Synthesis.objects.filter(stop=stop, scope=Synthesis.Scope.STOP).first():
        return known
    synthesis = Synthesis.objects.create(
        tour=stop.tour,
        scope=Synthesis.Scope.STOP,
        stop=stop,
        slug=free_slug(f"{stop.tour.slug}-{stop.slug}", Synthesis.objects.all(), fallback="synthese", longest=100),
        title_fr=f"Synthèse de l’étape\u00a0: {stop.place}",
        title_en=f"Synthesis of the stop: {stop.place}",
    )
    SynthesisSection.objects.create(
        synthesis=synthesis, title_fr="Ce que nous retenons", title_en="What we take away", position=1
    )
    record("synthesis.start", synthesis, actor=actor)
    return synthesis


@changes_a_tour
def edit_synthesis(
    synthesis: Synthesis, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Synthesis:
    """Change its titles. Raises StaleVersion, TourArchived."""
    fields = {name: values[name] for name in ("title_fr", "title_en") if name in values}
    save_changes(synthesis, fields, expected_version=expected_version, actor=actor, action="synthesis.edit")
    return synthesis


@changes_a_tour
def add_section(synthesis: Synthesis, values: Mapping[str, Any], *, actor: User | None) -> SynthesisSection:
    """One more section to write, after the others. Raises SynthesisError past the twentieth."""
    _lock(synthesis)
    raise_first(faults_of_section(values))
    if synthesis.sections.count() >= MOST_SECTIONS:
        said = _("A synthesis has %(most)s written sections at most.") % {"most": MOST_SECTIONS}
        raise SynthesisError(said, code="too_many_sections")
    position = position_after(synthesis.sections.all())
    section = SynthesisSection.objects.create(synthesis=synthesis, position=position, **_fields(values))
    record("synthesis.add_section", section, actor=actor)
    return section


@changes_a_tour
def edit_section(
    section: SynthesisSection, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> SynthesisSection:
    """Write. Editions that were published stay as they were. Raises SynthesisError, StaleVersion, TourArchived."""
    raise_first(faults_of_section(values))
    save_changes(section, _fields(values), expected_version=expected_version, actor=actor, action="synthesis.write")
    return section


@changes_a_tour
def move_section(section: SynthesisSection, by: Way, *, actor: User | None) -> SynthesisSection:
    """One place up or down; at either end it stays."""
    _lock(section.synthesis)
    sections = list(section.synthesis.sections.order_by("position", "pk"))
    moved = moved_in(sections, section, by)
    if moved != sections:
        number_rows(moved)
        section.refresh_from_db()
        record("synthesis.move_section", section, actor=actor)
    return section


@changes_a_tour
def remove_section(section: SynthesisSection, *, actor: User | None) -> None:
    """Take a written section out of what is published next."""
    lost = (str(section), "")
    section.delete()
    record("synthesis.remove_section", section.synthesis, actor=actor, changes={"section": lost})


def faults_of_section(values: Mapping[str, Any]) -> Iterator[OperationError]:
    """What cannot be said: a text without a title in its language, which would stand under the other’s."""
    if "title_fr" in values and not (values["title_fr"] or "").strip():
        yield SynthesisError(_("Give the section a French title."), code="title_missing", field="title_fr")
    if values.get("text_en") and "title_en" in values and not (values["title_en"] or "").strip():
        yield SynthesisError(_("Give the English text its title."), code="title_missing", field="title_en")


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in SECTION_FIELDS if name in values}


def _lock(synthesis: Synthesis) -> None:
    """Nobody else adds or moves a section of it until this transaction ends."""
    Synthesis.objects.select_for_update(of=("self",)).filter(pk=synthesis.pk).first()
