"""Addresses of questionnaires, under their tour in the workspace."""

from django.urls import path

from tournee.web.late import LateViews

questionnaires = LateViews("surveys.questionnaires.views.questionnaires")
questions = LateViews("surveys.questionnaires.views.questions")
sections = LateViews("surveys.questionnaires.views.sections")

LIST = "workspace/tours/<slug:tour>/questionnaires/"
PAGE = f"{LIST}<slug:questionnaire>/"
SECTION = f"{PAGE}pages/<int:section>/"
QUESTION = f"{PAGE}questions/<int:question>/"

urlpatterns = [
    path(LIST, questionnaires.index, name="questionnaires"),
    path(f"{LIST}new/", questionnaires.new, name="questionnaire_new"),
    path(PAGE, questionnaires.page, name="questionnaire"),
    path(f"{PAGE}edit/", questionnaires.edit, name="questionnaire_edit"),
    path(f"{PAGE}copy/", questionnaires.copy, name="questionnaire_copy"),
    path(f"{PAGE}remove/", questionnaires.remove, name="questionnaire_remove"),
    path(f"{PAGE}preview/", questionnaires.preview, name="questionnaire_preview"),
    path(f"{PAGE}paper.pdf", questionnaires.paper, name="questionnaire_paper"),
    path(f"{PAGE}pages/add/", sections.new, name="questionnaire_section_new"),
    path(f"{SECTION}edit/", sections.edit, name="questionnaire_section_edit"),
    path(f"{SECTION}move/", sections.move, name="questionnaire_section_move"),
    path(f"{SECTION}remove/", sections.remove, name="questionnaire_section_remove"),
    path(f"{SECTION}questions/", questions.choose, name="questionnaire_question_choose"),
    path(f"{SECTION}questions/add/", questions.new, name="questionnaire_question_new"),
    path(f"{QUESTION}edit/", questions.edit, name="questionnaire_question_edit"),
    path(f"{QUESTION}move/", questions.move, name="questionnaire_question_move"),
    path(f"{QUESTION}remove/", questions.remove, name="questionnaire_question_remove"),
]
