"""Every change of a questionnaire, its sections and its questions, and freezing it."""

from surveys.questionnaires.operations.freezing import freeze
from surveys.questionnaires.operations.questionnaires import (
    copy_questionnaire,
    create_questionnaire,
    edit_questionnaire,
    faults_of_removal,
    remove_questionnaire,
)
from surveys.questionnaires.operations.questions import add_question, edit_question, move_question, remove_question
from surveys.questionnaires.operations.sections import add_section, edit_section, move_section, remove_section

__all__ = [
    "add_question",
    "add_section",
    "copy_questionnaire",
    "create_questionnaire",
    "edit_question",
    "edit_questionnaire",
    "edit_section",
    "faults_of_removal",
    "freeze",
    "move_question",
    "move_section",
    "remove_question",
    "remove_questionnaire",
    "remove_section",
]
