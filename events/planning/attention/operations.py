"""Putting a need off, taking that back, and saying from when the rules speak."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Snooze, Threshold, Tour
from events.planning.attention.clock import today_of
from events.planning.attention.gathering import attention_of, rule_named
from events.planning.attention.letters.settings import LETTER_WORDS, MONDAY_LETTER
from events.planning.attention.needs import Need
from events.planning.attention.queries import named
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from tournee.accounts.models import User
from tournee.history.operations import record

LONGEST = datetime.timedelta(days=366)
HIGHEST = 730


class ThresholdChanged(PlanningError):
    """Somebody set the same threshold since the page was opened; it stands at `stands` now."""

    def __init__(self, rule: str, stands: int | None) -> None:
        said = _("Somebody turned this off meanwhile. Save again to overwrite it.")
        if stands is not None:
            said = _("Somebody set this to %(value)d meanwhile. Save again to overwrite it.") % {"value": stands}
        super().__init__(said, code="stale_version", field=rule)
        self.stands = stands


@changes_a_tour
def put_off(tour: Tour, key: str, *, until: datetime.date, reason: str, actor: User) -> Snooze:
    """Set the need `key` aside until that day, for that reason; put off again, it is put off anew.

    Raises PlanningError for a day that is not ahead (`until`), an empty reason, or a need that is no longer there.
    """
    today = today_of(tour)
    if not today < until <= today + LONGEST:
        raise PlanningError(_("Choose a day between tomorrow and a year from now."), code="bad_day", field="until")
    if not reason.strip():
        raise PlanningError(_("Say why it can wait: others will ask."), code="no_reason", field="reason")
    attention = attention_of(tour, today)
    need = named(attention, key)
    if need is None:
        raise PlanningError(gettext_lazy("It has been settled meanwhile: there is nothing to put off."), code="settled")
    values = {"until": until, "reason": reason.strip(), "by": actor, "at": timezone.now()}
    snooze, _new = Snooze.objects.update_or_create(tour=tour, key=key, defaults=values)
    snooze.history_label = label_of(need)
    record("need.put_off", snooze, actor=actor, changes={"until": (None, until), "reason": (None, snooze.reason)})
    return snooze


@changes_a_tour
def take_back(snooze: Snooze, *, actor: User) -> None:
    """What was put off asks for attention again. The row stays: history knows it."""
    before, snooze.until = snooze.until, today_of(snooze.tour)
    snooze.save(update_fields=["until"])
    snooze.history_label = _rule_in_words(snooze.key)
    record("need.take_back", snooze, actor=actor, changes={"until": (before, snooze.until)})


def label_of(need: Need) -> str:
    """A need in a few words: its rule, and the stop."""
    rule = _rule_in_words(need.key)
    return f"{rule} – {need.stop}" if need.stop else rule


def _rule_in_words(key: str) -> str:
    rule = rule_named(key.partition(":")[0])
    return str(rule.label) if rule else key


@changes_a_tour
def set_thresholds(
    tour: Tour, values: Mapping[str, int | None], *, seen: Mapping[str, int | None] | None = None, actor: User | None
) -> list[str]:
    """From when each rule of `values` speaks, in its unit; None turns it off. Returns the rules that changed.

    `seen` is what stood when the page was opened: ThresholdChanged where somebody set another value since. Raises
    PlanningError for a rule that is not there and for a figure out of bounds, naming the rule as its field.
    """
    Tour.objects.select_for_update(no_key=True).get(pk=tour.pk)
    rows = {row.rule: row for row in Threshold.objects.filter(tour=tour)}
    changes: dict[str, tuple[int | None, int | None]] = {}
    for name, value in values.items():
        stands = rows[name].value if name in rows else _default_of(name)
        if seen is not None and value == seen.get(name, stands):
            continue  # this person left it as it was
        if value is not None and not 0 <= value <= HIGHEST:
            said = _("Give a number between 0 and %(highest)d.") % {"highest": HIGHEST}
            raise PlanningError(said, code="out_of_bounds", field=name)
        if seen is not None and value != stands != seen.get(name, stands):
            raise ThresholdChanged(name, stands)
        if value != stands or (name not in rows and seen is None):
            changes[name] = (stands, value)
    for name, (_stood, value) in changes.items():
        row = rows.get(name) or Threshold(tour=tour, rule=name, version=0)
        row.value, row.version = value, row.version + 1
        row.save()
        row.history_label = str(LETTER_WORDS) if name == MONDAY_LETTER else _rule_in_words(name)
        record("tour.threshold", row, actor=actor, changes={"value": changes[name]})
    return list(changes)


@changes_a_tour
def reset_threshold(row: Threshold, *, actor: User) -> None:
    """The rule's own threshold holds again on the tour."""
    row.history_label = str(LETTER_WORDS) if row.rule == MONDAY_LETTER else _rule_in_words(row.rule)
    record("tour.threshold", row, actor=actor, changes={"value": (row.value, _default_of(row.rule))})
    row.delete()


def _default_of(name: str) -> int | None:
    """The value that holds without a row. Raises PlanningError for a name that is no rule."""
    if name == MONDAY_LETTER:
        return 1
    rule = rule_named(name)
    if rule is None:
        raise PlanningError(_("There is no rule of that name."), code="no_such_rule", field="rule")
    return rule.default or 0
