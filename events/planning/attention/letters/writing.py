"""Writing Monday's letters: once a week to each person, in the morning of the tour's own Monday."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import MondayLetter, Tour
from events.planning.attention.clock import zone_of
from events.planning.attention.letters.gathering import Letter, letters_of
from events.planning.attention.letters.settings import is_on
from tournee.mail.addresses import MailError, Recipient, normal_address
from tournee.mail.operations import queue_message

FROM_HOUR = 7
KEPT = datetime.timedelta(weeks=4)
_ALL = "all"  # in place of a recipient: the tour's letters of that Monday are all written
PURPOSE = gettext_lazy("Monday’s letter")


def write_letters(now: datetime.datetime | None = None) -> str | None:
    """The due work: write to whoever owes something, on each tour where it is Monday after 7. Twice, it is once."""
    written = 0
    for tour in Tour.objects.exclude(state=Tour.State.ARCHIVED).filter(stops__isnull=False).distinct().order_by("pk"):
        here = (now or timezone.now()).astimezone(zone_of(tour))
        if here.weekday() == 0 and here.hour >= FROM_HOUR and is_on(tour):
            written += _write_for(tour, here.date())
    return _("Monday’s letters written: %(count)d.") % {"count": written} if written else None


def _write_for(tour: Tour, monday: datetime.date) -> int:
    """Write the tour's letters that are not written yet; returns how many."""
    this_week = MondayLetter.objects.filter(tour=tour, monday=monday)
    if this_week.filter(recipient=_ALL).exists():
        return 0
    written = sum(_write(letter, tour, monday) for letter in letters_of(tour, monday))
    MondayLetter.objects.get_or_create(tour=tour, monday=monday, recipient=_ALL)
    return written


def _write(letter: Letter, tour: Tour, monday: datetime.date) -> bool:
    """Write one letter, unless it was; False where it was, or where the address can be none."""
    try:
        with transaction.atomic():
            MondayLetter.objects.create(tour=tour, monday=monday, recipient=hash_of(letter.address))
            queue(letter, tour, monday)
    except (IntegrityError, MailError):
        return False
    return True


def queue(letter: Letter, tour: Tour, monday: datetime.date) -> None:
    """Put one letter into the outbox, in the caller's transaction. Raises MailError."""
    with translation.override(letter.language):
        queue_message(
            "events/planning/attention/mail/monday",
            to=Recipient(letter.address, letter.name),
            language=letter.language,
            context=context_of(letter, tour, monday),
            purpose=PURPOSE,
            reply_to=tour.contact_email,
            sender_name=tour.contact_name,
            about=[tour],
        )


def context_of(letter: Letter, tour: Tour, monday: datetime.date) -> dict[str, object]:
    """What the message says, in the active language."""
    home = reverse("planning_tour", args=[tour.slug]) if letter.side == "team" else reverse("workspace")
    return {
        "letter": letter,
        "tour": tour,
        "monday": monday,
        "count": sum(len(one.needs) for one in letter.asking),
        "site": settings.SITE_URL,
        "home": settings.SITE_URL + home,
    }


def hash_of(address: str) -> str:
    """The address under the installation's key, in 64 hexadecimal figures."""
    return salted_hmac("tournee.monday_letter", normal_address(address), algorithm="sha256").hexdigest()


def forget(today: datetime.date | None = None) -> str | None:
    """The due work: erase what says who was written to more than four weeks ago."""
    before = (today or timezone.localdate()) - KEPT
    erased, _by_model = MondayLetter.objects.filter(monday__lt=before).delete()
    return _("Forgotten who was written to on Mondays: %(count)d.") % {"count": erased} if erased else None
