"""What the demonstration's representative proposed for its public stop. As rows: nobody is written to about them."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from events.models import Proposal, Session, Stop
from events.planning.proposals.values import plain_values, standing
from tournee.accounts.models import User
from tournee.demo.people import PEOPLE

State, Kind = Proposal.State, Proposal.Kind


def propose(stop: Stop) -> None:
    """One proposal that was accepted, one that was declined with its reason, one that waits since four days."""
    accepted = _make(
        stop, Kind.STOP, {"access_fr": stop.access_fr}, {"access_fr": "Parking sur place."},
        why="Beaucoup viendront en train.", days=20,
    )  # fmt: skip
    _decide(stop, accepted, State.ACCEPTED, "", days=19)
    venue = {"venue": "Gymnase fictif des Sports"}
    declined = _make(stop, Kind.STOP, venue, standing(stop, venue), why="Il contient deux fois plus de monde.", days=12)
    _decide(stop, declined, State.DECLINED, "On n’y vient pas sans marche : gardons la salle prévue.", days=10)
    workshop = stop.sessions.filter(kind=Session.Kind.WORKSHOP).latest("pk")
    half_an_hour = datetime.timedelta(minutes=30)
    times = {"starts_at": workshop.starts_at + half_an_hour, "ends_at": workshop.ends_at + half_an_hour}
    _make(
        stop, Kind.SESSION, plain_values(times, times), standing(workshop, times),
        why="Deux entreprises sortent de production à 15 heures.", days=4, session=workshop,
    )  # fmt: skip


def _make(
    stop: Stop,
    kind: str,
    values: dict[str, Any],
    stood: dict[str, Any],
    *,
    why: str,
    days: int,
    session: Session | None = None,
) -> Proposal:
    """A proposal of `days` ago."""
    who = User.objects.get(email=PEOPLE[4].email)
    proposal = Proposal.objects.create(
        stop=stop, session=session, kind=kind, values=values, stood=stood, why=why, proposed_by=who
    )
    Proposal.objects.filter(pk=proposal.pk).update(proposed_at=_ago(days))
    return proposal


def _decide(stop: Stop, proposal: Proposal, state: str, answer: str, *, days: int) -> None:
    """Whoever looks after the stop decided, `days` ago."""
    decided = {"state": state, "answer": answer, "decided_by": stop.lead, "decided_at": _ago(days)}
    Proposal.objects.filter(pk=proposal.pk).update(**decided)


def _ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)
