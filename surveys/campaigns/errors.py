"""What campaigns refuse."""

from __future__ import annotations

from tournee.errors import OperationError


class CampaignError(OperationError):
    """A campaign that cannot be changed or sent as it stands."""


class AnswerRefused(OperationError):
    """An answer that comes too late, or to what was not asked."""
