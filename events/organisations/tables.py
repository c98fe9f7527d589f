"""The table of organisations: its columns."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournee.web.tables import Column

COLUMNS = (
    Column("name", _("Name"), sort=("search_key",)),
    Column("kind", _("Kind"), sort=("kind", "search_key")),
    Column("town", _("Town"), sort=("town__search_key",)),
    Column("numbers", _("Numbers")),
    Column("website", _("Website")),
)
