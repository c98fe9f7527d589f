"""From the stop to the plain data of its documents. The same few queries for three people and for a thousand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from events.catalogue.words import when
from events.models import Funding, Organisation, Partnership, Session, Stop
from registrations.attendance.documents import Attending, Occasion
from registrations.attendance.half_days import HalfDay, days_of, half_days_of
from registrations.attendance.papers.codes import sheet_code
from registrations.attendance.papers.sheet import SheetPart
from registrations.attendance.papers.standing import in_brief
from registrations.attendance.queries import facts_of, people_present, people_registered
from registrations.attendance.rule.queries import Rules, rules_of
from registrations.attendance.rule.words import whose_rule
from registrations.desk.rows import moment_in_words, party_of
from registrations.models import Attendee, Registration, Seat
from tournee.documents.blocks import Picture
from tournee.documents.document import Funding as FundingOnPaper
from tournee.documents.document import Logo
from tournee.drawing.measure import legible
from tournee.texts.typography import NO_BREAK, format_time_range


def occasion_of(stop: Stop, language: str) -> Occasion:
    """How the documents name the stop; three queries and its emblems."""
    with override(language):
        hosts = Organisation.objects.filter(partnerships__stop=stop, partnerships__role=Partnership.Role.CO_HOST)
        organisers = Organisation.objects.filter(
            Q(partnerships__stop=stop) | Q(partnerships__tour=stop.tour_id),
            partnerships__role=Partnership.Role.ORGANISER,
        ).distinct()
        fundings = Funding.objects.filter(Q(stop=stop) | Q(tour=stop.tour_id)).select_related("emblem").order_by("pk")
        return Occasion(
            tour=str(stop.tour),
            place=stop.place,
            venue=", ".join(filter(None, (stop.venue, stop.address))),
            days=(stop.starts_on, stop.ends_on or stop.starts_on) if stop.starts_on else None,
            hosts=", ".join(host.name for host in hosts.order_by("search_key")),
            organisers=", ".join(organiser.name for organiser in organisers.order_by("search_key")),
            fictitious=stop.tour.fictitious,
            at=timezone.now().astimezone(stop.zone),
            fundings=tuple(funding_on_paper(funding) for funding in fundings if _runs(funding, stop)),
            otherwise=when(stop, year=True) if stop.starts_on is None else "",
            standing=in_brief(stop),
        )


def _runs(funding: Funding, stop: Stop) -> bool:
    """The money pays for the stop's day."""
    day = stop.starts_on
    if day is None:
        return True
    return (funding.starts_on or day) <= day <= (funding.ends_on or day)


def funding_on_paper(funding: Funding) -> FundingOnPaper:
    """The mention that its rules require, else what it is called; with its emblem."""
    mention = funding.mention or ", ".join(filter(None, (funding.scheme, funding.reference)))
    emblem = Logo(Picture(funding.emblem.read(), 30), funding.scheme) if funding.emblem else None
    return FundingOnPaper(mention, emblem)


def parts_of(stop: Stop, language: str) -> list[SheetPart]:
    """What is signed, in order: each planned session on each of its days; the stop’s days where it has no session."""
    with override(language):
        sessions = list(stop.sessions.planned().prefetch_related("speakings__speaker", "fundings__emblem"))
        if not sessions:
            return _parts_without_sessions(stop)
        rules = rules_of(stop)
        return [
            part
            for session, people in _registered(sessions)
            for part in _parts_of_session(stop, session, people, rules)
        ]


def _parts_of_session(stop: Stop, session: Session, people: list[Attending], rules: Rules) -> Iterable[SheetPart]:
    rule = rules.of(session)
    by_day: dict[datetime.date, list[HalfDay]] = defaultdict(list)
    for half_day in half_days_of(session.starts_at, session.ends_at, stop.zone):
        by_day[half_day.day].append(half_day)
    hours = days_of(session.starts_at, session.ends_at, stop.zone)
    for day, half_days in by_day.items():
        yield SheetPart(
            title=session.title,
            day=day,
            hours=format_time_range(*hours[day], zone=stop.zone),
            room=session.room,
            speakers=tuple(speaking.speaker.name for speaking in session.speakings.all()),
            half_days=tuple(half_days),
            people=people,
            code=partial(sheet_code, stop, session, day, _afternoon(half_days)),
            regime=rule.regime,
            follows=whose_rule(rule),
            length=_length(*hours[day]),
            fundings=tuple(funding_on_paper(funding) for funding in session.fundings.all()),
        )


def _afternoon(half_days: list[HalfDay]) -> bool | None:
    """Of which half-day a sheet is; None where it is signed for two."""
    return half_days[0].afternoon if len(half_days) == 1 else None


def _length(start: datetime.datetime, end: datetime.datetime) -> str:
    """How long that is: 3 h 30."""
    hours, minutes = divmod(int((end - start).total_seconds()) // 60, 60)
    if not hours:
        return f"{minutes}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{minutes:02}" if minutes else "")


def _registered(sessions: list[Session]) -> Iterable[tuple[Session, list[Attending]]]:
    """Each session with those who have a seat in it, in order of name; one query."""
    seats = Seat.objects.filter(
        session__in=sessions, state__in=Seat.TAKING, attendee__cancelled_at=None, attendee__person__erased_at=None
    ).order_by("attendee__person__search_key", "attendee_id")
    people: dict[int, list[Attending]] = defaultdict(list)
    for seat in seats.select_related("attendee__person__company"):
        people[seat.session_id].append(_attending(seat.attendee))
    return [(session, people[session.pk]) for session in sessions]


def _parts_without_sessions(stop: Stop) -> list[SheetPart]:
    if stop.starts_on is None:
        return []
    expected = people_registered(stop).filter(person__erased_at=None).select_related("person__company")
    people = [_attending(attendee) for attendee in expected.order_by("person__search_key", "pk")]
    days = ((stop.ends_on or stop.starts_on) - stop.starts_on).days + 1
    rule = rules_of(stop).of_stop
    return [
        SheetPart(
            title=stop.title or str(stop), day=day, hours="", room="", speakers=(), people=people,
            half_days=(HalfDay(day, afternoon=False), HalfDay(day, afternoon=True)),
            code=partial(sheet_code, stop, None, day, None), regime=rule.regime, follows=whose_rule(rule),
        )
        for day in (stop.starts_on + datetime.timedelta(days=number) for number in range(days))
    ]  # fmt: skip


def present_of(stop: Stop, language: str) -> list[Attending]:
    """Those who came, in order of name, with the hour and the sessions they were noted in; two queries."""
    with override(language):
        noted: dict[int, list[str]] = defaultdict(list)
        for fact in facts_of(stop).exclude(session=None).select_related("session").order_by("session__starts_at", "pk"):
            if fact.session and fact.session.title not in noted[fact.attendee_id]:
                noted[fact.attendee_id].append(fact.session.title)
        return [
            _attending(
                person,
                since=moment_in_words(person.came_at, stop),
                walked_in=person.registration.origin == Registration.Origin.WALK_IN,
                sessions=", ".join(noted[person.pk]),
            )
            for person in people_present(stop).select_related("person__company", "registration")
        ]


def name_on_paper(attendee: Attendee) -> str:
    """The name; with the ticket's code beside one of letters that our fonts do not have, which paper cannot show."""
    name = str(attendee.person)
    return name if legible(name) else f"{name} ({attendee.code})"


def _attending(attendee: Attendee, *, since: str = "", walked_in: bool = False, sessions: str = "") -> Attending:
    person = attendee.person
    who = name_on_paper(attendee), party_of(person), person.position
    return Attending(*who, since, walked_in, sessions, attendee.pk)
