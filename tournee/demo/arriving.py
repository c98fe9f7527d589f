"""How people came to the stops held: noted in every way there is, early, late, too many, and by mistake."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from events.models import Session, Stop
from events.planning.operations import edit_session, edit_stop
from registrations.attendance.operations import add_presence
from registrations.attendance.queries import people_present
from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, check_in, keep, undo, walk_in
from registrations.models import Attendee, CheckIn, DeskDevice, Registration
from tournee.accounts.models import User
from tournee.demo.cases import OVER_LIMIT, REPRESENTED
from tournee.demo.cast import Extras
from tournee.demo.parties import Rows, came_at, party_at, place_of

How, Direction = CheckIn.How, CheckIn.Direction
_TOO_MANY = 3
_A_MINUTE = datetime.timedelta(minutes=1)


def arrive(stops: Sequence[Stop], extras: Extras, actor: User) -> None:
    """At one stop in every way; at another a whole class, for which the room was too small."""
    _in_every_way(stops[REPRESENTED[0]], extras, actor)
    _too_many(stops[OVER_LIMIT], extras, actor)


def _in_every_way(stop: Stop, extras: Extras, actor: User) -> None:
    """Walk-ins, somebody who signed in themselves, a mistake undone, somebody who left early, one corrected."""
    opening, desk = place_of(stop).opening, DeskDevice.objects.filter(stop=stop).first()
    workshop = stop.sessions.order_by("-starts_at", "pk")[0]
    here = Attendee.objects.filter(stop=stop).select_related("stop__tour").order_by("pk")
    present, absent = here.filter(check_ins__isnull=False).distinct(), here.filter(check_ins=None)
    himself, elsewhere, early = present[:3]
    for minutes in (12, 40):
        one, firm = extras.person(), extras.firm(stop.place)[0]
        noted = Noted(desk=desk, at=opening + minutes * _A_MINUTE)
        walk_in(stop, PersonRequest(one.name, one.email), noted, firm_name=firm)
    check_in(himself, Noted(how=How.SELF, at=workshop.starts_at), session=workshop)
    mistaken = check_in(elsewhere, Noted(how=How.SCAN, desk=desk, at=workshop.starts_at), session=workshop)
    undo(mistaken, Noted(desk=desk, at=workshop.starts_at + _A_MINUTE))
    keep(early, Noted(desk=desk, at=workshop.starts_at + 20 * _A_MINUTE), direction=Direction.OUT)
    for missed in absent[:1]:
        reason = "Entrée par la cour, sans passer par l’accueil (exemple inventé)."
        add_presence(missed, at=opening + 5 * _A_MINUTE, reason=reason, actor=actor)


def _too_many(stop: Stop, extras: Extras, actor: User) -> None:
    """The room holds whoever registered, and no more: a class that nobody expected comes as well.

    It is written as rows: its people are many.
    """
    sessions = list(stop.sessions.all())
    workshops = [session.capacity or 0 for session in sessions if session.kind == Session.Kind.WORKSHOP]
    limit = max(*(session.seats_taken for session in sessions), *workshops)
    for session in sessions:
        if (session.capacity or 0) > limit:
            edit_session(session, {"capacity": limit}, expected_version=None, actor=actor)
    edit_stop(stop, {"safety_limit": limit}, expected_version=None, actor=actor)
    rows, place = Rows(), place_of(stop)
    many = limit - people_present(stop).count() + _TOO_MANY
    party_at(
        place, rows, extras, organisation=f"Lycée fictif ({stop.place})", people=many,
        origin=Registration.Origin.WALK_IN,
    )  # fmt: skip
    rows.check_ins = [came_at(attendee, place, extras.chance, actor) for attendee in rows.attendees]
    rows.write()
