"""What planning refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError


class PlanningError(OperationError):
    """A change of a tour, a stop or a session that cannot be made."""


class IllegalTransition(PlanningError):
    """The object is not in a state from which this can be done."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message, code="illegal_transition")


class TourArchived(PlanningError):
    """An archived tour stays as it is, with its stops, sessions, partners, funding and facts."""

    def __init__(self) -> None:
        super().__init__(
            _("This tour is archived, so nothing of it can be changed. A manager must reopen it first."),
            code="tour_archived",
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a guard still wants: a sentence, and the form field where it is given (None: elsewhere)."""

    sentence: str | Promise
    field: str | None = None


class NotReady(PlanningError):
    """Guards want more before the transition; `missing` says what, one sentence each."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(_("Not ready yet: see what is missing below."), code="not_ready")
        self.missing = list(missing)

    def __str__(self) -> str:
        return " ".join([str(self.message), *(str(item.sentence) for item in self.missing)])

    def for_programs(self) -> str:
        return " ".join([gettext("Not ready yet."), *(str(item.sentence) for item in self.missing)])
