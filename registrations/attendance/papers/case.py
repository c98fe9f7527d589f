"""The stop's case: one document with all that one needs where there is no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Partnership, Session, Stop
from registrations.attendance.documents import Occasion, facts_of_occasion
from registrations.attendance.gathering import occasion_of, parts_of
from registrations.attendance.papers.badges import GRIDS, USUAL, badge_grid
from registrations.attendance.papers.expected import Expected, expected_at, expected_blocks, sessions_of
from registrations.attendance.papers.posters import poster_blocks
from registrations.attendance.papers.sheet import sheet_blocks
from tournee.documents.blocks import Block, Contents, Facts, Heading, PageBreak, Paragraph
from tournee.documents.document import Cover, Document
from tournee.documents.tables import Column, Row, RowGroup, Table
from tournee.texts.typography import format_date, format_date_time, format_number, format_time_range


def case(stop: Stop, language: str) -> Document:
    """Programme, contacts, people expected, sheets to sign, badges and posters."""
    occasion = occasion_of(stop, language)
    parts = parts_of(stop, language)
    with override(language):
        sessions = sessions_of(stop)
        people = expected_at(stop, sessions)
        blocks: list[Block] = [
            Contents(2),
            PageBreak(),
            *_programme(stop, sessions, people),
            *_contacts(stop),
            PageBreak(),
            Heading(2, _("People expected")),
            *expected_blocks(stop, sessions, people),
            PageBreak(),
            *sheet_blocks(occasion, parts, bound=True),
            PageBreak(),
        ]
        blocks += _sheets_to_hand_out(stop, occasion)
        return Document(
            _("Case of the stop – %(place)s") % {"place": stop.place},
            language,
            tuple(blocks),
            date=occasion.at.date(),
            header=f"{occasion.tour} – {stop.place}",
            footer=_("These pages hold names: give them only to those who need them."),
            notice=_("Made-up tour: these people and firms are invented.") if occasion.fictitious else "",
            cover=_cover(occasion, stop),
            funding=occasion.fundings,
        )


def _cover(occasion: Occasion, stop: Stop) -> Cover:
    return Cover(
        kicker=occasion.tour,
        subtitle=_("All that is needed where there is no network"),
        lead=tuple(value for _label, value in facts_of_occasion(occasion)),
        lines=(
            _("Made on %(moment)s, from what was registered by then.")
            % {"moment": format_date_time(occasion.at, weekday=False)},
            _("Who changes their mind later is known at the reception."),
        ),
        dated=False,
    )


def _sheets_to_hand_out(stop: Stop, occasion: Occasion) -> Iterator[Block]:
    """The badges and the posters, which have no page’s head nor number, after a page that says how many they are."""
    labels = badge_grid(stop, USUAL, marked=True)
    posters = list(poster_blocks(stop, occasion.fundings))
    badges = _("%(count)s: %(sheets)s") % {
        "count": format_number(len(labels.labels)), "sheets": GRIDS[USUAL].label
    }  # fmt: skip
    signs = _("1, for the entrance")
    if len(posters) > 1:
        signs = _("%(count)s, for the entrance and for the door of each session") % {
            "count": format_number(len(posters))
        }
    yield Heading(2, _("Badges and door posters"))
    yield Facts(
        ((_("Badges"), badges if labels.labels else _("Nobody is registered yet.")), (_("Door posters"), signs))
    )
    yield Paragraph(_("They are the last pages of this file: print them at their real size, on one side."), "small")
    if labels.labels:
        yield labels
    yield from posters


def _programme(stop: Stop, sessions: Sequence[Session], people: Sequence[Expected]) -> Iterator[Block]:
    """What takes place, where, with whom, and for how many."""
    yield Heading(2, _("Programme"))
    if stop.access:
        yield Facts(((_("How to come"), stop.access),))
    speakers = {
        session.pk: ", ".join(speaking.speaker.name for speaking in session.speakings.all())
        for session in stop.sessions.filter(pk__in=[one.pk for one in sessions]).prefetch_related("speakings__speaker")
    }
    days: dict[str, list[Row]] = {}
    for number, session in enumerate(sessions, start=1):
        hours = format_time_range(session.starts_at, session.ends_at, zone=stop.zone)
        awaited = sum(number in one.sessions for one in people)
        seats = f"{format_number(awaited)} / {format_number(session.capacity)}" if session.capacity else awaited
        row = (hours, session.title, session.room, speakers.get(session.pk, ""), str(seats))
        days.setdefault(format_date(session.starts_at, zone=stop.zone), []).append(row)
    columns = (
        Column(_("Hours"), width=0.9),
        Column(_("Session"), width=1.8),
        Column(_("Room"), width=1),
        Column(_("Speakers"), width=1.4),
        Column(_("People expected"), width=0.7),
    )
    groups = tuple(RowGroup(day, rows) for day, rows in days.items())
    yield Table(_("Programme of the stop"), columns, groups=groups, empty=_("No session is planned."))


def _contacts(stop: Stop) -> Iterator[Block]:
    """Whom to call."""
    rows: list[Row] = []
    if stop.lead is not None:
        rows.append((stop.lead.name or stop.lead.email, _("looks after the stop"), "", stop.lead.email))
    if stop.contact is not None:
        one = stop.contact
        rows.append((one.name, one.role or one.organisation.name, one.phone, one.email))
    partnerships = Partnership.objects.filter(
        Q(stop=stop) | Q(session__stop=stop), role__in=[Partnership.Role.CO_HOST, Partnership.Role.ORGANISER]
    )
    for partnership in partnerships.select_related("organisation").prefetch_related("organisation__contact_persons"):
        for person in partnership.organisation.contact_persons.all():
            role = ", ".join(filter(None, (person.role, partnership.organisation.name)))
            row = (person.name, role, person.phone, person.email)
            if row not in rows and person != stop.contact:
                rows.append(row)
    if stop.tour.contact_email:
        rows.append((stop.tour.contact_name or str(stop.tour), _("the tour’s team"), "", stop.tour.contact_email))
    columns = (
        Column(_("Name"), width=1.4),
        Column(_("Position"), width=1.6),
        Column(_("Telephone"), width=1),
        Column(_("E-mail address"), width=1.4),
    )
    yield Heading(2, _("Contacts"))
    yield Table(_("Whom to call"), columns, rows, empty=_("Nobody is named for this stop."))
