"""What attendance contributes below and above."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from events.catalogue.panels import tour_figures
from events.planning.following import stop_history
from events.planning.panels import stop_tabs, tour_targets
from events.planning.partnerships.hosting.facts import hosted_stop_facts
from registrations.attendance import hosting, panels
from registrations.attendance.exports import documents_of_stops, tour_documents
from registrations.attendance.following import followed_of
from registrations.attendance.report import contributions as report
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work

ACTION_WORDS = {
    "attendance.add": _("noted afterwards that somebody was here"),
    "attendance.take_back": _("took back that somebody was here"),
    "attendance_rule.edit": _("changed how presence is proved"),
    "attendance_rule.drop": _("let a session follow its stop’s rule of attendance"),
    "attendance_rule.renew": _("replaced the self sign-in codes"),
}


def _send_cases() -> str | None:
    from registrations.attendance.papers.due import send_due_cases  # lazily: documents are seldom made

    return send_due_cases()


def register() -> None:
    """Fill the registries."""
    by = "registrations.attendance"
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(panels.tabs, by=by, order=60)
    due_work.add(DueWork("attendance.cases", timedelta(minutes=10), _send_cases), by=by)
    hosted_stop_facts.add(hosting.came, by=by, order=60)
    tour_figures.add(panels.figures, by=by, order=20)
    tour_targets.add(panels.targets, by=by, order=20)
    stop_history.add(followed_of, by=by, order=10)
    tour_documents.add(documents_of_stops, by=by, order=10)
    report.register()
