"""What the figures of registrations count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournee.indicators import Indicator

_STANDING = _("registrations that stand, at stops that are not cancelled; walk-ins are counted where presence is")

PEOPLE = Indicator(
    "people-registered",
    _("people registered"),
    _("People named in a registration and not cancelled, once at each stop."),
    _STANDING,
    pgettext_lazy("unit of a figure", "people"),
)
FIRMS = Indicator(
    "firms-registered",
    _("companies registered"),
    _("Companies with a registration that stands, each once, at however many stops of the tour."),
    _STANDING,
    pgettext_lazy("unit of a figure", "firms"),
)
FILL = Indicator(
    "session-fill",
    _("how full sessions are"),
    _("Seats confirmed, divided by seats. Of several sessions: all their seats together."),
    _("planned sessions with a number of seats; those without a limit are left out"),
    "%",
)

DEFINITIONS = (PEOPLE, FIRMS, FILL)
