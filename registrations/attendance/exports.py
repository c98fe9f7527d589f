"""The documents of a tour, for whoever takes them all away: each capability contributes its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import override

from events.calendars.queries import stop_feed
from events.models import Stop, Tour
from registrations.attendance.papers.standing import withheld
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class TourDocument:
    """A file to write: the folders it lies in and its name, and its bytes, made only once asked for."""

    path: tuple[str, ...]
    content: Callable[[], bytes]


tour_documents: Contribution[Callable[[Tour, str], Iterable[TourDocument]]] = Contribution(
    "tour_documents", says="Documents of a tour in a language (fr, en), as named files: a function of both (attendance)"
)


def folder_of(stop: Stop) -> str:
    """The name of a stop's folder: its number first, so that folders stand in order."""
    return f"{stop.number:02d}-{stop.slug}" if stop.number else stop.slug


def documents_of_stops(tour: Tour, language: str) -> Iterator[TourDocument]:
    """For each stop: its papers, the list of those who came, its calendar.

    One that has none to print as it stands has the list of people expected, if there are any.
    """
    from registrations.attendance.downloads import LIST, Download  # lazily: documents are seldom asked for
    from registrations.attendance.papers.files import papers_of  # lazily: as the others
    from registrations.attendance.queries import people_present, people_with_a_seat  # lazily: the same

    for stop in Stop.objects.filter(tour=tour).select_related("tour").along_the_route():
        prints = not withheld(stop)
        if prints or people_with_a_seat(stop).exists():
            for paper in papers_of(stop, language):
                yield TourDocument((folder_of(stop), paper.name), paper.content)
        if prints or people_present(stop).exists():
            for suffix in ("pdf", "xlsx"):
                download = Download(stop, LIST, suffix)
                yield TourDocument((folder_of(stop), download.name(language)), partial(download.content, language))
        if stop.published_at and tour.is_public:
            yield TourDocument((folder_of(stop), f"{stop.slug}.ics"), partial(_calendar, stop, language))


def left_out(tour: Tour, language: str) -> Iterator[tuple[str, str]]:
    """The folder of each stop of which not every paper is written, and why, in that language."""
    with override(language):
        for stop in Stop.objects.filter(tour=tour).select_related("tour").along_the_route():
            if why := withheld(stop):
                yield folder_of(stop), why


def _calendar(stop: Stop, language: str) -> bytes:
    from events.calendars import ics  # lazily: icalendar is slow to load

    with override(language):
        return ics.render(stop_feed(stop))
