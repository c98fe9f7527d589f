"""The two ways up: how a lower floor shows and tells what a higher one knows, without importing it.

A floor declares a `Contribution` (a named place where others may add) or an `Announcement` (a named moment others may
follow, inside the transaction) beside the code that asks; higher floors fill them in their `AppConfig.ready()`.
`tournee.floors.table` lists both; `docs/architecture.md` shows the list, and a test holds them equal.
"""

from tournee.floors.announcements import Announcement
from tournee.floors.contributions import Contribution

__all__ = ["Announcement", "Contribution"]
