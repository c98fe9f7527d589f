"""Addresses of the questions of the registration form, under their tour in the workspace; and of one's own answers."""

from django.urls import path

from tournee.web.late import LateViews

mine = LateViews("registrations.booking.questions.views.mine")
writing = LateViews("registrations.booking.questions.views.writing")

LIST = "workspace/tours/<slug:tour>/registration-questions/"
ONE = f"{LIST}<int:question>/"

urlpatterns = [
    path("r/<str:token>/answers/", mine.answers, name="my_registration_answers"),
    path("r/<str:token>/people/<uuid:attendee>/answers/", mine.person_answers, name="my_registration_person_answers"),
    path(LIST, writing.index, name="form_questions"),
    path(f"{LIST}kinds/", writing.choose, name="form_question_choose"),
    path(f"{LIST}add/", writing.new, name="form_question_new"),
    path(f"{LIST}preview/", writing.preview, name="form_questions_preview"),
    path(f"{ONE}edit/", writing.edit, name="form_question_edit"),
    path(f"{ONE}move/", writing.move, name="form_question_move"),
    path(f"{ONE}withdraw/", writing.withdraw, name="form_question_withdraw"),
]
