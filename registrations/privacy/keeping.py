"""How long what is held of people is kept: rules that each capability contributes, and the purge that keeps them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One rule: `what` is kept until when (`until`, in words), and `remove` does it.

    `remove` takes the moment, removes at most so many rows as one transaction bears, and gives their number; called
    again it goes on where it stopped. Idempotent. `told`: it concerns those who register, who read it in the notice.
    """

    code: str
    what: str | Promise
    until: str | Promise
    remove: Callable[[datetime.datetime], int]
    told: bool = True


retention_rules = Contribution[RetentionRule](
    "retention_rules", says="How long what is held of people is kept, and what removes it (privacy)"
)
