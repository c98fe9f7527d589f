"""The steps of a stop as its pages offer them: who may take each, what it asks, what it says will happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rules
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning import operations
from events.planning.errors import Missing
from events.planning.forms.steps import ConfirmForm, MoveForm, ReasonForm, RecordPastForm, RescheduleForm, StepForm
from events.planning.guards import missing_for
from events.planning.operations import allowed
from events.planning.operations.moving import FIELDS as MOVES
from events.planning.telling.told import Kind
from events.team.queries import representatives_at
from events.team.rules import edits_tour, manages_tour

if TYPE_CHECKING:
    from tournee.accounts.models import User

Values = Mapping[str, Any]

_FOLLOW = _("The page and the calendars that people subscribe to follow at once.")
_TOLD = _("Its co-hosts are told by e-mail.")  # said with their names: see `said_of`
_SHOWN = _("You see who is told, and what they read, before it happens.")
_STAYS = _("Its page stays and says that it is cancelled, and why.")
_AGAIN = _("It is public again, with its number.")
_ONCE_PUBLIC = (_FOLLOW, _STAYS, _AGAIN)


@dataclass(frozen=True, slots=True)
class Step:
    """One transition: `label` on its button, `title` the question, `consequences` in sentences, `done` afterwards.

    One that tells people has a `kind`: who they are is shown before it is taken.
    """

    name: str
    label: str | Promise
    title: str | Promise
    consequences: tuple[str | Promise, ...]
    confirm: str | Promise
    done: str | Promise
    take: Callable[[Stop, Values, User], object]
    who: rules.Predicate = edits_tour
    form: type[StepForm] = StepForm
    dangerous: bool = False
    kind: Kind | None = None

    def said_of(self, stop: Stop) -> list[str | Promise]:
        """Its consequences for `stop`: what nobody has seen has no reader to lose, and its co-hosts are named here."""
        if stop.published_at is not None:
            return [_SHOWN if said is _TOLD else said for said in self.consequences]
        shown = [said for said in self.consequences if said not in _ONCE_PUBLIC]
        return [lazy(_told, str)(stop) if said is _TOLD else said for said in shown]


def _told(stop: Stop) -> str:
    """Who is written to; or that nobody is, and what to do about it."""
    names = sorted({str(user) for user in representatives_at(stop)})
    if names:
        return gettext("Written to by e-mail: %(names)s.") % {"names": ", ".join(names)}
    return gettext("Nobody is written to: no co-host of this stop has a representative with an account. Call them.")


def _confirm(stop: Stop, values: Values, actor: User) -> object:
    return operations.confirm_stop(stop, actor=actor, option=values.get("option"))


def _move(stop: Stop, values: Values, actor: User) -> object:
    reasons = {name: values[name] for name in ("reason_fr", "reason_en") if name in values}
    moved = {name: values[name] for name in MOVES if name in values}
    return operations.move_stop(stop, moved, **reasons, actor=actor)


STEPS = {
    step.name: step
    for step in (
        Step(
            "contact", _("Note that they were asked"), _("Has somebody at %(place)s been asked?"),
            (_("The stop moves from idea to contacted. Nobody is written to."),),
            _("Yes, contacted"), _("%(place)s is contacted."),
            lambda stop, _values, actor: operations.contact_host(stop, actor=actor),
        ),
        Step(
            "confirm", _("Confirm"), _("Confirm the stop at %(place)s?"),
            (_("The date is agreed with the co-hosts. Readers see nothing until you publish."),),
            _("Confirm"), _("%(place)s is confirmed."), _confirm, form=ConfirmForm,
        ),
        Step(
            "unconfirm", _("Take the agreement back"), _("Is the agreement for %(place)s off?"),
            (_("The stop goes back to contacted and keeps its date and its programme."),),
            _("Back to contacted"), _("%(place)s is contacted again, no longer confirmed."),
            lambda stop, _values, actor: operations.unconfirm_stop(stop, actor=actor),
        ),
        Step(
            "publish", _("Publish"), _("Publish the stop at %(place)s?"),
            (
                _("It gets its public number, which posters carry: it never changes."),
                _("Anyone can read its page, and its sessions enter the calendars."),
                _("Its co-hosts then propose changes instead of making them."),
            ),
            _("Publish"), _("%(place)s is published."),
            lambda stop, _values, actor: operations.publish_stop(stop, actor=actor), who=manages_tour,
        ),
        Step(
            "move", _("Move to another day or place…"), _("Where and when does the stop at %(place)s now take place?"),
            (_("Everybody registered stays registered; its sessions keep their times of day."), _FOLLOW, _TOLD),
            _("Move it and tell them"), _("%(place)s has moved."), _move, form=MoveForm, kind=Kind.MOVED,
        ),
        Step(
            "postpone", _("Postpone…"), _("Postpone the stop at %(place)s?"),
            (_("Its page stays, with its number and without a date."), _FOLLOW, _TOLD),
            _("Postpone"), _("%(place)s is postponed."),
            lambda stop, values, actor: operations.postpone_stop(stop, **values, actor=actor),
            form=ReasonForm, dangerous=True, kind=Kind.POSTPONED,
        ),
        Step(
            "reschedule", _("Give it a new date"), _("When does the stop at %(place)s now take place?"),
            (_("Its sessions keep their times of day."), _FOLLOW, _TOLD),
            _("Set the date"), _("%(place)s has its new date."),
            lambda stop, values, actor: operations.reschedule_stop(stop, **values, actor=actor), form=RescheduleForm,
            kind=Kind.RESCHEDULED,
        ),
        Step(
            "reinstate", _("Take the cancellation back"), _("Does the stop at %(place)s take place after all?"),
            (_AGAIN, _FOLLOW, _TOLD),
            _("Take the cancellation back"), _("The cancellation of %(place)s is taken back."),
            lambda stop, _values, actor: operations.reinstate_stop(stop, actor=actor), kind=Kind.REINSTATED,
        ),
        Step(
            "record", _("Record as held"), _("Record %(place)s as a stop of an earlier edition?"),
            (_("Its page becomes public and says where it is known from. It cannot be planned any more."),),
            _("Record"), _("%(place)s is recorded."),
            lambda stop, values, actor: operations.record_past_stop(stop, **values, actor=actor),
            who=manages_tour, form=RecordPastForm,
        ),
        Step(
            "cancel", _("Cancel the stop…"), _("Cancel the stop at %(place)s?"),
            (_STAYS, _FOLLOW, _TOLD),
            _("Cancel the stop"), _("%(place)s is cancelled."),
            lambda stop, values, actor: operations.cancel_stop(stop, **values, actor=actor),
            form=ReasonForm, dangerous=True, kind=Kind.CANCELLED,
        ),
    )
}  # fmt: skip
_FORWARD = ("publish", "confirm", "contact", "reschedule")


def open_steps(stop: Stop, user: User) -> list[Step]:
    """The steps that `user` may take with `stop` as it stands: the one onwards first, dangerous ones last."""
    possible = set(allowed(stop))
    if stop.starts_on and stop.starts_on > timezone.localdate():
        possible -= {"record"}  # only what is past has been held
    if stop.phase(timezone.now()) == Stop.Phase.HELD:
        possible -= {"move", "postpone", "cancel"}  # nothing moves or is called off afterwards
    steps = [step for name, step in STEPS.items() if name in possible and step.who.test(user, stop)]
    following = next_step(stop)
    return sorted(steps, key=lambda step: (step is not following, step.dangerous))


def next_step(stop: Stop) -> Step | None:
    """The step onwards from where the stop stands; None where there is none."""
    possible = allowed(stop)
    return next((STEPS[name] for name in _FORWARD if name in possible), None)


def missing_before(step: Step, stop: Stop) -> list[Missing]:
    """What `stop` lacks before `step`; a choice among several dates is no lack."""
    if step.name == "confirm" and stop.starts_on is None and stop.date_options.exists():
        return []
    if step.name == "record" and not stop.source_url:
        return [Missing(_("A source: the address of a page that tells of it."), "source_url")]
    return missing_for(f"stop.{step.name}", stop)
