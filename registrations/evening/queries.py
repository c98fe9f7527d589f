"""The evening page of a stop, what it counts, and to whom it goes."""

from __future__ import annotations

from itertools import chain, islice

from django.http import Http404
from django.utils import timezone

from events.models import Stop, Tour
from events.planning.queries import stop_at
from registrations.attendance.queries import presence_figures
from registrations.evening.suggestions import Heard, heard_at_stop
from registrations.models import EveningPage, Message, Registration
from registrations.writing.audience import Reader, readers_of

MOST_POINTS = 5
MOST_QUOTES = 2
# In characters: so much, and it stands on one page.
LONGEST_POINT, LONGEST_QUOTE, LONGEST_NEXT = 180, 240, 300
_MOST_HEARD = 8


def page_of(stop: Stop) -> EveningPage:
    """The stop's page; an empty one, not kept yet, where there is none. One query."""
    found = EveningPage.objects.filter(stop=stop).select_related("approved_by").first() or EveningPage()
    found.stop = stop
    return found


def approved_at(tour: str, stop: str) -> EveningPage:
    """The approved page of the public stop at that address. Raises Http404."""
    at = stop_at(tour, stop)
    found = page_of(at)
    if found.approved_at is None or at.published_at is None or not at.tour.is_public:
        raise Http404
    return found


def approved_of(tour: Tour) -> list[EveningPage]:
    """The approved pages of a tour in the order of its route, each with its stop; one query."""
    pages = EveningPage.objects.filter(stop__tour=tour, approved_at__isnull=False)
    return list(pages.select_related("stop__tour").order_by("stop__starts_on", "stop__number", "pk"))


def lines_of(text: str) -> list[str]:
    """The points of a text, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def figures_of(stop: Stop) -> dict[str, int | str]:
    """Who came until now, people and firms apart, and when that was read; five queries."""
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


def day_has_come(stop: Stop) -> bool:
    """Whether the stop's day has come: what was said there can be written down."""
    return stop.phase(timezone.now()) in {Stop.Phase.TODAY, Stop.Phase.HELD}
