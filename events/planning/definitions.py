"""What the figures of a tour's stops count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournee.indicators import Indicator

STOPS_PUBLIC = Indicator(
    "stops-public",
    _("stops public and not called off"),
    _("Stops that readers see and that are to come, take place today, or were held."),
    _("the stops of one tour; those cancelled or postponed are left out"),
    pgettext_lazy("unit of a figure", "stops"),
)
STOPS_HELD = Indicator(
    "stops-held",
    _("stops held"),
    _("Published stops whose last day is past, by the clock of their place, and stops recorded afterwards."),
    _("the stops of one tour; those cancelled or postponed are left out"),
    pgettext_lazy("unit of a figure", "stops"),
)

CO_HOSTS = Indicator(
    "co-hosts",
    _("co-hosting organisations"),
    _("Organisations that co-host at least one stop of the tour, each once."),
    _("the stops of one tour, in whatever state"),
    pgettext_lazy("unit of a figure", "organisations"),
)

DEFINITIONS = (STOPS_PUBLIC, STOPS_HELD, CO_HOSTS)
