"""Sending the outbox: a batch is claimed by one UPDATE and goes over one connection.

A message is SENDING only while the server has it in hand, so a crash leaves at most one message a sender in doubt. Each
step is a conditional UPDATE on the claim: a sender that lost its claim (too slow, thought dead) sends nothing more.
What became of a message, and that the next one is in hand, is written in one transaction: one commit a message.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from django.core.mail import get_connection
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from tournee.mail.addresses import normal_address
from tournee.mail.answers import Answer, Fate, answer_to, next_attempt
from tournee.mail.composing import compose
from tournee.mail.models import DUE, BouncedAddress, OutboxMessage, State

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)
BATCH = 50
# No single message is in hand for longer (each step of the conversation ends after EMAIL_TIMEOUT seconds).
CLAIM_LASTS = datetime.timedelta(minutes=5)
_COLUMNS = {field.name: field for field in OutboxMessage._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message that was handed over, what the server answered, and whether its address was known to take no mail."""

    message: OutboxMessage
    answer: Answer
    was_bad: bool = False


def send_due() -> str:
    """Send batch after batch until nothing is due or the server cannot be reached; returns a sentence of counts."""
    claimed = accepted = 0
    while True:
        size, taken, reachable = send_batch()
        claimed, accepted = claimed + size, accepted + taken
        if not size or not reachable:
            break
    return f"{accepted} of {claimed} accepted" + ("" if reachable else "; the mail server could not be reached")


def send_batch() -> tuple[int, int, bool]:
    """Claim at most 50 due messages and send them over one connection.

    Returns how many were claimed, how many the server accepted, and whether it could be reached to the end; if not,
    what was not handed over waits again, without blame.
    """
    claim = get_random_string(32)
    ids = _claim_batch(claim)
    if not ids:
        return 0, 0, True
    mail_server = get_connection()
    try:
        mail_server.open()
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("The mail server cannot be reached: %s", error)
        _release(claim, ids, words=f"{type(error).__name__}: {error}")
        return len(ids), 0, False
    try:
        accepted, reachable = _send_each(ids, claim, mail_server)
    finally:
        _release(claim, ids, words="")
        _close(mail_server)
    return len(ids), accepted, reachable


def recover_uncertain(*, older_than: datetime.timedelta = CLAIM_LASTS) -> str | None:
    """See to what dead senders left behind: claims older than `older_than` are freed, what was in hand is settled.

    A message in hand may have been accepted or not. A personal one is sent again (same Message-ID), one of many is held
    for a person to decide. Returns a sentence when there was anything.
    """
    before = timezone.now() - older_than
    freed = OutboxMessage.objects.filter(state__in=DUE, claimed_at__lt=before).update(claim="", claimed_at=None)
    uncertain = 0
    for message in OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=before):
        words = "The sender stopped while the server had the message in hand."
        with transaction.atomic():
            uncertain += _settle(_Sent(message, Answer(Fate.UNCERTAIN, words)), message.claim)
    return f"{freed} claims freed, {uncertain} messages uncertain" if freed or uncertain else None


def _claim_batch(claim: str) -> list[int]:
    """Mark due messages as ours and return their keys, in the order of sending."""
    now = timezone.now()
    with transaction.atomic():
        due = OutboxMessage.objects.due(now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        ids: list[int] = []
        for bulk, state in product((False, True), DUE):  # each alone is read off the index, however many are due
            if len(ids) < BATCH:
                ids += due.filter(bulk=bulk, state=state).values_list("pk", flat=True)[: BATCH - len(ids)]
        OutboxMessage.objects.filter(pk__in=ids).update(claim=claim, claimed_at=now)
    return ids


def _release(claim: str, ids: list[int], *, words: str) -> None:
    """Give back what was claimed and not sent, with the reason where there is one."""
    told = {"last_error": words} if words else {}
    OutboxMessage.objects.filter(pk__in=ids, claim=claim, state__in=DUE).update(claim="", claimed_at=None, **told)


def _send_each(ids: list[int], claim: str, mail_server: BaseEmailBackend) -> tuple[int, bool]:
    """Send the claimed messages one after the other; returns how many were accepted and whether the connection held."""
    accepted = 0
    messages = OutboxMessage.objects.prefetch_related("parts").in_bulk(ids)
    bounced = _known_to_bounce(messages.values())
    before: _Sent | None = None
    for pk in ids:
        begun = _next_in_hand(before, pk, claim)
        before = None
        if not begun:
            continue  # cancelled or erased since, or no longer ours; one that is ours still says what it said
        message = messages[pk]
        answer = _send(message, mail_server)
        before = _Sent(message, answer, was_bad=normal_address(message.to_address) in bounced)
        accepted += answer.fate is Fate.ACCEPTED
        if answer.address_is_bad:
            bounced.add(normal_address(message.to_address))
        if answer.connection_lost:
            break
    if before is None:
        return accepted, True
    with transaction.atomic():
        _settle(before, claim)
    return accepted, not before.answer.connection_lost


def _known_to_bounce(messages: Iterable[OutboxMessage]) -> set[str]:
    """Those addresses of the messages that the mail server said take no mail: one that is accepted is let go."""
    addresses = {normal_address(message.to_address) for message in messages}
    known = BouncedAddress.objects.filter(address__in=addresses, source=BouncedAddress.Source.SERVER)
    return set(known.values_list("address", flat=True))


def _next_in_hand(before: _Sent | None, pk: int, claim: str) -> bool:
    """Settle the message `before`, and have the next one (`pk`) in hand; False where it is not ours to send any more.

    Whoever changes many messages at once may want both rows in another order: then the next one waits for its turn.
    """
    try:
        with transaction.atomic():
            if before is not None:
                _settle(before, claim)
            return _move(pk, claim, DUE, {"state": State.SENDING, "claimed_at": timezone.now()})
    except OperationalError:
        if before is None:
            raise
        with transaction.atomic():
            _settle(before, claim)
        return False


def _send(message: OutboxMessage, mail_server: BaseEmailBackend) -> Answer:
    """Hand one message to the server and say what it answered."""
    try:
        email = compose(message)
        email.message()  # a message that cannot be written must not look like a broken connection
    except (ValueError, LookupError) as error:
        return Answer(Fate.REFUSED, f"{type(error).__name__}: {error}")
    try:
        mail_server.send_messages([email])
    except (smtplib.SMTPException, OSError) as error:
        return answer_to(error, data_begun=getattr(mail_server, "data_begun", True))
    return Answer(Fate.ACCEPTED)


def _move(pk: int, claim: str, sources: Sequence[State], values: Mapping[str, Any]) -> bool:
    """Set `values` on a message that has the claim and is in one of those states; whether there was one.

    In SQL: each message is moved twice, and the ORM takes longer to write such an UPDATE than the database to do it.
    """
    fields = {_COLUMNS[name]: value for name, value in values.items()}
    table, set_to = OutboxMessage._meta.db_table, ", ".join(f"{field.column} = %s" for field in fields)
    known = ", ".join(["%s"] * len(sources))
    # The names are the model's own.
    sql = f"UPDATE {table} SET {set_to} WHERE id = %s AND claim = %s AND state IN ({known})"  # noqa: S608
    new = [field.get_db_prep_save(value, connection) for field, value in fields.items()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*new, pk, claim, *(state.value for state in sources)])
        return bool(cursor.rowcount)


def _settle(sent: _Sent, claim: str) -> bool:
    """Write down what became of a message, in the caller's transaction; whether it was ours still."""
    message, answer = sent.message, sent.answer
    became = {"claim": "", "claimed_at": None, "last_error": answer.words, **_outcome(message, answer)}
    changed = _move(message.pk, claim, [State.SENDING], became)
    if changed and answer.address_is_bad:
        BouncedAddress.objects.get_or_create(
            address=normal_address(message.to_address),
            defaults={"source": BouncedAddress.Source.SERVER, "reason": answer.words},
        )
    if changed and sent.was_bad and answer.fate is Fate.ACCEPTED:
        BouncedAddress.objects.filter(
            address=normal_address(message.to_address), source=BouncedAddress.Source.SERVER
        ).delete()
    return changed


def _outcome(message: OutboxMessage, answer: Answer) -> dict[str, Any]:
    """The columns that follow from `answer`."""
    now = timezone.now()
    if answer.fate is Fate.NOT_SENT:
        return {"state": State.QUEUED}
    attempts = message.attempts + 1
    if answer.fate is Fate.ACCEPTED:
        return {"state": State.ACCEPTED, "attempts": attempts, "settled_at": now}
    if answer.fate is Fate.REFUSED:
        return {"state": State.REFUSED, "attempts": attempts, "settled_at": now}
    uncertain = {"uncertain_at": now} if answer.fate is Fate.UNCERTAIN else {}
    if uncertain and message.bulk:
        return {"state": State.HELD, "attempts": attempts, **uncertain}
    again = next_attempt(attempts, now=now, queued_at=message.queued_at)
    if again is None:
        return {"state": State.FAILED, "attempts": attempts, "settled_at": now, **uncertain}
    state = State.QUEUED if uncertain else State.DEFERRED
    return {
        "state": state,
        "attempts": attempts,
        "not_before": now if attempts == 1 and uncertain else again,
        **uncertain,
    }


def _close(mail_server: BaseEmailBackend) -> None:
    """Say goodbye; a server that is gone need not be told."""
    try:
        mail_server.close()
    except (smtplib.SMTPException, OSError) as error:
        logger.info("The mail server was gone at the end: %s", error)
