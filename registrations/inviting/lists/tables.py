"""The table of a list's contacts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournee.web.tables import Column

CONTACTS = (
    Column("address", _("Address"), sort=("email_key",)),
    Column("name", _("Name"), sort=("name", "email_key")),
    Column("firm", _("Firm"), sort=("company_name", "email_key")),
    Column("elsewhere", _("Also on")),
    Column("language", _("Language"), sort=("language", "email_key")),
    Column("actions", _("Actions")),
)
