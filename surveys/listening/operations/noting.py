"""Noting what was said, correcting it, withdrawing it; and taking a passage from an open answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session
from events.planning.operations.changing import changes_a_tour
from surveys.listening.errors import LinkClosed, NoteError
from surveys.models import Answer, Campaign, FacilitatorLink, Passage
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.texts.direction import unturned
from tournee.texts.languages import LANGUAGES
from tournee.texts.typography import format_number

FIELDS = ("text", "voice", "language")
PERSONAL = ("text", "voice")
TEXT_LIMIT = Passage._meta.get_field("text").max_length or 0
VOICE_LIMIT = Passage._meta.get_field("voice").max_length or 0


@changes_a_tour
def note_passage(
    session: Session,
    values: Mapping[str, Any],
    *,
    submission: uuid.UUID,
    link: FacilitatorLink | None = None,
    actor: User | None = None,
) -> Passage:
    """Keep what was said at `session`: `values` are text, voice and language; by a link, or by `actor`.

    The same `submission` sent again gives the passage there is; with other words it is refused (`submission_used`).
    Raises NoteError, LinkClosed.
    """
    _require_open_link(link, session)
    fields = _tidied(values)
    raise_first(faults_of_note(fields))
    of = {"session": session, "noted_through": link, "noted_by": actor}
    made = {**of, **fields, "stop": session.stop, "tour_id": session.stop.tour_id}
    passage, is_new = Passage.objects.get_or_create(submission=submission, defaults=made)
    if is_new:
        record("passage.note", passage, actor=actor, changes={"text": None})
    elif not _is_the_same(passage, {**of, **fields}):
        raise NoteError(
            _("This note was sent before, in other words. Send it again to keep this one as well."),
            code="submission_used",
        )
    return passage


@changes_a_tour
def edit_passage(
    passage: Passage,
    values: Mapping[str, Any],
    *,
    expected_version: int | None,
    link: FacilitatorLink | None = None,
    actor: User | None = None,
) -> Passage:
    """Correct what was noted; by a link, only what was noted by it.

    The words of an open answer are not changed. Raises NoteError, LinkClosed, StaleVersion.
    """
    _require_open_link(link, passage.session)
    _require_own(passage, link)
    fields = _tidied(values)
    raise_first(faults_of_note(fields, passage))
    save_changes(
        passage, fields, expected_version=expected_version, actor=actor, action="passage.edit", personal=PERSONAL
    )
    return passage


@changes_a_tour
def withdraw_passage(passage: Passage, *, link: FacilitatorLink | None = None, actor: User | None = None) -> None:
    """Shown, counted and quoted no more; what is published already stays. Withdrawing twice is withdrawing once."""
    _require_open_link(link, passage.session)
    _require_own(passage, link, standing=False)
    moved = Passage.objects.filter(pk=passage.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), version=F("version") + 1
    )
    if moved:
        record("passage.withdraw", passage, actor=actor)
    passage.refresh_from_db(fields=["withdrawn_at", "version"])


def passage_from_answer(answer: Answer, *, text: str = "", actor: User) -> Passage:
    """The passage of an open answer: all of its words, or `text`, a part; not to be quoted until somebody says so.

    An answer has one passage at most: asked again, that is given. Raises NoteError for an answer without words, for
    words that are not in it, and for more than a passage holds: nothing is cut unseen.
    """
    words = _tidy(answer.text)
    return _from_answer(answer.response.campaign, answer, _tidy(text) or words, actor)


@changes_a_tour
def _from_answer(campaign: Campaign, answer: Answer, text: str, actor: User) -> Passage:
    if not text or text not in _tidy(answer.text):
        raise NoteError(_("Choose words of this answer, as they were written."), code="not_its_words", field="text")
    if len(text) > TEXT_LIMIT:
        raise _too_long("text", text, TEXT_LIMIT)
    session, response = campaign.session, answer.response
    passage, is_new = Passage.objects.get_or_create(
        answer=answer,
        defaults={
            "origin": Passage.Origin.ANSWER, "tour_id": campaign.tour_id, "session": session,
            "stop": session.stop if session else campaign.stop, "text": text, "language": response.language,
            "said_at": response.submitted_at or response.saved_at, "noted_by": actor, "quotable": False,
        },
    )  # fmt: skip
    if is_new:
        record("passage.from_answer", passage, actor=actor, changes={"text": None})
    return passage


def faults_of_note(values: Mapping[str, Any], passage: Passage | None = None) -> Iterator[NoteError]:
    """What is wrong with `values` for a new note, or for `passage`: no words, too many, a language there is not."""
    text, voice = (values.get(name, getattr(passage, name, "")) for name in PERSONAL)
    if not text:
        yield NoteError(_("Write what was said: one sentence is enough."), code="required", field="text")
    if len(text) > TEXT_LIMIT:
        yield _too_long("text", text, TEXT_LIMIT)
    if len(voice) > VOICE_LIMIT:
        yield _too_long("voice", voice, VOICE_LIMIT)
    if (values.get("language") or "fr") not in LANGUAGES:
        yield NoteError(_("Notes are in French or in English."), code="no_language", field="language")
    if passage is not None and passage.origin == Passage.Origin.ANSWER and text != passage.text:
        yield NoteError(_("These are the words of an answer: they stay as they are."), code="verbatim", field="text")


def _too_long(field: str, text: str, limit: int) -> NoteError:
    said = _(
        "This is too long: %(count)s characters, at most %(limit)s. Nothing was cut; shorten it or make two of it."
    )
    counted = {"count": format_number(len(text)), "limit": format_number(limit)}
    return NoteError(said % counted, code="too_long", field=field)


def _tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a note that were given, as they are kept."""
    given = {name: values[name] for name in FIELDS if name in values}
    return {name: _tidy(value) for name, value in given.items()}


def _tidy(text: str) -> str:
    """Without spaces around or marks that turn the text; lines end as they do in Python."""
    return unturned(text.replace("\r\n", "\n")).strip()


def _is_the_same(passage: Passage, fields: Mapping[str, Any]) -> bool:
    standing = passage.withdrawn_at is None
    return standing and all(getattr(passage, name) == value for name, value in fields.items())


def _require_open_link(link: FacilitatorLink | None, session: Session | None) -> None:
    """Raise LinkClosed unless `link`, as the database has it now, opens the notes of `session`."""
    if link is None:
        return
    open_now = FacilitatorLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=timezone.now())
    if session is None or not open_now.filter(session=session).exists():
        raise LinkClosed


def _require_own(passage: Passage, link: FacilitatorLink | None, *, standing: bool = True) -> None:
    if link is not None and passage.noted_through_id != link.pk:
        raise NoteError(_("This was not noted by your link."), code="not_yours")
    if standing and Passage.objects.filter(pk=passage.pk, withdrawn_at__isnull=False).exists():
        raise NoteError(_("This note was withdrawn meanwhile."), code="withdrawn")
