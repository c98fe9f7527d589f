"""The checklist of a tour: its lines, and the tasks they give to every stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.models import ChecklistItem, Task, Tour
from events.planning.checklist.errors import ChecklistError
from events.planning.checklist.handing_out import give_tasks
from events.planning.checklist.ordinary import ORDINARY
from events.planning.checklist.queries import neighbours_of
from events.planning.operations.changing import changes_a_tour
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after

FIELDS = ("title_fr", "title_en", "days", "side")
MOST_DAYS = 730


@changes_a_tour
def add_item(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> ChecklistItem:
    """A line of the tour's checklist, which its stops get as a task. Raises ChecklistError."""
    raise_first(faults_of_item(tour, values))
    item = ChecklistItem(tour=tour, **{name: values[name] for name in FIELDS if name in values})
    item.position = position_after(neighbours_of(item))
    item.save()
    give_tasks(tour.stops.all(), [item])
    record("checklist.add", item, actor=actor)
    return item


@changes_a_tour
def edit_item(
    item: ChecklistItem, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> ChecklistItem:
    """Change a line; its tasks that are not done follow, those done stay as they were.

    A task that passes to the other side is nobody's there yet. Raises ChecklistError, StaleVersion.
    """
    raise_first(faults_of_item(item.tour, values, item))
    fields = {name: values[name] for name in FIELDS if name in values}
    if fields.get("days", item.days) != item.days:
        others = ChecklistItem.objects.filter(tour=item.tour_id, days=fields["days"]).exclude(pk=item.pk)
        fields["position"] = position_after(others)
    changed = save_changes(item, fields, expected_version=expected_version, actor=actor, action="checklist.edit")
    following = {name: after for name, (_before, after) in changed.items() if name != "position"}
    if "side" in following:
        following["assignee"] = None
    if following:
        Task.objects.filter(item=item, done_at=None).update(**following, version=F("version") + 1)
    return item


@changes_a_tour
def move_item(item: ChecklistItem, by: Way, *, actor: User | None) -> ChecklistItem:
    """One place up or down among the lines due on the same day; at either end it stays."""
    lines = list(neighbours_of(item).select_for_update())
    moved = moved_in(lines, item, by)
    if moved != lines:
        number_rows(moved)
        item.refresh_from_db(fields=["position", "version"])
        record("checklist.move", item, actor=actor)
    return item


@changes_a_tour
def remove_item(item: ChecklistItem, *, actor: User | None) -> None:
    """Take a line away, with its tasks that are not done; those done stay with their stops."""
    record("checklist.remove", item, actor=actor)
    Task.objects.filter(item=item, done_at=None).delete()
    item.delete()


@changes_a_tour
def offer_ordinary(tour: Tour, *, actor: User | None) -> list[ChecklistItem]:
    """Add the ordinary tasks of a stop to a tour without a checklist. Raises ChecklistError where it has one."""
    if tour.checklist_items.exists():
        raise ChecklistError(_("This tour has a checklist already. Add what is missing to it."), code="not_empty")
    lines = [
        ChecklistItem(
            tour=tour, title_fr=one.title_fr, title_en=one.title_en, days=one.days, side=one.side, position=position
        )
        for position, one in enumerate(ORDINARY, 1)
    ]
    items = ChecklistItem.objects.bulk_create(lines)
    give_tasks(tour.stops.all(), items)
    record("checklist.offer", tour, actor=actor)
    return items


def faults_of_item(
    tour: Tour, values: Mapping[str, Any], item: ChecklistItem | None = None
) -> Iterator[ChecklistError]:
    """What is wrong with `values` for a new line of `tour`'s checklist, or for `item`: its name, its days."""
    title, days = values.get("title_fr"), values.get("days")
    namesake = tour.checklist_items.filter(title_fr=title).first() if title else None
    if namesake is not None and namesake != item:
        said = _("The checklist has this task already. Edit that one, or name this one otherwise.")
        yield ChecklistError(said, code="twice", field="title_fr")
    if days is not None:
        yield from faults_of_days(days)


def faults_of_days(days: int) -> Iterator[ChecklistError]:
    """A task is within two years of its stop."""
    if abs(days) > MOST_DAYS:
        said = _("Choose a day within two years of the stop: %(most)s days before or after at most.")
        yield ChecklistError(said % {"most": MOST_DAYS}, code="too_far", field="days")
