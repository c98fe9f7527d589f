"""Writing a synthesis and publishing its editions, which are never changed."""

from surveys.syntheses.operations.publishing import faults_of_publishing, publish_edition, with_answers_repeated
from surveys.syntheses.operations.writing import (
    add_section,
    edit_section,
    edit_synthesis,
    faults_of_section,
    move_section,
    remove_section,
    start_synthesis,
)

__all__ = [
    "add_section",
    "edit_section",
    "edit_synthesis",
    "faults_of_publishing",
    "faults_of_section",
    "move_section",
    "publish_edition",
    "remove_section",
    "start_synthesis",
    "with_answers_repeated",
]
