"""What is refused of the organiser's own questions."""

from __future__ import annotations

from tournee.errors import OperationError


class FormQuestionError(OperationError):
    """A question that cannot be written, moved or withdrawn so."""
