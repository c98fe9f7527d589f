"""Who may do what with the tasks of a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from events.models import Side, Task
from events.team.rules import co_hosts_stop, edits_tour

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def does_as_co_host(user: Someone, task: Task) -> bool:
    """Representatives of an organisation that co-hosts the stop, for a task of the co-host’s."""
    return task.side == Side.PARTNER and co_hosts_stop.test(user, task)


ticks_task = edits_tour | does_as_co_host
