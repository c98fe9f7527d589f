"""The outbox's addresses: pages for the team, and one for mail providers, which has no language."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.mail.views")

_ONE = "workspace/messages/<int:message_id>/"

urlpatterns = [
    path("workspace/messages/", views.message_list, name="messages"),
    path(_ONE, views.message_page, name="message"),
    path(f"{_ONE}html/", views.message_html, name="message_html"),
    path(f"{_ONE}resend/", views.resend_message, name="message_resend"),
    path(f"{_ONE}release/", views.release_message, name="message_release"),
    path(f"{_ONE}cancel/", views.cancel_message, name="message_cancel"),
    path(f"{_ONE}forgive/", views.forgive_bounce, name="message_forgive"),
]
plain_patterns = [path("mail/bounces/<str:secret>/", views.bounce_webhook, name="bounce_webhook")]
