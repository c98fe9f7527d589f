"""How long calls are kept."""

from __future__ import annotations

import datetime

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from registrations.models import Call
from registrations.privacy.keeping import RetentionRule

DAYS = 30
_BATCH = 1000


def remove_calls(now: datetime.datetime) -> int:
    """Remove the calls of stops that were thirty days ago, by the day they were last announced for."""
    over = (now - datetime.timedelta(days=DAYS)).date()
    last_day = Coalesce("stop__ends_on", "stop__previous_starts_on")
    due = Call.objects.annotate(last_day=last_day).filter(last_day__lt=over).order_by("pk").values_list("pk", flat=True)
    removed, _by_model = Call.objects.filter(pk__in=list(due[:_BATCH])).delete()
    return removed


RULES = (RetentionRule("calls", _("Telephone calls about a stop"), _("thirty days after the stop"), remove_calls),)
