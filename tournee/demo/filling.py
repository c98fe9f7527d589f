"""How the rooms of the made-up edition are filled: whom it invites, on which terms they register, what it says."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

from events.models import Stop, Tour
from registrations.models import NoticeText, PrivacyNotice
from registrations.privacy.operations import save_notice
from tournee.accounts.models import User
from tournee.demo import asking, guests, inviting, telling, terms
from tournee.demo.cases import EVERY_KIND, FULL, POSTPONED, REPRESENTED
from tournee.demo.cast import Extras
from tournee.demo.next_edition import SLUG
from tournee.demo.people import EDITOR, manager

SEED = 7
_FIRST_NUMBER = 5000  # of the people and firms drawn here: those of `coming` have smaller ones
_KEPT_DAYS = 730


def load(today: datetime.date) -> str:
    """Add what is not there; returns a line saying what it holds."""
    tour, actor = Tour.objects.get(slug=SLUG), manager()
    if not PrivacyNotice.objects.filter(tour=tour).exists():
        _say_who_answers(tour, actor)
    if NoticeText.objects.filter(tour=tour).exists():
        return "filling: already there"
    stops = list(tour.stops.select_related("tour").order_by("pk"))
    nearest = stops[FULL].starts_on
    if nearest is None or nearest <= today:
        return "filling: left out, this demonstration was loaded too long ago"
    _fill(tour, stops, actor)
    return "filling: who answers for data, terms, invitations, questions, messages and calls"


def _fill(tour: Tour, stops: Sequence[Stop], actor: User) -> None:
    extras = Extras(random.Random(SEED))  # noqa: S311  (seeded on purpose: the same every time)
    extras.drawn = _FIRST_NUMBER
    terms.set_terms(stops, extras, actor)
    guests.register_every_kind(stops[EVERY_KIND], extras, actor)
    asking.ask(stops[REPRESENTED[-1]], extras, actor)
    inviting.invite(tour, stops, extras, actor)
    telling.write(tour, stops[EVERY_KIND], actor)
    telling.call(stops[POSTPONED], extras, [actor, User.objects.get(email=EDITOR)])


def _say_who_answers(tour: Tour, actor: User) -> None:
    save_notice(
        tour,
        {
            "controller": "Fondation fictive de la tournée, 1 rue Inventée, 00000 Exemple",
            "contact_email": "donnees@demo.example",
            "recipients_fr": "L’hébergeur du site (inventé lui aussi).",
            "recipients_en": "The host of the site (made up as well).",
            "keeps_until": tour.ends_on + datetime.timedelta(days=_KEPT_DAYS),
        },
        expected_version=None,
        actor=actor,
    )
