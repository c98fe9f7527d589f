"""Every change of what is said with partners, of what they promised, and of the order of their logos."""

from events.planning.partnerships.operations.exchanges import correct_exchange, note_exchange
from events.planning.partnerships.operations.order import move_partner
from events.planning.partnerships.operations.promises import (
    add_commitment,
    edit_commitment,
    mark_commitment,
    remove_commitment,
)

__all__ = [
    "add_commitment",
    "correct_exchange",
    "edit_commitment",
    "mark_commitment",
    "move_partner",
    "note_exchange",
    "remove_commitment",
]
