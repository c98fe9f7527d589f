"""What the figures of presence count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournee.indicators import Indicator

_PEOPLE = pgettext_lazy("unit of a figure", "people")
_FIRMS = pgettext_lazy("unit of a figure", "firms")
_HELD = _(
    "a stop once it has begun, a tour’s stops once their last session is over; a person counts once at each stop they "
    "came to"
)

EXPECTED = Indicator(
    "people-expected",
    _("people expected"),
    _(
        "People named in a registration that stands. Left out are those who cancelled before the stop began, those who "
        "sent a colleague, and those who chose sessions and have a seat in none that takes place: on the waiting list, "
        "or because their sessions were cancelled."
    ),
    _HELD,
    _PEOPLE,
    version=2,
)
PRESENT = Indicator(
    "people-present",
    _("people who came"),
    _(
        "People noted as here at the door, on a signed sheet, or by themselves, however often. What was noted by "
        "mistake is left out; walk-ins are counted."
    ),
    _HELD,
    _PEOPLE,
)
FIRMS = Indicator(
    "firms-present",
    _("companies that came"),
    _("Companies of which at least one person came, each once, at however many stops of the tour."),
    _("firms only: a school or a chamber of trades is an organisation"),
    _FIRMS,
)
ORGANISATIONS = Indicator(
    "organisations-present",
    _("other organisations that came"),
    _("Organisations other than companies of which at least one person came, each name once."),
    _("organisations as people named them"),
    pgettext_lazy("unit of a figure", "organisations"),
)
WALK_INS = Indicator(
    "walk-ins",
    _("people who came without registering"),
    _("People who came and were in no registration: they were named at the door. They have no seat and are expected by "
      "nobody."),
    _HELD,
    _PEOPLE,
)  # fmt: skip
NO_SHOWS = Indicator(
    "no-shows",
    _("people expected who did not come"),
    _(
        "People expected who were not noted as here, once the last session of the stop is over. Who cancelled after "
        "the stop had begun is one of them."
    ),
    _("stops whose last session is over; a person counts once at each stop"),
    _PEOPLE,
    version=2,
)
AWAITED = Indicator(
    "people-awaited",
    _("people not here yet"),
    _("People expected who were not noted as here, and may still come."),
    _("a stop in progress, until its last session is over"),
    _PEOPLE,
)
NO_SHOW_RATE = Indicator(
    "no-show-rate",
    _("share of those expected who did not come"),
    _("People expected who did not come, divided by people expected. It is not told of nobody expected."),
    _("stops whose last session is over; of several stops, all their people together"),
    "%",
    version=2,
)
EXCUSED = Indicator(
    "people-excused",
    _("people excused"),
    _(
        "People who cancelled before the stop began, and those a colleague came instead of. Whom the team refused is "
        "not one of them."
    ),
    _HELD,
    _PEOPLE,
    version=2,
)
HOURS = Indicator(
    "hours-attended",
    _("hours attended"),
    _(
        "For each person, the length of the sessions they attended, added up: from the start, or from when they were "
        "noted if that was more than ten minutes later, to the end or until they went out. No hour counts twice. "
        "Whoever was noted at the stop is taken to be in the sessions of that day where they have a seat; whoever has "
        "none, in its plenaries without a number of seats. A session "
        "over several days counts by day, without the nights. Of sessions at the same time the one that was confirmed "
        "counts, else the first in the programme; another counts for what is left of it, if that is half of it at "
        "least. Where the European Union co-funds it, or it is vocational training, only sessions confirmed by their "
        "own door, sheet or signature count."
    ),
    _("sessions that took place"),
    pgettext_lazy("unit of a figure", "hours"),
    version=3,
)
EXPECTED_PRESENCE = Indicator(
    "expected-presence",
    _("people who will probably come"),
    _(
        "People expected, multiplied by the share that came at the stops held. The range holds four coming stops of "
        "five: it follows from how many came at each stop held (beta-binomial distribution)."
    ),
    _("coming stops of a tour of which five stops at least were held; walk-ins are not foreseen"),
    _PEOPLE,
)

DEFINITIONS = (
    EXPECTED, PRESENT, FIRMS, ORGANISATIONS, WALK_INS, NO_SHOWS, AWAITED, NO_SHOW_RATE, EXCUSED, HOURS,
    EXPECTED_PRESENCE,
)  # fmt: skip
