"""On which terms the stops of the made-up edition take registrations, and who registered on them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from events.models import Organisation, Stop
from events.planning.operations import edit_session
from registrations.booking.operations import cancel_registration
from registrations.booking.terms.operations import add_code, save_terms
from registrations.models import Registration
from tournee.accounts.models import User
from tournee.demo.booking import firm_comes, first_session
from tournee.demo.cases import APPROVED, CLOSED_LIST, OFFERED, OPENS_LATER, PER_FIRM, WITH_CODE
from tournee.demo.cast import Extras

CODE, INVITED_CODE = "ATELIER-FICTIF", "RESEAU-IMAGINAIRE"
_SET_ASIDE = 10
_HOURS_TO_ACCEPT = 96
_DAY = datetime.timedelta(days=1)


def set_terms(stops: Sequence[Stop], extras: Extras, actor: User) -> None:
    """Each of them at one stop, with somebody it concerns."""
    _approved(stops[APPROVED], extras, actor)
    _with_code(stops[WITH_CODE], extras, actor)
    _closed_list(stops[CLOSED_LIST], extras, actor)
    _offered(stops[OFFERED], extras, actor)
    the_day_before = first_session(stops[PER_FIRM]).starts_at - _DAY
    terms = {"maximum_per_firm": 2, "smaller_may_pass": True, "closes_at": the_day_before}
    save_terms(stops[PER_FIRM], terms, expected_version=None, actor=actor)
    firm_comes(stops[PER_FIRM], extras, people=2)
    save_terms(
        stops[OPENS_LATER], {"opens_at": _morning(stops[OPENS_LATER], days=10)}, expected_version=None, actor=actor
    )
    firm_comes(stops[OPENS_LATER], extras, origin=Registration.Origin.TEAM, actor=actor)


def _approved(stop: Stop, extras: Extras, actor: User) -> None:
    """Whoever registered before is approved; two parties wait for it."""
    Registration.objects.filter(stop=stop).update(approved_at=F("registered_at"))
    save_terms(stop, {"approval": True}, expected_version=None, actor=actor)
    for people in (2, 1):
        firm_comes(stop, extras, people=people)


def _with_code(stop: Stop, extras: Extras, actor: User) -> None:
    """Open to everybody; some seats are kept for those whom the co-host sends, of which one party came."""
    host = Organisation.objects.filter(partnerships__stop=stop).first()
    values = {"code": CODE, "organisation": host, "until": _morning(stop, days=9)}
    code = add_code(stop, values, set_aside={first_session(stop).pk: _SET_ASIDE}, actor=actor)
    firm_comes(stop, extras, people=2, access_code=code)


def _closed_list(stop: Stop, extras: Extras, actor: User) -> None:
    save_terms(stop, {"with_code_only": True}, expected_version=None, actor=actor)
    code = add_code(stop, {"code": INVITED_CODE}, set_aside={}, actor=actor)
    firm_comes(stop, extras, access_code=code)


def _offered(stop: Stop, extras: Extras, actor: User) -> None:
    """A workshop that is full: two wait, somebody cancels, and the first to wait has some days to accept."""
    save_terms(stop, {"offer_hours": _HOURS_TO_ACCEPT}, expected_version=None, actor=actor)
    workshop = stop.sessions.order_by("-starts_at", "-pk")[0]
    edit_session(workshop, {"capacity": workshop.seats_taken + 2}, expected_version=None, actor=actor)
    first, *_others = [firm_comes(stop, extras, people=people, sessions=[workshop]) for people in (2, 2, 1)]
    cancel_registration(first)


def _morning(stop: Stop, *, days: int) -> datetime.datetime:
    """Nine o'clock at the stop, so many days from now."""
    day = timezone.localdate(timezone=stop.zone) + days * _DAY
    return datetime.datetime.combine(day, datetime.time(9), stop.zone)
