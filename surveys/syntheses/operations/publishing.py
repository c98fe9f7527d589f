"""Publishing an edition: what the synthesis says now, frozen in both languages, with its data annex."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.planning.operations.changing import require_open
from events.planning.operations.public import readers_see_a_change
from surveys.models import Campaign, Edition, EditionFace, Synthesis
from surveys.syntheses import notices
from surveys.syntheses.distance import too_few_more, with_former_answers
from surveys.syntheses.errors import SynthesisError
from surveys.syntheses.gathering import gather
from surveys.syntheses.queries import KIND, is_readable
from surveys.syntheses.rendering import Rendered, render
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.files.documents import PreparedDocument
from tournee.files.models import StoredFile
from tournee.files.operations import keep_document
from tournee.history.operations import record


def publish_edition(
    synthesis: Synthesis, *, actor: User | None, number: int | None = None, repeat_answers: bool = False
) -> Edition:
    """Freeze what the synthesis says now as its next edition: content, both languages as PDF and HTML, data annex.

    `number` is the edition one means to publish. Where comparing it with a former edition would tell what
    somebody said, it is refused, unless `repeat_answers`: then those campaigns are told as they were. The first edition
    is announced to those who came. Raises SynthesisError (see `faults_of_publishing`), also when somebody published
    meanwhile, and TourArchived.
    """
    require_open(synthesis)
    synthesis.refresh_from_db()
    if number not in {None, synthesis.last_edition_number + 1}:
        raise _published_meanwhile()
    number = synthesis.last_edition_number + 1
    former = _former(synthesis)
    content = _gathered(synthesis)
    if repeat_answers:
        content = with_answers_repeated(synthesis, content, former)
    raise_first(faults_of_publishing(synthesis, content, former))
    rendered = render(content, edition=number, author=synthesis.tour.contact_name)  # slow, so before the transaction
    with transaction.atomic():
        require_open(synthesis)
        moved = Synthesis.objects.filter(pk=synthesis.pk, last_edition_number=number - 1).update(
            last_edition_number=number, version=F("version") + 1
        )
        if not moved:
            raise _published_meanwhile()
        synthesis.refresh_from_db()
        edition = _keep(synthesis, number, content, rendered, actor)
        record("synthesis.publish", synthesis, actor=actor, changes={"edition": (number - 1, number)})
        readers_see_a_change(synthesis.tour_id)
        if number == 1:
            notices.tell_those_who_came(edition)
    return edition


def _gathered(synthesis: Synthesis) -> dict[str, Any]:
    """The content of one moment: read again while answers came in between its parts.

    Raises SynthesisError where they come faster than they are read.
    """
    for _attempt in range(3):
        content = gather(synthesis)
        answered = {campaign["slug"]: campaign["answered"] for campaign in content["campaigns"]}
        if answered == _answered_now(answered):
            return content
    raise SynthesisError(_("Answers are coming in at this very moment. Try again in a minute."), code="answers_coming")


def _answered_now(slugs: Iterable[str]) -> dict[str, int]:
    campaigns = Campaign.objects.filter(slug__in=list(slugs))
    submitted_by = Count("responses", filter=Q(responses__submitted_at__isnull=False))
    return dict(campaigns.annotate(answered=submitted_by).values_list("slug", "answered"))


def faults_of_publishing(
    synthesis: Synthesis, content: Mapping[str, Any], former: list[dict[str, Any]] | None = None
) -> Iterator[SynthesisError]:
    """Why `content` cannot be the next edition; `former` are the contents of those before, newest first."""
    if not is_readable(synthesis):
        yield SynthesisError(
            _("Nobody could read it: the stop is not public. Publish the stop first."), code="stop_not_public"
        )
    if not _says_something(content):
        yield SynthesisError(
            _("There is nothing to say yet: nobody was checked in, nobody answered, nothing was noted or written."),
            code="nothing_to_say",
        )
    former = _former(synthesis) if former is None else former
    if former and _without_moment(former[0]) == _without_moment(content):
        yield SynthesisError(
            _("Nothing has changed since edition %(number)s.") % {"number": synthesis.last_edition_number},
            code="unchanged",
        )
    elif close := too_few_more(former, content):
        yield _too_close(min(close.values()))


def with_answers_repeated(
    synthesis: Synthesis, content: dict[str, Any], former: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """`content` with the last edition’s answers where comparing with a former one would tell what somebody said."""
    former = _former(synthesis) if former is None else former
    return with_former_answers(content, former[0], too_few_more(former, content)) if former else content


def _published_meanwhile() -> SynthesisError:
    return SynthesisError(
        _("Somebody published an edition at this moment. Look at it before you publish another."),
        code="published_meanwhile",
    )


def _too_close(more: int) -> SynthesisError:
    said = ngettext(
        "%(more)s answer has come to a question since an edition before: comparing both would show what it said."
        " Publish once more have come, or repeat the answers of the last edition.",
        "%(more)s answers have come to a question since an edition before: comparing both would show what a person or"
        " a firm said. Publish once more have come, or repeat the answers of the last edition.",
        more,
    )
    return SynthesisError(said % {"more": more}, code="too_close")


def _former(synthesis: Synthesis) -> list[dict[str, Any]]:
    return list(synthesis.editions.order_by("-number").values_list("content", flat=True))


def _says_something(content: Mapping[str, Any]) -> bool:
    """Whether anything is there to tell."""
    answered = any(campaign["answered"] for campaign in content["campaigns"])
    return bool(content["presence"]["present"] or answered or content["passages"] or content["sections"])


def _without_moment(content: Mapping[str, Any]) -> str:
    """The content but for when it was read, as JSON: kept and fresh alike."""
    campaigns = [{**campaign, "read_at": ""} for campaign in content["campaigns"]]
    return json.dumps({**content, "read_at": "", "campaigns": campaigns}, sort_keys=True)


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
    """The file, kept; it is our own, so its bytes are not looked into for what they are."""
    upload = SimpleUploadedFile(name, content, content_type)
    return keep_document(PreparedDocument(name, content_type, upload), kind=KIND, actor=actor)
