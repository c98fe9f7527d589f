"""Badges on the usual sheets of labels, or each on a small sheet of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from events.models import Session, Stop
from registrations.attendance.gathering import name_on_paper
from registrations.attendance.queries import people_with_a_seat
from registrations.booking.links import my_ticket
from registrations.desk.rows import party_of
from registrations.models import Attendee, Seat
from tournee.documents.blocks import Label, LabelGrid, Paragraph
from tournee.documents.document import Document
from tournee.texts.typography import format_time

_MOST_SESSIONS, _MOST_WHERE_TALL = 4, 8


@dataclass(frozen=True, slots=True)
class Grid:
    """Badges of one size: how many a sheet, and between them what gaps; in millimetres."""

    label: str | Promise
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    gaps: tuple[float, float] = (0, 0)
    cut_marks: bool = False

    @property
    def alone(self) -> bool:
        """Whether each badge is a sheet of its own."""
        return self.columns * self.rows == 1


# A grid is centred on its sheet. gLabels 3.4 (avery-iso-templates.xml) puts the first L4785 at 18 and 13 mm, a pitch of
# 95 by 55: half a millimetre from the centre. It does not know L7418: try one sheet.
GRIDS = {
    "80x50": Grid(gettext_lazy("80 × 50 mm, 10 a sheet (as Avery L4785)"), 80, 50, 2, 5, (15, 5)),
    "86x55": Grid(gettext_lazy("86.5 × 55.5 mm, 8 a sheet (as Avery L7418)"), 86.5, 55.5, 2, 4),
    "90x60": Grid(gettext_lazy("90 × 60 mm, 8 a sheet to cut, for holders"), 90, 60, 2, 4, cut_marks=True),
    "a7": Grid(gettext_lazy("A7, a sheet each"), 105, 74),
    "a6": Grid(gettext_lazy("A6, a sheet each"), 105, 148),
}
USUAL = "80x50"


def badges(stop: Stop, language: str, grid: str = USUAL, *, skip: int = 0) -> Document:
    """Everybody expected, in order of name, after so many labels already used. The same few queries for any number."""
    with override(language):
        alone = GRIDS[grid].alone
        sheets = badge_grid(stop, grid, skip=skip, marked=alone)
        nobody = Paragraph(_("Nobody is registered yet."))
        made_up = _("Made-up tour: these people and firms are invented.")
        return Document(
            _("Badges – %(place)s") % {"place": stop.place},
            language,
            (sheets,) if sheets.labels else (nobody,),
            date=stop.starts_on or stop.changed_at.date(),
            notice=made_up if stop.tour.fictitious and not alone else "",
        )


def badge_grid(stop: Stop, grid: str, *, skip: int = 0, marked: bool = False) -> LabelGrid:
    """The badges on such sheets, in the active language; `marked`, each says itself that it is made up."""
    size = GRIDS[grid]
    return LabelGrid(
        tuple(_labels(stop, most=_MOST_WHERE_TALL if size.height > size.width else _MOST_SESSIONS,
                      made_up=marked and stop.tour.fictitious)),
        columns=size.columns, rows=size.rows, width=size.width, height=size.height, gaps=size.gaps,
        skip=skip % (size.columns * size.rows), cut_marks=size.cut_marks,
        paper=(size.width, size.height) if size.alone else (210, 297),
    )  # fmt: skip


def _labels(stop: Stop, *, most: int, made_up: bool) -> Iterable[Label]:
    chosen, event = _chosen(stop), f"{stop.place} · {stop.tour}"
    people = people_with_a_seat(stop).filter(person__erased_at=None).select_related("person__company")
    for attendee in people.order_by("person__search_key", "pk"):
        yield _label(attendee, event, chosen.get(attendee.pk, [])[:most], made_up=made_up)


def _label(attendee: Attendee, event: str, sessions: list[str], *, made_up: bool) -> Label:
    person = attendee.person
    return Label(
        name_on_paper(attendee),
        tuple(filter(None, (party_of(person), person.position))),
        notes=tuple(sessions),
        foot=_("Made-up person") if made_up else "",
        code=my_ticket(attendee),
        mark=_("No photographs") if attendee.no_photographs else "",
        event=event,
    )


def _hour(session: Session, *, several_days: bool) -> str:
    """“9 h”; “lun. 9 h” among several days."""
    zone = session.stop.zone
    hour = format_time(session.starts_at, zone=zone)
    if not several_days:
        return hour
    weekday = WEEKDAYS_ABBR[session.starts_at.astimezone(zone).weekday()]
    return pgettext("badge", "%(weekday)s %(hour)s") % {"weekday": weekday, "hour": hour}


def _chosen(stop: Stop) -> dict[int, list[str]]:
    """The sessions that each attendee (by id) has a seat in, with the hour, and the day where they have several; two
    queries."""
    sessions = {one.pk: one for one in stop.sessions.planned().order_by("starts_at", "pk")}
    several = len({one.starts_at.astimezone(stop.zone).date() for one in sessions.values()}) > 1
    said = {pk: f"{_hour(one, several_days=several)} {one.title}" for pk, one in sessions.items()}
    found: dict[int, list[str]] = defaultdict(list)
    if len(sessions) > 1:  # a single one says nothing
        seats = Seat.objects.filter(session__in=sessions, state__in=Seat.TAKING).order_by("session__starts_at", "pk")
        for attendee, session in seats.values_list("attendee", "session"):
            found[attendee].append(said[session])
    return found
