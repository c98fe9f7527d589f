"""Writing a synthesis and publishing its editions, which are never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Stop
from events.planning.operations.changing import require_open
from events.planning.operations.public import readers_see_a_change
from surveys.analysis.disclosure import CELL
from surveys.models import Edition, EditionFace, Synthesis, SynthesisSection
from surveys.syntheses import notices
from surveys.syntheses.errors import SynthesisError
from surveys.syntheses.gathering import gather
from surveys.syntheses.rendering import Rendered, render
from tournee.accounts.models import User
from tournee.files.models import StoredFile
from tournee.files.operations import keep_document
from tournee.history.operations import record, save_changes
from tournee.texts.slugs import free_slug

KIND = "synthesis"  # of the files an edition keeps
SECTION_FIELDS = ("title_fr", "title_en", "text_fr", "text_en", "position")


def start_synthesis(stop: Stop, *, actor: User | None) -> Synthesis:
    """The synthesis of a stop, with a first section to write; the one there is, if it was started before."""
    with transaction.atomic():
        require_open(stop)
        Stop.objects.select_for_update().get(pk=stop.pk)
        if known := Synthesis.objects.filter(stop=stop, scope=Synthesis.Scope.STOP).first():
            return known
        synthesis = Synthesis.objects.create(
            tour=stop.tour,
            scope=Synthesis.Scope.STOP,
            stop=stop,
            slug=free_slug(f"{stop.tour.slug}-{stop.slug}", Synthesis.objects.all(), fallback="synthese", longest=100),
            title_fr=f"Synthèse de l’étape : {stop.place}",
            title_en=f"Synthesis of the stop: {stop.place}",
        )
        SynthesisSection.objects.create(
            synthesis=synthesis, title_fr="Ce que nous retenons", title_en="What we take away"
        )
        record("synthesis.start", synthesis, actor=actor)
    return synthesis


def edit_synthesis(
    synthesis: Synthesis, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Synthesis:
    """Change its titles. Raises StaleVersion."""
    fields = {name: values[name] for name in ("title_fr", "title_en") if name in values}
    with transaction.atomic():
        require_open(synthesis)
        save_changes(synthesis, fields, expected_version=expected_version, actor=actor, action="synthesis.edit")
    return synthesis


def add_section(synthesis: Synthesis, values: Mapping[str, Any], *, actor: User | None) -> SynthesisSection:
    """One more section to write, after the others unless `position` says otherwise."""
    with transaction.atomic():
        require_open(synthesis)
        last = synthesis.sections.order_by("-position").first()
        fields = {name: values[name] for name in SECTION_FIELDS if name in values}
        fields.setdefault("position", last.position + 10 if last else 100)
        section = SynthesisSection.objects.create(synthesis=synthesis, **fields)
        record("synthesis.add_section", synthesis, actor=actor)
    return section


def edit_section(
    section: SynthesisSection, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> SynthesisSection:
    """Write. Editions that were published stay as they were. Raises StaleVersion."""
    fields = {name: values[name] for name in SECTION_FIELDS if name in values}
    with transaction.atomic():
        require_open(section.synthesis)
        save_changes(section, fields, expected_version=expected_version, actor=actor, action="synthesis.write")
    return section


def remove_section(section: SynthesisSection, *, actor: User | None) -> None:
    """Take a written section out of what is published next."""
    with transaction.atomic():
        require_open(section.synthesis)
        record("synthesis.remove_section", section.synthesis, actor=actor)
        section.delete()


def publish_edition(synthesis: Synthesis, *, actor: User | None) -> Edition:
    """Freeze what the synthesis says now as its next edition: content, both languages as PDF and HTML, data annex.

    The first edition is announced to those who came. Raises SynthesisError where there is nothing to say, where a
    few answers more than in the edition before would tell what these said, or when somebody published meanwhile.
    """
    require_open(synthesis)
    number = synthesis.last_edition_number + 1
    content = gather(synthesis)
    _require_something_to_say(content)
    _require_distance(synthesis, content)
    rendered = render(content, edition=number, author=synthesis.tour.contact_name)  # slow, so before the transaction
    with transaction.atomic():
        moved = Synthesis.objects.filter(pk=synthesis.pk, last_edition_number=number - 1).update(
            last_edition_number=number, version=F("version") + 1
        )
        if not moved:
            raise SynthesisError(
                _("Somebody published an edition at this moment. Look at it before you publish another."),
                code="published_meanwhile",
            )
        synthesis.refresh_from_db()
        edition = _keep(synthesis, number, content, rendered, actor)
        record("synthesis.publish", synthesis, actor=actor, changes={"edition": (number - 1, number)})
        readers_see_a_change(synthesis.tour_id)
        if number == 1:
            notices.tell_those_who_came(edition)
    return edition


def _keep(
    synthesis: Synthesis, number: int, content: dict[str, Any], rendered: Rendered, actor: User | None
) -> Edition:
    edition = Edition.objects.create(
        synthesis=synthesis,
        number=number,
        content=content,
        annex=_file(f"{synthesis.slug}-{number}.csv", rendered.annex, "text/csv", actor),
        annex_sha256=rendered.fingerprint,
        published_at=timezone.now(),
        published_by=actor,
    )
    for face in rendered.faces:
        name = f"{synthesis.slug}-{number}-{face.language}.pdf"
        EditionFace.objects.create(
            edition=edition,
            language=face.language,
            title=face.title,
            html=face.html,
            pdf=_file(name, face.pdf, "application/pdf", actor),
        )
    return edition


def _file(name: str, content: bytes, content_type: str, actor: User | None) -> StoredFile:
    return keep_document(SimpleUploadedFile(name, content, content_type), kind=KIND, actor=actor)


def _require_something_to_say(content: Mapping[str, Any]) -> None:
    said = (
        content["presence"]["present"],
        any(campaign["answered"] for campaign in content["campaigns"]),
        content["skills"],
        content["sections"],
    )
    if not any(said):
        raise SynthesisError(
            _("There is nothing to say yet: nobody was checked in, nobody answered, nothing was noted or written."),
            code="nothing_to_say",
        )


def _require_distance(synthesis: Synthesis, content: Mapping[str, Any]) -> None:
    """Two editions that differ by one or two answers tell, by subtraction, what these said."""
    former = synthesis.editions.order_by("-number").first()
    if former is None:
        return
    before = {campaign["slug"]: campaign["answered"] for campaign in former.content["campaigns"]}
    for campaign in content["campaigns"]:
        more = abs(campaign["answered"] - before.get(campaign["slug"], campaign["answered"]))
        if 0 < more < CELL:
            raise SynthesisError(
                ngettext(
                    "%(more)s answer has come since the last edition: comparing both would show what it said."
                    " Publish once there are three.",
                    "%(more)s answers have come since the last edition: comparing both would show what they said."
                    " Publish once there are three.",
                    more,
                )
                % {"more": more},
                code="too_close",
            )
