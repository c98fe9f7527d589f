"""What messages to those who registered contribute below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.panels import tour_tabs
from events.team.rules import edits_tour
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link

ACTION_WORDS = {
    "notice_text.write": _("wrote the words of a notice"),
    "notice_text.edit": _("edited the words of a notice"),
    "notice_text.reset": _("went back to our words of a notice"),
    "message.create": _("made a message by rule"),
    "message.edit": _("edited a message by rule"),
    "message.remove": _("deleted a message by rule"),
    "message.test": _("sent themselves a test of a message to those registered"),
    "message.send": _("wrote to those registered"),
}


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """A tour's messages, for its editors."""
    if edits_tour.test(request.user, tour):
        url = reverse("tour_messages", args=[tour.slug])
        yield Link(gettext("Messages"), url, request.path.startswith(url))


def _send_due_messages() -> str | None:
    from registrations.writing.due import send_due_messages  # lazily: the web process never sends by rule

    return send_due_messages()


def register() -> None:
    """Fill the registries."""
    by = "registrations.writing"
    action_words.add(ACTION_WORDS, by=by)
    due_work.add(DueWork("writing.messages_by_rule", timedelta(minutes=5), _send_due_messages), by=by)
    api_routes.add(ApiRoute("messages-to-registered", "registrations.writing.api.MessageViewSet"), by=by, order=45)
    api_routes.add(ApiRoute("notice-texts", "registrations.writing.notices_api.NoticeTextViewSet"), by=by, order=46)
    tour_tabs.add(tour_tab, by=by, order=345)
