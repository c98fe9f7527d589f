"""Every change of a tour's own words, and of messages to those who registered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop, Tour
from events.planning.operations.changing import require_open
from registrations.booking.own_words import words_changed
from registrations.booking.placeholders import OF_A_REGISTRATION, WritingError
from registrations.models import Message, MessageSent, NoticeText, Registration
from registrations.writing.audience import BY_PRESENCE, Reader, readers_of
from registrations.writing.moments import moment_at, stops_of
from registrations.writing.sending import LANGUAGES, languages_of, queue_to, write_test
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

WORDS = ("subject_fr", "subject_en", "text_fr", "text_en")
RULE = ("stop", "audience", "days", "at", *WORDS)


def save_notice_text(
    tour: Tour, moment: str, language: str, values: Mapping[str, str], *, expected_version: int | None, actor: User
) -> NoticeText:
    """Keep the tour's own subject and text of a notice in one language; an empty one stays ours.

    `expected_version` None: it has none yet. Raises WritingError for what cannot be filled in and where a colleague
    wrote the first ones meanwhile, StaleVersion, TourArchived.
    """
    raise_first(faults_of_notice(values, language))
    with transaction.atomic():
        require_open(tour)
        known, new = NoticeText.objects.get_or_create(
            tour=tour, moment=moment, language=language,
            defaults={"subject": values["subject"], "text": values["text"]},
        )  # fmt: skip
        if new:
            record("notice_text.write", known, actor=actor)
        elif expected_version is None:
            raise WritingError(_("The tour has words of its own there already: change those."), code="written_already")
        else:
            wanted = {"subject": values["subject"], "text": values["text"]}
            save_changes(known, wanted, expected_version=expected_version, actor=actor, action="notice_text.edit")
        transaction.on_commit(lambda: words_changed(tour.pk))
    return known


def reset_notice_text(text: NoticeText, *, actor: User) -> None:
    """Go back to our words. Raises TourArchived."""
    with transaction.atomic():
        require_open(text.tour)
        record("notice_text.reset", text, actor=actor)
        text.delete()


def faults_of_notice(values: Mapping[str, Any], language: str) -> Iterator[WritingError]:
    """What cannot be filled in."""
    for field in ("subject", "text"):
        yield from OF_A_REGISTRATION.faults(str(values.get(field) or ""), language, field)


def faults_of_words(values: Mapping[str, Any]) -> Iterator[WritingError]:
    """A language of which half is missing, none at all, and what cannot be filled in."""
    written = 0
    for language in LANGUAGES:
        subject, text = (str(values.get(f"{part}_{language}") or "").strip() for part in ("subject", "text"))
        for field, typed in ((f"subject_{language}", subject), (f"text_{language}", text)):
            yield from OF_A_REGISTRATION.faults(typed, language, field)
        if subject and text:
            written += 1
        elif subject or text:
            missing = f"text_{language}" if subject else f"subject_{language}"
            yield WritingError(_("Write both the subject and the text, or neither."), code="half", field=missing)
    if not written:
        said = _("Write a subject and a text, in French or in English.")
        yield WritingError(said, code="nothing_written", field="subject_fr")


def write_rule(tour: Tour, values: Mapping[str, Any], *, actor: User) -> Message:
    """A message that goes out by itself so many days before or after each stop, at that hour of the stop's own clock.

    What is past by now is not made up for. Raises WritingError, TourArchived.
    """
    raise_first(faults_of_rule(tour, values))
    with transaction.atomic():
        require_open(tour)
        message = Message.objects.create(tour=tour, **{name: values[name] for name in RULE if name in values})
        record("message.create", message, actor=actor)
        _let_the_past_be(message)
    return message


def edit_rule(message: Message, values: Mapping[str, Any], *, expected_version: int | None, actor: User) -> Message:
    """Change a rule; a stop it went out to already hears nothing again. Raises as `write_rule`, and StaleVersion."""
    _require_rule(message)
    raise_first(faults_of_rule(message.tour, values))
    with transaction.atomic():
        require_open(message.tour)
        fields = {name: values[name] for name in RULE if name in values}
        save_changes(message, fields, expected_version=expected_version, actor=actor, action="message.edit")
        _let_the_past_be(message)
    return message


def switch_rule(message: Message, *, active: bool, actor: User) -> Message:
    """Put a rule to rest, or to use again from now on. Raises WritingError for what is no rule, TourArchived."""
    _require_rule(message)
    with transaction.atomic():
        require_open(message.tour)
        save_changes(message, {"active": active}, expected_version=None, actor=actor, action="message.edit")
        if active:
            _let_the_past_be(message)
    return message


def remove_rule(message: Message, *, actor: User) -> None:
    """Delete a rule by which nothing was sent. Raises WritingError for another: put it to rest instead."""
    with transaction.atomic():
        require_open(message.tour)
        current = Message.objects.select_for_update(of=("self",)).filter(pk=message.pk).first()
        if current is None:
            return  # a colleague was quicker
        if current.sent_at or current.sendings.filter(recipients__gt=0).exists():
            said = _("It was sent already: its record stays. Put it to rest instead.")
            raise WritingError(said, code="was_sent")
        record("message.remove", current, actor=actor)
        current.delete()


def _require_rule(message: Message) -> None:
    if message.days is None:
        raise WritingError(_("It was sent: nothing of it can be changed."), code="was_sent")


def faults_of_rule(tour: Tour, values: Mapping[str, Any]) -> Iterator[WritingError]:
    """What the operations refuse of a rule."""
    stop = values.get("stop")
    if stop is not None and stop.tour_id != tour.pk:
        yield WritingError(_("Choose a stop of this tour."), code="other_tour", field="stop")
    if values.get("days") is None:
        yield WritingError(_("Say how many days before or after the stop."), code="required", field="days")
    elif values.get("audience") in BY_PRESENCE and values["days"] < 1:
        said = _("Who came is known once the stop is over: choose one day after it, or more.")
        yield WritingError(said, code="too_early", field="days")
    if values.get("at") is None:
        yield WritingError(_("Say at what time of the day."), code="required", field="at")
    yield from faults_of_words(values)


def _let_the_past_be(message: Message) -> None:
    """Note the stops whose moment has passed as done, to nobody: a rule is not made up for."""
    now = timezone.now()
    passed = [stop for stop in stops_of(message) if (moment := moment_at(message, stop)) and moment <= now]
    MessageSent.objects.bulk_create(
        [MessageSent(message=message, stop=stop, recipients=0) for stop in passed], ignore_conflicts=True
    )


def send_message(
    scope: Stop | Tour,
    registrations: QuerySet[Registration],
    values: Mapping[str, Any],
    *,
    actor: User,
    expected: int | None = None,
) -> Message:
    """Write to those of `registrations`, all of a stop or a tour, who belong to the audience; kept with what it said.

    `expected`: how many the sender saw. Raises WritingError for words that cannot be sent, for nobody, and where they
    are not that many any more; TourArchived.
    """
    raise_first(faults_of_words(values))
    tour = scope if isinstance(scope, Tour) else scope.tour
    with transaction.atomic():
        require_open(tour)
        message = Message.objects.create(
            tour=tour, stop=scope if isinstance(scope, Stop) else None, audience=values["audience"],
            sent_at=timezone.now(), **{name: values.get(name) or "" for name in WORDS},
        )  # fmt: skip
        readers = readers_of(message.audience, registrations).found
        if not readers:
            raise WritingError(_("Nobody can be written to: choose others."), code="nobody", field="audience")
        if expected is not None and expected != len(readers):
            said = _("They are not as many as when you looked: somebody registered or cancelled. Look again.")
            raise WritingError(said, code="others_now")
        record("message.send", message, actor=actor, changes={"recipients": (0, len(readers))})
        send_to(message, readers)
    return message


def send_test(message: Message, scope: Stop | Tour, readers: Mapping[str, Reader], *, actor: User) -> int:
    """What one of them would read, by language, to `actor` alone; how many messages.

    Noted in the history of the stop or the tour it is about. Raises WritingError for words that cannot be sent.
    """
    raise_first(faults_of_words({name: getattr(message, name) for name in WORDS}))
    with transaction.atomic():
        record("message.test", scope, actor=actor)
        for language, reader in readers.items():
            write_test(message, reader, language, actor)
    return len(readers)


def send_to(message: Message, readers: list[Reader]) -> int:
    """Queue the message to them, noted by stop, in the caller's transaction; how many were written."""
    counted = Counter(reader.registration.stop_id for reader in readers)
    MessageSent.objects.bulk_create(
        MessageSent(message=message, stop_id=stop, recipients=count) for stop, count in counted.items()
    )
    return queue_to(message, readers) if languages_of(message) else 0
