"""Before a stop changes at the last moment: that a call list is opened."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.planning.telling.told import By, Change, Told
from registrations.calling.queries import to_make


def call_list(change: Change) -> Iterator[Told]:
    """How many calls the change asks for; nothing where there is time for a message."""
    if change.session is not None:
        return
    count = to_make().filter(stop=change.stop).count()
    if count:
        who = ngettext("%(count)s telephone call", "%(count)s telephone calls", count) % {"count": count}
        yield Told(
            who, By.CALL, [_("The stop is less than 48 hours away: a list with their numbers is opened.")], count
        )
