"""Proposing a change of a public stop, and deciding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Proposal, Session, Stop
from events.planning.materials.operations import FILE, faults_of_material
from events.planning.operations.changing import changes_a_tour, sessions_held
from events.planning.operations.sessions import faults_of_session
from events.planning.operations.stops import faults_of_stop
from events.planning.proposals.applying import apply, is_called_off
from events.planning.proposals.errors import AlreadyDecided, ChangedSince, NothingProposed, ProposalError
from events.planning.proposals.notices import tell_proposer, tell_team
from events.planning.proposals.queries import proposal_at
from events.planning.proposals.values import (
    MATERIAL_FIELDS,
    SESSION_FIELDS,
    STOP_FIELDS,
    TIMES,
    changed_since,
    plain_values,
    seal,
    standing,
    standing_now,
    without_names,
)
from tournee.accounts.models import User
from tournee.errors import OperationError, raise_first
from tournee.files.operations import keep_document
from tournee.history.operations import StaleVersion, changed_by_others, record

if TYPE_CHECKING:
    from tournee.files.documents import PreparedDocument

Kind, State = Proposal.Kind, Proposal.State
_FIELDS: dict[str, tuple[str, ...]] = {Kind.STOP: STOP_FIELDS, Kind.MATERIAL: MATERIAL_FIELDS}


@changes_a_tour
def propose(
    stop: Stop,
    kind: str,
    values: Mapping[str, Any],
    *,
    why: str,
    session: Session | None = None,
    document: PreparedDocument | None = None,
    expected_version: int | None = None,
    actor: User,
) -> Proposal:
    """Propose to the team a change of `stop` or of its `session`, which `values` name as planning's operations do.

    `values` may hold all fields of a form: those that differ are kept, with how they stand. A session's `speakers` are
    SpeakerLines; where nothing else changes, the kind is SPEAKERS. `document` is the file of a material. Sending the
    same again gives the proposal that waits already.

    Raises ProposalError, StaleVersion, and what accepting would refuse with.
    """
    stop = Stop.objects.select_for_update(no_key=True).get(pk=stop.pk)  # whoever sends twice waits, and finds the first
    session = stop.sessions.filter(pk=session.pk).first() if session else None
    raise_first(faults_of_proposing(stop, kind, session))
    target: Stop | Session = session or stop
    _require_seen(target, kind, values, expected_version)
    raise_first(_faults_of(stop, kind, values, session, document))
    kept, stood = _differing(target, kind, values)
    if not kept:
        raise NothingProposed
    if kind == Kind.SESSION and set(kept) == {"speakers"}:
        kind = Kind.SPEAKERS
    waiting = None if document else _same(stop, kind, session, kept)
    if waiting is not None and waiting.proposed_by_id == actor.pk:
        return waiting
    if waiting is not None:
        said = _("%(who)s has proposed exactly this already. It waits for the team.") % {"who": waiting.proposed_by}
        raise ProposalError(said, code="already_proposed")
    file = keep_document(document, kind=FILE, actor=actor) if document else None
    if file:
        kept["file"] = file.name
    proposal = Proposal.objects.create(
        stop=stop, session=session, kind=kind, values=kept, stood=stood, file=file, why=why, proposed_by=actor
    )
    record("proposal.make", proposal, actor=actor)
    tell_team(proposal)
    return proposal


@changes_a_tour
def accept_proposal(proposal: Proposal, *, seen: str | None = None, actor: User) -> Proposal:
    """Do what is proposed, by planning's own operations, and tell who proposed it.

    `seen` is the seal of the values that `actor` was shown beside those proposed (`values.seal`); without it, they must
    stand as they stood. Raises AlreadyDecided, ChangedSince, ProposalError, and whatever the operation refuses with.
    """
    sessions_held(proposal.stop_id)
    if not (held := _decide(proposal, State.ACCEPTED, actor=actor)):
        return proposal_at(proposal.pk)
    stands = standing_now(held)
    if (changed_since(held, stands) and seen is None) or seen not in (None, seal(stands)):
        raise ChangedSince
    raise_first(_faults_of_accepting(held))
    apply(held, actor=actor)
    Proposal.objects.filter(pk=held.pk).update(values=held.values, session=held.session, file=None)
    record("proposal.accept", held, actor=actor)
    tell_proposer(held, actor=actor)
    return held


@changes_a_tour
def decline_proposal(proposal: Proposal, answer: str, *, actor: User) -> Proposal:
    """Nothing changes, and who proposed it is told why. Raises ProposalError, AlreadyDecided."""
    if not answer.strip():
        raise ProposalError(_("Say why, for whoever proposed it."), code="required", field="answer")
    if not (held := _decide(proposal, State.DECLINED, actor=actor, answer=answer)):
        return proposal_at(proposal.pk)
    Proposal.objects.filter(pk=held.pk).update(values=without_names(held.values), file=None)
    record("proposal.decline", held, actor=actor)
    tell_proposer(held, actor=actor)
    return proposal_at(held.pk)


@changes_a_tour
def withdraw_proposal(proposal: Proposal, *, actor: User) -> Proposal:
    """Whoever proposed it has thought better of it. Raises AlreadyDecided."""
    if held := _decide(proposal, State.WITHDRAWN, actor=actor):
        Proposal.objects.filter(pk=held.pk).update(values=without_names(held.values), file=None)
        record("proposal.withdraw", held, actor=actor)
    return proposal_at(proposal.pk)


def faults_of_proposing(stop: Stop, kind: str, session: Session | None) -> Iterator[ProposalError]:
    """Why nothing of that kind can be proposed for `stop` or its `session`, before any value is looked at."""
    if stop.published_at is None:
        yield ProposalError(_("This stop is not public yet: edit it, there is nobody to ask."), code="not_public")
    if is_called_off(stop):
        yield ProposalError(
            _("This stop is cancelled. Write to the team if it should take place after all."), code="stop_cancelled"
        )
    if session is None and kind in (Kind.SESSION, Kind.SPEAKERS, Kind.CANCEL_SESSION):
        yield ProposalError(_("Choose a session of this stop."), code="no_session", field="session")
    if session is not None and is_called_off(session):
        yield ProposalError(
            _("This session is called off already. Propose a new session if another takes its place."),
            code="session_cancelled",
        )


def _require_seen(target: Stop | Session, kind: str, values: Mapping[str, Any], expected: int | None) -> None:
    """Raise StaleVersion where somebody changed the same fields since the form was opened."""
    if expected is None or kind in (Kind.NEW_SESSION, Kind.MATERIAL) or target.version == expected:
        return
    columns = {field.name for field in target._meta.concrete_fields} & values.keys()
    pairs = {name: (getattr(target, name), values[name]) for name in columns}
    differing = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if theirs := changed_by_others(target, differing, since=expected):
        raise StaleVersion(target, theirs)


def _faults_of(
    stop: Stop, kind: str, values: Mapping[str, Any], session: Session | None, document: PreparedDocument | None
) -> Iterator[OperationError]:
    """What accepting it would refuse as things stand."""
    if kind == Kind.STOP:
        yield from faults_of_stop(stop, values)
    elif kind == Kind.MATERIAL:
        yield from faults_of_material(stop, {**values, "session": session}, has_file=document is not None)
    elif kind != Kind.CANCEL_SESSION:
        yield from faults_of_session(stop, values, session)


def _differing(target: Stop | Session, kind: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to keep of `values`, and how that stands: what differs; of a new session, all that is said of it."""
    if kind == Kind.CANCEL_SESSION:
        return {"state": Session.State.CANCELLED.value}, {"state": Session.State.PLANNED.value}
    wanted = plain_values(values, _FIELDS.get(kind, SESSION_FIELDS))
    if kind in (Kind.NEW_SESSION, Kind.MATERIAL):
        return {name: value for name, value in wanted.items() if value not in (None, "", [])}, {}
    stands = standing(target, wanted)
    differing = {name for name in wanted if wanted[name] != stands[name]}
    if differing & set(TIMES):
        differing |= set(TIMES) & wanted.keys()  # a time is read from its beginning to its end
    return {name: wanted[name] for name in wanted if name in differing}, {name: stands[name] for name in differing}


def _same(stop: Stop, kind: str, session: Session | None, kept: Mapping[str, Any]) -> Proposal | None:
    """A proposal of exactly this that waits already."""
    waiting = stop.proposals.filter(kind=kind, session=session, state=State.OPEN).select_related("proposed_by")
    return next((found for found in waiting if found.values == kept), None)


def _decide(proposal: Proposal, state: str, *, actor: User, answer: str = "") -> Proposal | None:
    """The proposal, decided so by `actor`; None where they had decided so before. Raises AlreadyDecided.

    One conditional UPDATE: of several who decide at once, one does.
    """
    decided = {"state": state, "decided_by": actor, "decided_at": timezone.now(), "answer": answer}
    moved = Proposal.objects.filter(pk=proposal.pk, state=State.OPEN).update(**decided, version=F("version") + 1)
    found = proposal_at(proposal.pk)
    if not moved and (found.state, found.decided_by_id) != (state, actor.pk):
        raise AlreadyDecided(found)
    return found if moved else None


def _faults_of_accepting(proposal: Proposal) -> Iterator[ProposalError]:
    """What was called off since it was proposed."""
    if is_called_off(proposal.stop):
        yield ProposalError(
            _("The stop was cancelled meanwhile. Decline the proposal, or take the cancellation back first."),
            code="stop_cancelled",
        )
    if proposal.session is not None and is_called_off(proposal.session):
        yield ProposalError(
            _("The session was called off meanwhile. Decline the proposal, or take the cancellation back first."),
            code="session_cancelled",
        )
