"""Doing what was proposed, by the operations that planning's own pages call: calendars, notices and floors follow."""

from __future__ import annotations

from events.models import Proposal, Session, Stop
from events.planning.materials.operations import add_material
from events.planning.operations import cancel_session, edit_session, edit_stop
from events.planning.operations.speakers import add_session_with_speakers, edit_session_with_speakers
from events.planning.proposals.values import restored, standing
from tournee.accounts.models import User

Kind = Proposal.Kind


def apply(proposal: Proposal, *, actor: User | None) -> None:
    """Change what `proposal` is about, which its caller holds; raises whatever the operation refuses with.

    Afterwards the proposal names whom and what it added.
    """
    fields, speakers = restored(proposal)
    if proposal.kind == Kind.STOP:
        edit_stop(proposal.stop, fields, expected_version=proposal.stop.version, actor=actor)
    elif proposal.kind == Kind.NEW_SESSION:
        proposal.session = add_session_with_speakers(proposal.stop, fields, speakers or [], actor=actor)
    elif proposal.kind == Kind.CANCEL_SESSION:
        cancel_session(_session(proposal), actor=actor)
    elif proposal.kind == Kind.MATERIAL:
        add_material(proposal.stop, {**fields, "session": proposal.session}, document=proposal.file, actor=actor)
    elif speakers is None:
        session = _session(proposal)
        edit_session(session, fields, expected_version=session.version, actor=actor)
    else:
        session = _session(proposal)
        edit_session_with_speakers(session, fields, speakers, expected_version=session.version, actor=actor)
    if speakers is not None:
        proposal.values = {**proposal.values, **standing(_session(proposal), ["speakers"])}


def _session(proposal: Proposal) -> Session:
    """The session it is about; every kind but that of a stop has one by now."""
    assert proposal.session is not None  # noqa: S101  (said by its kind)
    return proposal.session


def is_called_off(thing: Stop | Session) -> bool:
    """Whether nothing of it takes place any more."""
    return thing.state in (Stop.State.CANCELLED, Session.State.CANCELLED)
