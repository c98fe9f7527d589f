"""Every change of facilitators’ links, passages and their codings."""

from surveys.listening.operations.coding import code_passage, set_quotable, uncode_passage
from surveys.listening.operations.linking import create_link, revoke_link
from surveys.listening.operations.noting import edit_passage, note_passage, passage_from_answer, withdraw_passage

__all__ = [
    "code_passage",
    "create_link",
    "edit_passage",
    "note_passage",
    "passage_from_answer",
    "revoke_link",
    "set_quotable",
    "uncode_passage",
    "withdraw_passage",
]
