"""What came by SMTP: letters by whom they are to and what they are about, and the calendar entries in them."""

from __future__ import annotations

import datetime
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage, Message
from typing import Any

import vobject
from django.utils import translation
from django.utils.translation import gettext

from tests.e2e.journey.story import Somebody, Story
from tests.e2e.product import MAIL_SECONDS

MINUTES = 6  # that the demonstration’s questionnaire takes
TICK_SECONDS = 300.0  # what the tick sends is sent within its minute, which a slow machine may take long over


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar entry as a mail reader finds it (RFC 5546)."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime.datetime | datetime.date
    attendee: str


def letter(story: Story, to: Somebody, subject: str, *, seconds: float = MAIL_SECONDS) -> EmailMessage:
    """The newest letter to somebody with that English subject in their language; waits for it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := letters(story, to, subject):
            return found[-1]
        time.sleep(0.1)
    had = [str(each["Subject"]) for each in letters(story, to)]
    raise AssertionError(
        f"No letter “{subject_of(story, subject)}” to {to.email} within {seconds:.0f} s; there were {had}."
    )


def letters(story: Story, to: Somebody, subject: str = "") -> list[EmailMessage]:
    """What somebody received so far, or of that what has this English subject in their language."""
    theirs = [each for each in story.product.mailbox.accepted if to.email in str(each["To"])]
    wanted = subject_of(story, subject)
    return [each for each in theirs if not subject or plain(str(each["Subject"])) == wanted]


def subject_of(story: Story, subject: str) -> str:
    """An English subject, in the language of the story and about its stop."""
    with translation.override(story.language):
        return plain(gettext(subject) % {"stop": story.place, "minutes": MINUTES}) if subject else ""


def plain(text: str) -> str:
    """The text with spaces for whatever spaces and folds are in it."""
    return " ".join(text.split())


def words_of(message: EmailMessage) -> str:
    """What it says, plainly."""
    body = message.get_body(("plain",))
    assert body is not None
    return plain(str(body.get_content()))


def link_in(message: EmailMessage, path: str) -> str:
    """The address in it that holds `path`."""
    found = re.search(rf"https?://\S*{path}\S*", words_of(message))
    assert found, words_of(message)
    return found.group()


def invitation_in(message: EmailMessage) -> Invitation:
    """The one calendar entry that it shows its reader."""
    shown = [part for part in message.walk() if part.get_content_type() == "text/calendar" and part.get_param("method")]
    assert len(shown) == 1, [part.get_content_type() for part in message.walk()]
    return _read(shown[0])


def _read(part: Message[str, Any]) -> Invitation:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    calendar = vobject.readOne(content.decode())
    event = calendar.vevent
    assert calendar.method.value == part.get_param("method")
    return Invitation(
        calendar.method.value,
        event.uid.value,
        int(event.sequence.value),
        event.dtstart.value,
        event.attendee.value.removeprefix("mailto:"),
    )
