"""The addresses of campaigns: one's own questionnaire by its link, and the team's pages."""

from django.urls import path, re_path

from tournee.web.late import LateViews

answering = LateViews("surveys.campaigns.views.answering")
downloads = LateViews("surveys.campaigns.views.downloads")
pages = LateViews("surveys.campaigns.views.pages")
preparing = LateViews("surveys.campaigns.views.preparing")

TOUR = "workspace/tours/<slug:tour>/"
CAMPAIGN = "workspace/campaigns/<slug:campaign>/"

urlpatterns = [
    path("q/<str:token>/", answering.my_questionnaire, name="my_questionnaire"),
    path("q/<str:token>/no-reminder/", answering.no_reminder, name="no_reminder"),
    path(f"{TOUR}campaigns/", pages.campaign_list, name="campaigns"),
    path(f"{TOUR}campaigns/new/", preparing.new, name="campaign_new"),
    path(f"{TOUR}stops/<slug:stop>/questionnaires/", pages.of_stop, name="stop_campaigns"),
    path(CAMPAIGN, pages.page, name="campaign"),
    path(f"{CAMPAIGN}edit/", preparing.edit, name="campaign_edit"),
    path(f"{CAMPAIGN}approve/", preparing.approve, name="campaign_approve"),
    path(f"{CAMPAIGN}stop/", preparing.stop, name="campaign_stop"),
    path(f"{CAMPAIGN}remove/", preparing.remove, name="campaign_remove"),
    path(f"{CAMPAIGN}test/", preparing.test, name="campaign_test"),
    path(f"{CAMPAIGN}preview/", preparing.preview, name="campaign_preview"),
    re_path(
        r"^workspace/campaigns/(?P<campaign>[-\w]+)/responses\.(?P<suffix>csv|xlsx)$",
        downloads.responses,
        name="campaign_responses",
    ),
]
