"""Writing messages, and what people decide about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import make_msgid, parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournee.history.operations import record
from tournee.mail.addresses import MailError, Recipient, check_address, normal_address, recipient_of
from tournee.mail.models import (
    CANCELLABLE,
    PENDING,
    PERSONAL_TEXTS,
    BouncedAddress,
    OutboxAbout,
    OutboxMessage,
    OutboxPart,
    State,
)
from tournee.mail.rendering import one_line, render
from tournee.mail.tasks import wake_sender
from tournee.mail.watching import note_written
from tournee.texts.search import search_key

if TYPE_CHECKING:
    from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """A file to attach, or with `alternative` another form of the text (`text/calendar; method=REQUEST`)."""

    content_type: str
    content: bytes
    filename: str = ""
    alternative: bool = False


Draft = tuple[OutboxMessage, Sequence[Part], Sequence[Model]]
_drafts: ContextVar[list[Draft] | None] = ContextVar("messages_to_write", default=None)


def queue_message(
    template: str,
    *,
    to: Recipient | User | str,
    language: str,
    context: Mapping[str, object],
    purpose: str | Promise,
    reply_to: str = "",
    sender_name: str = "",
    bulk: bool = False,
    confidential: bool = False,
    about: Model | Sequence[Model] = (),
    attachments: Sequence[Part] = (),
    headers: Mapping[str, str] | None = None,
) -> OutboxMessage:
    """Write a message into the outbox, in the caller's transaction; it is sent once that commits.

    `template` names three templates (`tournee.mail.rendering.render`); `purpose` is the word the team reads, best a
    lazy one (`gettext_lazy("Sign-in code")`: each reader sees their language), without personal data; `about` are the
    saved objects whose team may see the message; `bulk` says that it goes to many: such a message is not sent to an
    address known to bounce (it is written as refused). A `confidential` one (a code, a link that opens an account) is
    shown to nobody but its recipient, and its texts go once it is settled. Raises `MailError` for an address that
    cannot be one (`bad_address`, `bad_reply_to`).
    """
    recipient = recipient_of(to)
    check_address(recipient.address, code="bad_address", field="email")
    if reply_to:
        check_address(parseaddr(reply_to)[1], code="bad_reply_to", field="reply_to")
    texts = render(template, language=language, context={"sender_name": sender_name, "purpose": purpose, **context})
    message = OutboxMessage(
        message_id=new_message_id(),
        template=template,
        language=language[:2],
        purpose=source_text(purpose),
        to_address=recipient.address,
        to_name=one_line(recipient.name)[:120],
        sender_name=one_line(sender_name)[:120],
        reply_to=one_line(reply_to),
        bulk=bulk,
        confidential=confidential,
        headers={name: one_line(str(value)) for name, value in (headers or {}).items()},
        subject=texts.subject[:500],
        text=texts.text,
        html=texts.html,
        search=search_key(recipient.name, recipient.address, "" if confidential else texts.subject)[:1200],
    )
    _spare_bounced(message)
    return _written(message, attachments, [about] if isinstance(about, Model) else list(about))


def _written(message: OutboxMessage, attachments: Sequence[Part], subjects: Sequence[Model]) -> OutboxMessage:
    """The message in the outbox, with all that belongs to it; one that cannot be written ends what it tells of too."""
    with written_together() as drafts:
        drafts.append((message, attachments, subjects))
    return message


@contextmanager
def written_together() -> Iterator[list[Draft]]:
    """Messages queued inside are written at its end, in three queries however many they are; until then none has a key.

    Inside another such block they are written at the end of that one. Where an error ends the block, none is.
    """
    if (outer := _drafts.get()) is not None:
        yield outer
        return
    with drawn_up() as drafts:
        yield drafts
    if drafts:
        _write(drafts)


@contextmanager
def drawn_up() -> Iterator[list[Draft]]:
    """Messages queued inside are drawn up and not written: whoever asked does that (`write_drafts`), or drops them.

    Drawing up needs no transaction, and none is kept open for it.
    """
    drafts: list[Draft] = []
    token = _drafts.set(drafts)
    try:
        yield drafts
    finally:
        _drafts.reset(token)


def write_drafts(drafts: Sequence[Draft]) -> None:
    """Write what was drawn up into the outbox, in the caller's transaction."""
    with written_together() as together:
        together.extend(drafts)


def _write(drafts: Sequence[Draft]) -> None:
    with transaction.atomic(savepoint=False):
        OutboxMessage.objects.bulk_create(message for message, _parts, _subjects in drafts)
        OutboxPart.objects.bulk_create(
            part for message, parts, _subjects in drafts for part in _parts_of(message, parts)
        )
        OutboxAbout.objects.bulk_create(
            OutboxAbout(message=message, content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk)
            for message, _parts, subjects in drafts
            for subject in subjects
        )
        if any(message.state == State.QUEUED for message, _parts, _subjects in drafts):
            wake_sender()
    for message, _parts, _subjects in drafts:
        note_written(message)


def resend(message: OutboxMessage, *, actor: User | None) -> OutboxMessage:
    """Write a settled message once more, as a new one, for somebody who did not get it; returns the new one.

    It has a new Message-ID, since mailboxes drop a second message with a known one. Raises `MailError`: `not_settled`
    while the first is still on its way, `text_removed` once its text was purged, `already_resent` while a copy waits.
    """
    with transaction.atomic():
        current = OutboxMessage.objects.select_for_update().get(pk=message.pk)
        _check_resendable(current)
        copied = {field: getattr(current, field) for field in _COPIED}
        again = OutboxMessage.objects.create(**copied, message_id=new_message_id(), resend_of=current)
        for part in current.parts.all():
            part.pk, part.message = None, again
            part.save(force_insert=True)
        for about in current.abouts.all():
            about.pk, about.message = None, again
            about.save(force_insert=True)
        record("mail.resend", current, actor=actor)
        wake_sender()
    return again


def release_held(message: OutboxMessage, *, actor: User | None) -> None:
    """Send a message that is held because it may have been sent already. Raises `MailError` (`not_held`)."""
    _move(message, [State.HELD], State.QUEUED, actor=actor, action="mail.release", refusal=_NOT_HELD, code="not_held")
    wake_sender()


def cancel_queued(message: OutboxMessage, *, actor: User | None) -> None:
    """Do not send a message that waits or is held. Raises `MailError` (`too_late`) if it is sent or being sent."""
    _move(message, CANCELLABLE, State.CANCELLED, actor=actor, action="mail.cancel", refusal=_TOO_LATE, code="too_late")


def forgive_bounce(address: str, *, actor: User) -> bool:
    """An administrator says that `address` takes mail again; returns whether it was known not to."""
    with transaction.atomic():
        bounced = BouncedAddress.objects.filter(address=normal_address(address)).first()
        if bounced is None:
            return False
        record("mail.forgive_bounce", bounced, actor=actor)
        bounced.delete()
    return True


def erase_address(address: str) -> int:
    """Remove a person's address, name and texts from the outbox; what waits is cancelled. Returns how many rows."""
    with transaction.atomic():
        messages = OutboxMessage.objects.filter(to_address__iexact=normal_address(address))
        OutboxPart.objects.filter(message__in=messages).delete()
        messages.filter(state__in=CANCELLABLE).update(state=State.CANCELLED, settled_at=timezone.now(), claim="")
        BouncedAddress.objects.filter(address=normal_address(address)).delete()
        gone = {"to_address": "erased@invalid.invalid", **dict.fromkeys(PERSONAL_TEXTS, "")}
        return messages.update(**gone, headers={}, last_error="", purged_at=timezone.now())


def new_message_id() -> str:
    """A Message-ID (RFC 5322, 3.6.4) under the installation's own name."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")


_COPIED = (
    *("template", "language", "purpose", "to_address", "to_name", "sender_name", "reply_to"),
    *("bulk", "headers", "subject", "text", "html", "search"),
)
_NOT_HELD = _("This message is no longer held. Reload the page to see what became of it.")
_TOO_LATE = _("This message can no longer be stopped: it is sent or being sent.")


def _move(
    message: OutboxMessage,
    sources: Sequence[State],
    target: State,
    *,
    actor: User | None,
    action: str,
    refusal: Promise | str,
    code: str,
) -> None:
    """Move `message` from one of `sources` to `target` by one conditional UPDATE, with history."""
    now = timezone.now()
    dates = {"settled_at": now} if target == State.CANCELLED else {"not_before": now, "queued_at": now}
    with transaction.atomic():
        moved = OutboxMessage.objects.filter(pk=message.pk, state__in=sources).update(
            state=target, claim="", claimed_at=None, **dates
        )
        if not moved:
            raise MailError(refusal, code=code)
        record(action, message, actor=actor, changes={"state": (message.state, target.value)})
    message.refresh_from_db()


def _check_resendable(message: OutboxMessage) -> None:
    """Raise unless `message` may be written once more."""
    if message.purged_at is not None:
        raise MailError(_("The text of this message was removed after its time. Write a new one."), code="text_removed")
    if not message.can_be_resent:
        raise MailError(
            _("This message is still on its way. Wait until its state says how it ended."), code="not_settled"
        )
    if message.resends.filter(state__in=PENDING).exists():
        raise MailError(_("This message is already being sent again."), code="already_resent")


def source_text(purpose: str | Promise) -> str:
    """`purpose` as it stands in the code, before translation, as the outbox keeps it."""
    with translation.override(None):
        return one_line(str(purpose))[:120]


def _spare_bounced(message: OutboxMessage) -> None:
    """What goes to many is not sent to an address known to bounce; a personal message is still tried."""
    if not message.bulk:
        return
    bounced = BouncedAddress.objects.filter(address=normal_address(message.to_address)).first()
    if bounced is not None:
        message.state = State.REFUSED
        message.settled_at = timezone.now()
        message.last_error = f"{bounced.since:%Y-%m-%d}: {bounced.reason}"


def _parts_of(message: OutboxMessage, parts: Sequence[Part]) -> Iterator[OutboxPart]:
    for part in parts:
        yield OutboxPart(
            message=message,
            content_type=one_line(part.content_type),
            filename=one_line(part.filename),
            content=part.content,
            alternative=part.alternative,
        )
