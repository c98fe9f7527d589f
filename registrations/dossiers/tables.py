"""The table of firms: its columns, its rows in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registrations.dossiers.words import size_in_words, trade_in_words
from tournee.web.tables import Column

if TYPE_CHECKING:
    from registrations.dossiers.queries import CountedCompany

COLUMNS = (
    Column("name", _("Company"), sort=("search_key",)),
    Column("size", _("Size"), sort=("staff_from",)),
    Column("trade", _("Trade"), sort=("trade",)),
    Column("stops", _("Stops"), sort=("stops",), numeric=True),
    Column("registered", _("Registered"), sort=("registered",), numeric=True),
    Column("came", _("Came"), sort=("came",), numeric=True),
    Column("last", _("Last stop"), sort=("last_on",)),
)


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm as the table shows it."""

    firm: CountedCompany
    size: str
    trade: str


def firm_rows(firms: Iterable[CountedCompany]) -> list[FirmRow]:
    """The rows of `firms` (from `queries.firms_of`); no further query."""
    return [FirmRow(firm, size_in_words(firm.staff_from, firm.staff_to), trade_in_words(firm.trade)) for firm in firms]
