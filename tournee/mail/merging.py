"""One letter to many: rendered once a language, then filled in for each, and written a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import escape

from tournee.mail.addresses import MailError, Recipient, check_address, normal_address
from tournee.mail.models import BouncedAddress, OutboxAbout, OutboxMessage, State
from tournee.mail.operations import new_message_id, source_text
from tournee.mail.rendering import Texts, one_line, render
from tournee.mail.tasks import wake_sender
from tournee.mail.watching import note_written
from tournee.texts.search import search_key

_BATCH = 500
_OPEN, _CLOSE = "\ue000", "\ue001"  # private to us: no text that people write has them, and nothing escapes them


@dataclass(frozen=True, slots=True)
class Letter:
    """One of many: whom it goes to, what is filled in for them alone, and the saved objects it is about."""

    to: Recipient
    values: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    about: Sequence[Model] = ()


def queue_letters(
    template: str,
    letters: Sequence[Letter],
    *,
    language: str,
    context: Mapping[str, object],
    purpose: str | Promise,
    reply_to: str = "",
    sender_name: str = "",
) -> int:
    """Write `letters` into the outbox as messages to many (`bulk`), in the caller's transaction; how many were written.

    The templates are those of `queue_message`; they know the `values` of a letter by name beside the `context`, as
    texts to show or to leave out when empty, and no filter may look into them; `mark` puts one into a text. An address
    that cannot be one is passed over; one that is known to bounce is written as refused.
    """
    rendered: dict[frozenset[str], Texts] = {}
    common = {"sender_name": sender_name, "purpose": purpose, **context}

    def texts_of(letter: Letter) -> Texts:
        empty = frozenset(name for name, value in letter.values.items() if not value)
        if empty not in rendered:
            marks = {name: "" if name in empty else mark(name) for name in letter.values}
            rendered[empty] = render(template, language=language, context={**common, **marks})
        return rendered[empty]

    plain = {
        "template": template, "language": language[:2], "purpose": source_text(purpose), "bulk": True,
        "sender_name": one_line(sender_name)[:120], "reply_to": one_line(reply_to),
    }  # fmt: skip
    written = 0
    for start in range(0, len(letters), _BATCH):
        sendable = list(_sendable(letters[start : start + _BATCH]))
        messages = [_message(letter, texts_of(letter), plain) for letter in sendable]
        _write(sendable, messages)
        written += len(messages)
    return written


def _sendable(letters: Sequence[Letter]) -> Iterator[Letter]:
    for letter in letters:
        try:
            check_address(letter.to.address, code="bad_address", field="email")
        except MailError:
            continue
        yield letter


def _message(letter: Letter, texts: Texts, plain: Mapping[str, object]) -> OutboxMessage:
    subject = one_line(_filled(texts.subject, letter.values, str))[:500]
    return OutboxMessage(
        **plain,
        message_id=new_message_id(),
        to_address=letter.to.address,
        to_name=one_line(letter.to.name)[:120],
        headers={name: one_line(value) for name, value in letter.headers.items()},
        subject=subject,
        text=_filled(texts.text, letter.values, str),
        html=_filled(texts.html, letter.values, escape),
        search=search_key(letter.to.name, letter.to.address, subject)[:1200],
    )


def _write(letters: Sequence[Letter], messages: Sequence[OutboxMessage]) -> None:
    """The messages with what they are about."""
    bounced = BouncedAddress.objects.filter(address__in=[normal_address(message.to_address) for message in messages])
    known = {one.address: one for one in bounced}
    for message in messages:
        if one := known.get(normal_address(message.to_address)):
            message.state, message.settled_at = State.REFUSED, timezone.now()
            message.last_error = f"{one.since:%Y-%m-%d}: {one.reason}"
    with transaction.atomic(savepoint=False):
        OutboxMessage.objects.bulk_create(messages)
        OutboxAbout.objects.bulk_create(
            OutboxAbout(message=message, content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk)
            for letter, message in zip(letters, messages, strict=True)
            for subject in letter.about
        )
        wake_sender()
    for message in messages:
        note_written(message)


def mark(name: str) -> str:
    """What stands for the value of that name in a text of the `context`, until it is filled in."""
    return f"{_OPEN}{name}{_CLOSE}"


def _filled(text: str, values: Mapping[str, str], write: Callable[[str], str]) -> str:
    """`text` with its marks filled in."""
    if _OPEN not in text:
        return text
    for name, value in values.items():
        text = text.replace(mark(name), write(value))
    return text
