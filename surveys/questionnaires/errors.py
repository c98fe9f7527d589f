"""What writing a questionnaire refuses."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError


class QuestionnaireError(OperationError):
    """A change of a questionnaire that cannot be made."""


class NotReady(QuestionnaireError):
    """Nothing can be sent yet; `missing` says what, one sentence each, naming the question."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(_("This questionnaire cannot be sent yet: see what is missing."), code="not_ready")
        self.missing = list(missing)

    def __str__(self) -> str:
        return " ".join([str(self.message), *self.missing])

    def for_programs(self) -> str:
        return " ".join([gettext("This questionnaire cannot be sent yet."), *self.missing])
