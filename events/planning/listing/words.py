"""The names of the table's columns."""

from django.utils.translation import gettext_lazy as _

NUMBER = _("No.")
PLACE = _("Place")
DATE = _("Date")
REGION = _("Region")
STATE = _("State")
SEATS = _("Seats taken")
TASKS = _("Tasks done")
LEAD = _("Looked after by")
