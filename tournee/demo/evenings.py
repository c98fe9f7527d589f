"""The evening pages of the stops held, and what those who came are written the day after."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from events.models import Stop, Tour
from registrations.evening.operations import approve_page, write_page
from registrations.evening.queries import LETTER, MOST_QUOTES, heard_at
from registrations.models import EveningPage, Message
from registrations.writing.operations import write_rule
from tournee.accounts.models import User
from tournee.demo.cases import HELD
from tournee.demo.points import NEXT, POINTS
from tournee.mail.models import OutboxMessage, State

_AFTER_THE_DEBATE = datetime.timedelta(minutes=20)
_AFTER = {
    "subject_fr": "Merci d’être venus à {ville}",
    "text_fr": "Bonjour {nom},\n\nMerci d’être venus. La page du soir dit en cinq points ce que nous avons entendu"
    "\u202f; la synthèse suivra. Ce message est fictif, comme toute cette édition.",
    "subject_en": "Thank you for coming to {town}",
    "text_en": "Dear {name},\n\nThank you for coming. The evening page says in five points what we heard; the "
    "synthesis will follow. This message is made up, as is this whole edition.",
}


def write(tour: Tour, stops: Sequence[Stop], today: datetime.date, actor: User) -> int:
    """A page of each stop held, approved but for the newest; returns how many."""
    rule = {"audience": Message.Audience.PRESENT, "days": 1, "at": datetime.time(10), **_AFTER}
    write_rule(tour, rule, actor=actor)
    held = stops[:HELD]
    for number, stop in enumerate(held):
        page = _written(stop, number, actor)
        if stop != held[-1]:
            _approve(page, actor)
    return len(held)


def _written(stop: Stop, number: int, actor: User) -> EveningPage:
    """What was said there: points, two quotations noted by the facilitator with their roles, what comes next."""
    said, coming = POINTS[number % len(POINTS)], NEXT[number % len(NEXT)]
    quotes = [
        {"text": heard.text, "by": heard.by, "language": heard.language} for heard in heard_at(stop)[:MOST_QUOTES]
    ]
    values = {
        "points_fr": "\n".join(fr for fr, _en in said), "points_en": "\n".join(en for _fr, en in said),
        "next_fr": coming[0], "next_en": coming[1], "quotes": quotes,
    }  # fmt: skip
    return write_page(stop, values, expected_version=None, actor=actor)


def _approve(page: EveningPage, actor: User) -> None:
    """Approved and sent that evening. Nothing leaves now: hundreds of messages would delay what is tried first."""
    evening = page.stop.sessions.latest("ends_at").ends_at + _AFTER_THE_DEBATE
    EveningPage.objects.filter(pk=page.pk).update(sent_at=evening)
    page.sent_at = evening
    approve_page(page, actor=actor)
    letters = OutboxMessage.objects.about(page.stop).filter(template=LETTER)
    letters.update(state=State.ACCEPTED, written_at=evening, queued_at=evening, settled_at=evening)
    figures = {**page.figures, "read_at": evening.isoformat()}
    EveningPage.objects.filter(pk=page.pk).update(approved_at=evening, figures=figures)
