"""What is refused of a place somebody named, in words for them."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from events.models import Territory
from tournee.errors import OperationError


class TownNotFound(OperationError):
    """No commune has this name, postal code or INSEE code."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("No commune is called “%(text)s” or has that code. Check the spelling, or give its postal code.")
            % {"text": text},
            code="town_not_found",
            field="town",
        )


class SeveralTowns(OperationError):
    """Several communes answer to what was written; `candidates` are the likeliest, for somebody to choose from."""

    def __init__(self, message: str | Promise, candidates: Sequence[Territory]) -> None:
        super().__init__(message, code="several_towns", field="town")
        self.candidates = list(candidates)


def unknown_code(code: str) -> OperationError:
    """The refusal of an INSEE code that no commune has."""
    return OperationError(
        _("“%(code)s” is not the INSEE code of a commune of 2026. A merged commune has the code of the new one.")
        % {"code": code},
        code="unknown_insee_code",
        field="town",
    )
