"""Who brings signed sheets back, and who may look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from registrations.desk.rules import runs_door
from registrations.models import ScannedSheet

if TYPE_CHECKING:
    from tournee.files.models import StoredFile

# Whoever runs the door of the stop: its editors, its co-hosts.
reads_sheets = runs_door


@rules.predicate
def opens_scan(user: Any, file: StoredFile) -> bool:
    """Whoever runs the door of the stop that the sheet is of."""
    scan = ScannedSheet.objects.filter(file=file).select_related("stop__tour").first()
    return scan is not None and bool(reads_sheets.test(user, scan.stop))


__all__ = ["opens_scan", "reads_sheets"]
