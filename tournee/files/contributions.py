"""What files contribute to history and to the tick."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tournee.files.operations import discard_orphans
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work


def register() -> None:
    """Words for what happens to files, and the daily removal of those that nothing needs."""
    due_work.add(DueWork("files.orphans", timedelta(days=1), discard_orphans), by="tournee.files")
    action_words.add({"file.keep": _("uploaded a file"), "file.discard": _("removed a file")}, by="tournee.files")
