"""Loading the demonstration."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from events.reference.loading import load_territories
from tournee.demo import coming, door, edition_2019, filling, learnt, next_edition, today
from tournee.demo.people import make_people
from tournee.errors import OperationError
from tournee.floors.demonstration import Share, demonstration


def own_shares(*, full: bool) -> tuple[Share, ...]:
    """The shares of the demonstration itself; with `full`, at the scale of 2019."""
    return (
        Share("edition_2019", edition_2019.load),
        Share("next_edition", next_edition.load),
        Share("coming", partial(coming.load, full=full)),
        Share("filling", filling.load),
        Share("learnt", learnt.load),
        Share("door", door.load),
        Share("today", today.load),
    )


def load_demonstration(day: datetime.date, *, full: bool = False) -> Iterator[str]:
    """Load the territories and every share that is not there yet; yield a line about each. Twice a day changes nothing.

    `full` asks for the scale of 2019 (1,000 firms, 1,400 people) where nobody is registered yet.

    Raises OperationError anywhere but in a demonstration (DEMO or DEBUG set): its accounts have a printed password.
    """
    if not settings.LOCAL:
        raise OperationError(
            _("Set DEMO=1: the demonstration is not for an installation in service."), code="not_a_demo"
        )
    load_territories()
    make_people()
    for share in (*own_shares(full=full), *demonstration):
        with transaction.atomic():  # half a share would be taken for a whole one the next time
            line = share.load(day)
        yield line
