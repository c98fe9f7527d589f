"""A proposal in words, without a query: what it is about, which fields it would change."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Material, Proposal, Session, Stop
from events.planning.words import Standing

Kind = Proposal.Kind
_TONES = {
    Proposal.State.OPEN: "warn", Proposal.State.ACCEPTED: "ok", Proposal.State.DECLINED: "off",
    Proposal.State.WITHDRAWN: "off",
}  # fmt: skip


def standing_of(proposal: Proposal) -> Standing:
    """Its state, with the tone of its dot."""
    state = Proposal.State(proposal.state)
    return Standing(state.label, _TONES[state])


def title_of(proposal: Proposal) -> str:
    """What it is about: “Change of the stop”, “Change of “Workshop””, “New session: Workshop”."""
    if proposal.kind == Kind.NEW_SESSION:
        name = proposal.values.get("title_fr", "")
        return _("New session: %(session)s") % {"session": proposal.session or name}
    if proposal.kind == Kind.MATERIAL:
        return _("New material: %(material)s") % {"material": proposal.values.get("title_fr", "")}
    named = {
        Kind.SESSION: _("Change of the session “%(session)s”"),
        Kind.SPEAKERS: _("Who speaks at “%(session)s”"),
        Kind.CANCEL_SESSION: _("Calling off “%(session)s”"),
    }
    if proposal.kind in named:
        return named[Kind(proposal.kind)] % {"session": proposal.session}
    return capfirst(str(Kind(proposal.kind).label))


def fields_in_words(proposal: Proposal) -> str:
    """Which fields it changes: “venue, how to come”; "" where its title says it all."""
    if proposal.kind not in (Kind.STOP, Kind.SESSION):
        return ""
    return ", ".join(dict.fromkeys(labels_of(proposal, proposal.values)))


def labels_of(proposal: Proposal, names: Iterable[str]) -> list[str]:
    """What these fields are called, in the order in which forms show them."""
    model = Stop if proposal.kind == Kind.STOP else Session
    order = [field.name for field in model._meta.get_fields()]
    wanted = sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    return [label_of(model, name) for name in wanted]


def label_of(model: type[Stop] | type[Session] | type[Material], name: str) -> str:
    """What the field is called; both ends of a time are one."""
    if name == "speakers":
        return _("who speaks")
    if name in ("starts_at", "ends_at"):
        return _("time")
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # names are columns and themes
