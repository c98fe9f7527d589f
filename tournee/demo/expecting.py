"""Who is expected at the stop of the day, its telephones, and who has come so far: the door in every state."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from events.models import Session, Stop
from events.models.timezones import day_bounds
from registrations.attendance.rule.operations import save_rule
from registrations.booking.operations import cancel_attendee, register
from registrations.booking.operations.needs import say_needs
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.desk.devices.operations import make_link, note_ready, revoke_link
from registrations.desk.operations import Noted, check_in, keep, note_for_desk, undo, walk_in
from registrations.models import AttendanceRule, Attendee, CheckIn, Registration
from tournee.accounts.models import User
from tournee.demo.cast import Extras
from tournee.demo.parties import Rows, firm_at, party_at, place_of

FULL_AT = 4  # seats of the workshop for which people wait
_PARTIES = (1, 2, 1, 3, 1, 2, 1, 1, 2)
_ABOUT_TO_END = datetime.timedelta(minutes=5)
_NOTE = "Attendu par Camille Exemple : la prévenir"
How = CheckIn.How


def open_door(stop: Stop, today: datetime.date, actor: User) -> None:
    """A telephone for each day, one of a workshop's own, one that was lost; and people may sign in themselves."""
    rule = {"regime": AttendanceRule.Regime.INFORMATION, "self_sign_in": True}
    save_rule(stop, None, rule, expected_version=None, actor=actor)
    days = sorted({today, stop.ends_on or today})
    for day in days:
        make_link(stop, name="Téléphone de l’accueil (fictif)", day=day, actor=actor)
    workshop = _workshops(stop)[0]
    make_link(stop, name="Tablette de l’atelier (fictive)", day=days[-1], session=workshop, actor=actor)
    revoke_link(make_link(stop, name="Téléphone égaré (fictif)", day=today, actor=actor), actor=actor)


def expect(stop: Stop, extras: Extras, now: datetime.datetime) -> None:
    """Firms and a school; the last workshop is filled as on the site, until two wait for it."""
    rows, place = Rows(), place_of(stop)
    full = _workshops(stop)[-1]
    place.left[full.pk] = 0
    for people in _PARTIES:
        party_at(place, rows, extras, company=firm_at(stop, extras, rows), people=people)
    party_at(place, rows, extras, organisation=f"Lycée fictif ({stop.place})", people=2)
    rows.write()
    on = [one.pk for one in (place.sessions[0], full) if one.ends_at > now + _ABOUT_TO_END]
    for _number in range(FULL_AT + 2):
        one, (name, trade, headcount) = extras.person(), extras.firm(stop.place)
        firm = FirmRequest(name, stop.place, stop.town_id, (headcount, headcount), trade)
        coming = [PersonRequest(one.name, one.email, sessions=frozenset(on))]
        party = Registration.Party.FIRM
        register(stop, RegistrationRequest(party, one.name, one.email, coming, firm=firm, fictitious=True))


def arrive(stop: Stop, extras: Extras, now: datetime.datetime, actor: User) -> None:
    """Some are here, one left, one was noted by mistake, one came unannounced, one cancelled; the desk minds some."""
    telephone = stop.desk_devices.filter(revoked_at=None, session=None).order_by("day", "pk")[0]
    named = Attendee.objects.filter(stop=stop).select_related("stop__tour", "registration__stop__tour")
    first, second, left, mistaken, minded, photographed, gone = named.order_by("pk")[:7]
    at = _minutes_before(now, stop)
    for minutes, one in ((14, first), (12, second), (11, left)):
        check_in(one, Noted(desk=telephone, at=at(minutes), how=How.SCAN))
    keep(left, Noted(desk=telephone, at=at(3)), direction=CheckIn.Direction.OUT)
    undo(check_in(mistaken, Noted(desk=telephone, at=at(8))), Noted(desk=telephone, at=at(7)))
    somebody, (firm, _trade, _headcount) = extras.person(), extras.firm(stop.place)
    unannounced = PersonRequest(somebody.name, somebody.email)
    walk_in(stop, unannounced, Noted(desk=telephone, at=at(5)), firm_name=firm)
    note_for_desk(minded, _NOTE, actor=actor)
    say_needs(photographed, {"no_photographs": True}, actor=actor)
    cancel_attendee(gone)
    note_ready(telephone, Attendee.objects.filter(stop=stop, cancelled_at=None).count())


def _workshops(stop: Stop) -> list[Session]:
    return list(stop.sessions.filter(kind=Session.Kind.WORKSHOP).order_by("pk"))


def _minutes_before(now: datetime.datetime, stop: Stop) -> Callable[[int], datetime.datetime]:
    """So many minutes ago, on the day itself: just after midnight everything happened since, in the same order."""
    midnight = day_bounds(now.astimezone(stop.zone).date(), stop.zone)[0]

    def at(minutes: int) -> datetime.datetime:
        ago = now - datetime.timedelta(minutes=minutes)
        return max(ago, midnight + datetime.timedelta(seconds=30 - minutes)).astimezone(datetime.UTC)

    return at
