"""What attendance asks of the floors above."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from events.models import Stop
from tournee.floors import Contribution

presence_leads_to: Contribution[Callable[[Stop], Iterable[str]]] = Contribution(
    "presence_leads_to",
    says="What is sent to somebody noted afterwards as here, a sentence each, on the pages that note it (attendance)",
)


def said_of_presence(stop: Stop) -> list[str]:
    """What is sent to whoever is noted as here at that stop, as every floor says it."""
    return [said for says in presence_leads_to for said in says(stop)]
