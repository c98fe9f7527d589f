"""The addresses of syntheses: what is published, and the team's pages under their stop."""

from django.urls import path, re_path

from tournee.web.late import LateViews

answers = LateViews("surveys.syntheses.views.answers")
draft = LateViews("surveys.syntheses.views.draft")
publishing = LateViews("surveys.syntheses.views.publishing")
reading = LateViews("surveys.syntheses.views.reading")
writing = LateViews("surveys.syntheses.views.writing")

PUBLIC = "syntheses/<slug:slug>/"
STOP = "workspace/tours/<slug:tour>/stops/<slug:stop>/synthesis/"
SECTION = f"{STOP}sections/<int:section>/"

urlpatterns = [
    path(PUBLIC, reading.newest, name="synthesis"),
    path(f"{PUBLIC}<int:edition>/", reading.former, name="synthesis_edition"),
    path(f"{PUBLIC}<int:edition>.pdf", reading.as_pdf, name="synthesis_pdf"),
    path(f"{PUBLIC}<int:edition>.csv", reading.annex, name="synthesis_annex"),
    path(STOP, draft.page, name="stop_synthesis"),
    re_path(
        r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/synthesis/draft-(?P<language>fr|en)\.pdf$",
        draft.as_pdf,
        name="synthesis_draft_pdf",
    ),
    path(f"{STOP}title/", writing.edit, name="synthesis_edit"),
    path(f"{STOP}sections/add/", writing.new_section, name="synthesis_section_new"),
    path(f"{SECTION}edit/", writing.edit_section, name="synthesis_section_edit"),
    path(f"{SECTION}move/", writing.move_section, name="synthesis_section_move"),
    path(f"{SECTION}remove/", writing.remove_section, name="synthesis_section_remove"),
    path(f"{STOP}publish/", publishing.publish, name="synthesis_publish"),
    path("workspace/campaigns/<slug:campaign>/answers/", answers.page, name="campaign_answers"),
    path(
        "workspace/campaigns/<slug:campaign>/answers/<int:answer>/passage/", answers.make_passage, name="answer_passage"
    ),
]
