"""How the control room speaks: in how long, how many stops."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Stop
from tournee.texts.typography import format_date, format_number

_COUNTS = {
    2: gettext_lazy("Two"), 3: gettext_lazy("Three"), 4: gettext_lazy("Four"), 5: gettext_lazy("Five"),
    6: gettext_lazy("Six"), 7: gettext_lazy("Seven"), 8: gettext_lazy("Eight"), 9: gettext_lazy("Nine"),
    10: gettext_lazy("Ten"), 11: gettext_lazy("Eleven"), 12: gettext_lazy("Twelve"),
}  # fmt: skip


def in_how_long(stop: Stop, today: datetime.date) -> str:
    """How far away the stop is: “in 5 days”, “in 3 weeks”, “held on 4 June”; its month where it has no day."""
    if stop.starts_on is None:
        return _("no date yet")
    days = (stop.starts_on - today).days
    if days < 0:
        over = stop.ends_on and stop.ends_on < today
        return (
            _("held on %(day)s") % {"day": format_date(stop.starts_on, weekday=False, year=False)}
            if over
            else _("today")
        )
    if days < 2:
        return _("tomorrow") if days else _("today")
    if days < 14:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    if days < 120:
        return ngettext("in %(count)d week", "in %(count)d weeks", days // 7) % {"count": days // 7}
    return ngettext("in %(count)d month", "in %(count)d months", days // 30) % {"count": days // 30}


def stops_in_words(count: int) -> str:
    """The headline: how many stops need attention; small numbers in words."""
    said = str(_COUNTS[count]) if count in _COUNTS else format_number(count)
    return ngettext("One stop needs your attention", "%(count)s stops need your attention", count) % {"count": said}
