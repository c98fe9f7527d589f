"""What writing a skills framework refuses."""

from __future__ import annotations

from tournee.errors import OperationError


class SkillsError(OperationError):
    """A change of a skills framework that cannot be made."""
