"""Every change of a tour's checklist and of the tasks of its stops."""

from events.planning.checklist.operations.items import add_item, edit_item, move_item, offer_ordinary, remove_item
from events.planning.checklist.operations.tasks import add_task, edit_task, mark_task, remove_task

__all__ = [
    "add_item",
    "add_task",
    "edit_item",
    "edit_task",
    "mark_task",
    "move_item",
    "offer_ordinary",
    "remove_item",
    "remove_task",
]
