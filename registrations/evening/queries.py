"""The evening page of a stop, what it counts, and to whom it goes."""

from __future__ import annotations

import datetime
from itertools import chain, islice

from django.http import Http404
from django.utils import timezone

from events.models import Stop, Tour
from events.planning.queries import stop_at
from registrations.attendance.queries import presence_figures
from registrations.evening.suggestions import Heard, heard_at_stop
from registrations.models import EveningPage, Message, Registration
from registrations.writing.audience import Reader, readers_of
from tournee.mail.addresses import normal_address
from tournee.mail.models import OutboxMessage, State

LETTER = "registrations/evening/mail/page"
# What was said one evening is written to nobody any more after so long.
NO_NEWS_AFTER = datetime.timedelta(days=30)
MOST_QUOTES = 2
# In characters: so much, and it stands on one page.
LONGEST_POINT, LONGEST_QUOTE, LONGEST_NEXT = 180, 240, 300
_MOST_HEARD = 8


def page_of(stop: Stop) -> EveningPage:
    """The stop's page; an empty one, not kept yet, where there is none. One query."""
    found = EveningPage.objects.filter(stop=stop).select_related("asked_by", "approved_by").first() or EveningPage()
    found.stop = stop
    return found


def kept_at(tour: str, stop: str) -> EveningPage:
    """The kept page of the stop at that address. Raises Http404."""
    found = page_of(stop_at(tour, stop))
    if found.pk is None:
        raise Http404
    return found


def public_at(tour: str, stop: str) -> EveningPage:
    """The page of the public stop at that address, approved, or taken back since it was sent. Raises Http404."""
    at = stop_at(tour, stop)
    found = page_of(at)
    never = found.approved_at is None and found.sent_at is None
    if never or at.published_at is None or not at.tour.is_public:
        raise Http404
    return found


def approved_of(tour: Tour) -> list[EveningPage]:
    """The approved pages of a tour in the order of its route, each with its stop; one query."""
    pages = EveningPage.objects.filter(stop__tour=tour, approved_at__isnull=False)
    return list(pages.select_related("stop__tour").order_by("stop__starts_on", "stop__number", "pk"))


def figures_of(stop: Stop) -> dict[str, int | str]:
    """Who came until now, people and firms apart, and when that was read; two queries."""
    figures = presence_figures(stop)
    return {
        "present": figures.present,
        "companies": figures.companies,
        "organisations": figures.organisations,
        "read_at": timezone.now().isoformat(),
    }


def heard_at(stop: Stop) -> list[Heard]:
    """What was noted at the stop, as each floor that listens tells it."""
    return list(islice(chain.from_iterable(tell(stop) for tell in heard_at_stop), _MOST_HEARD))


def readers_at(stop: Stop) -> list[Reader]:
    """Whoever came and has an address, each once."""
    return readers_of(Message.Audience.PRESENT, Registration.objects.filter(stop=stop)).found


def readers_left(page: EveningPage) -> list[Reader]:
    """Whoever came, has an address, and was not written to yet: the outbox remembers who was. Eight queries.

    A month after it was first sent there is nobody left: nobody wants it any more.
    """
    if page.sent_at is not None and page.sent_at < timezone.now() - NO_NEWS_AFTER:
        return []
    written = OutboxMessage.objects.about(page.stop).filter(template=LETTER).exclude(state=State.CANCELLED)
    had = {normal_address(address) for address in written.values_list("to_address", flat=True)}
    return [one for one in readers_at(page.stop) if normal_address(one.person.email) not in had]


def written_to(stop: Stop) -> int:
    """To how many addresses the page was written; one query."""
    written = OutboxMessage.objects.about(stop).filter(template=LETTER).exclude(state=State.CANCELLED)
    return written.values("to_address").distinct().count()


def still_to_end(stop: Stop) -> datetime.datetime | None:
    """When the last session of the stop ends, by its clock, if it has not ended yet; one query."""
    last = stop.sessions.planned().filter(ends_at__gt=timezone.now()).order_by("-ends_at").first()
    return last.ends_at.astimezone(stop.zone) if last else None


def day_has_come(stop: Stop) -> bool:
    """Whether the stop's day has come: what was said there can be written down."""
    return stop.phase(timezone.now()) in {Stop.Phase.TODAY, Stop.Phase.HELD}
