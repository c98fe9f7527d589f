"""What listening does when a stop changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.announcements import StopChange
from surveys.listening.errors import NoteError
from surveys.models import Passage


def keep_where_notes_were_taken(change: StopChange) -> None:
    """A stop at which something was noted is not deleted. Raises NoteError."""
    if Passage.objects.filter(stop=change.stop).exists():
        raise NoteError(_("Notes were taken at this stop, so it cannot be deleted. Cancel it instead."), code="noted")
