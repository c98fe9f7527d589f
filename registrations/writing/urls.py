"""Addresses of a tour's own words and of messages to those who registered."""

from django.urls import path

from tournee.web.late import LateViews

notices = LateViews("registrations.writing.views.notices")
rules = LateViews("registrations.writing.views.rules")
writing = LateViews("registrations.writing.views.writing")

TOUR = "workspace/tours/<slug:tour>/"
NOTICE = f"{TOUR}messages/notices/<slug:moment>/<slug:language>/"
MESSAGE = "workspace/messages-to-registered/<int:message>/"

urlpatterns = [
    path(f"{TOUR}messages/", rules.page, name="tour_messages"),
    path(f"{TOUR}messages/new/", rules.new, name="message_rule_new"),
    path(f"{TOUR}messages/notices/", notices.notices, name="notice_texts"),
    path(NOTICE, notices.notice, name="notice_text"),
    path(f"{NOTICE}reset/", notices.reset, name="notice_text_reset"),
    path(MESSAGE, rules.one, name="written_message"),
    path(f"{MESSAGE}edit/", rules.edit, name="message_rule_edit"),
    path(f"{MESSAGE}switch/", rules.switch, name="message_rule_switch"),
    path(f"{MESSAGE}remove/", rules.remove, name="message_rule_remove"),
    path(f"{TOUR}registrations/write/", writing.write, name="tour_message_write"),
    path(f"{TOUR}stops/<slug:stop>/registrations/write/", writing.write, name="message_write"),
]
