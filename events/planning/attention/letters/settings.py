"""Whether a tour's Monday letter is written: a threshold of its own, on unless somebody turned it off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.models import Threshold, Tour

MONDAY_LETTER = "monday_letter"
LETTER_WORDS = _("Monday’s letter")


def is_on(tour: Tour) -> bool:
    """Whether the tour wants its letter."""
    return not Threshold.objects.filter(tour=tour, rule=MONDAY_LETTER, value=None).exists()
