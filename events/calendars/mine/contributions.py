"""What private calendars contribute below: their words in history, their upkeep."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from events.calendars.mine.operations import forget_reads
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work

ACTION_WORDS = {
    "feed_link.make": _("opened a private calendar"),
    "feed_link.revoke": _("closed a private calendar"),
}


def register() -> None:
    """Fill the ground floor's registries."""
    by = "events.calendars"
    due_work.add(DueWork("calendars.reads", timedelta(days=1), forget_reads), by=by)
    action_words.add(ACTION_WORDS, by=by)
