"""What the figures of campaigns count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournee.indicators import Indicator

ANSWERS = Indicator(
    "answers",
    _("answers to a questionnaire"),
    _("Answers sent in whole. Begun and left is none."),
    _("one campaign; of a tour, all its campaigns"),
    pgettext_lazy("unit of a figure", "answers"),
)
RESPONSE_RATE = Indicator(
    "response-rate",
    _("share of those asked who answered"),
    _("Answers sent in whole, divided by those written to. It says nothing of what the others would have answered."),
    _("one campaign with a list of people; an open link has none"),
    "%",
)

DEFINITIONS = (ANSWERS, RESPONSE_RATE)
