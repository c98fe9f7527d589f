"""Guards of transitions: each says what is still missing; floors above contribute theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop, Tour
from events.planning.errors import Missing, NotReady
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class Guard:
    """Before `transition` (`stop.publish`), `missing` is asked what the object still lacks."""

    transition: str
    missing: Callable[..., Iterable[Missing]]


transition_guards = Contribution[Guard]("transition_guards", says="what a tour or stop needs before it changes state")


def missing_for(transition: str, thing: Tour | Stop) -> list[Missing]:
    """Everything the guards of `transition` miss on `thing`."""
    return [item for guard in transition_guards if guard.transition == transition for item in guard.missing(thing)]


def require_ready(transition: str, thing: Tour | Stop) -> None:
    """Raise `NotReady` naming everything missing, if anything is."""
    if missing := missing_for(transition, thing):
        raise NotReady(missing)


def before_publishing_a_tour(tour: Tour) -> Iterable[Missing]:
    """A reader must learn what it is and whom to ask."""
    if not tour.intro_fr:
        yield Missing(_("An introduction: a few lines that tell a company why to come."), "intro_fr")
    if not tour.contact_email:
        yield Missing(_("A contact: the e-mail address readers may write to."), "contact_email")


def before_confirming_a_stop(stop: Stop) -> Iterable[Missing]:
    """Only confirming requires a date."""
    if stop.starts_on is None:
        yield Missing(_("A date: choose one before confirming."), "starts_on")


def before_publishing_a_stop(stop: Stop) -> Iterable[Missing]:
    """What a company needs to decide and to find its way."""
    if stop.starts_on is None:
        yield Missing(_("A date."), "starts_on")
    if not stop.title_fr:
        yield Missing(_("A subject: the question this stop asks."), "title_fr")
    if not stop.venue or not stop.address:
        yield Missing(_("A venue and its street address."), "venue")
    if stop.latitude is None:
        yield Missing(_("A commune from the list, so that the stop has its point on the map."), "town")
    if not _has_a_programme(stop):
        yield Missing(_("At least one session, with its times."))


def _has_a_programme(stop: Stop) -> bool:
    """Whether a session is planned; a stop of a list (`queries.with_programme`) has them counted already."""
    counted: int | None = getattr(stop, "programme", None)
    if counted is not None:
        return counted > 0
    return any(session.state == Session.State.PLANNED for session in stop.sessions.all())


def register() -> None:
    """Contribute this floor's own guards."""
    for transition, missing in (
        ("tour.publish", before_publishing_a_tour),
        ("stop.confirm", before_confirming_a_stop),
        ("stop.publish", before_publishing_a_stop),
    ):
        transition_guards.add(Guard(transition, missing), by="events.planning")
