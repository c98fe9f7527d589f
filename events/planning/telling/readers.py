"""Who reads of a change without being written to: the public page, the calendars people follow, the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.planning.telling.told import By, Change, Kind, Told

_SHOWN = {
    Kind.MOVED: gettext_lazy("It shows the new day and place."),
    Kind.RESCHEDULED: gettext_lazy("It shows the new day and place."),
    Kind.REINSTATED: gettext_lazy("It no longer says that the stop is cancelled."),
    Kind.SESSION_CHANGED: gettext_lazy("The programme shows the session’s new time and room."),
    Kind.SESSION_CANCELLED: gettext_lazy("The programme shows the session struck out, as cancelled."),
    Kind.SESSION_REINSTATED: gettext_lazy("The programme shows the session again."),
}
_IN_CALENDARS = {
    Kind.MOVED: gettext_lazy("Its entries move."),
    Kind.RESCHEDULED: gettext_lazy("Its entries move to the new day and are certain again."),
    Kind.POSTPONED: gettext_lazy("Its entries stay on the day that was announced, marked as not certain."),
    Kind.CANCELLED: gettext_lazy("Its entries are marked as cancelled."),
    Kind.REINSTATED: gettext_lazy("Its entries are no longer marked as cancelled."),
    Kind.SESSION_CHANGED: gettext_lazy("The session’s entry moves."),
    Kind.SESSION_CANCELLED: gettext_lazy("The session’s entry is marked as cancelled."),
    Kind.SESSION_REINSTATED: gettext_lazy("The session’s entry is no longer marked as cancelled."),
}


def readers_of_the_page(change: Change) -> Iterator[Told]:
    """Whoever opens the public page, and what it says then."""
    from events.catalogue.stop_page import notice_of  # lazily: it knows everything a public page shows

    stop = change.stop
    if stop.published_at is None or not stop.tour.is_public:
        return
    notice = " ".join(notice_of(stop, stop.phase(timezone.now()))) if change.session is None else ""
    said = [_("It says: “%(notice)s”") % {"notice": notice}] if notice else [str(_SHOWN[change.kind])]
    if change.kind == Kind.POSTPONED:
        said.append(_("Nobody sees a date for its sessions until there is a new one."))
    yield Told(_("Whoever opens the page"), By.PAGE, said)


def followers_of_calendars(change: Change) -> Iterator[Told]:
    """Whoever follows the tour or the stop in a calendar of their own."""
    if change.stop.published_at is None or not change.stop.tour.is_public:
        return
    said = [
        str(_IN_CALENDARS[change.kind]),
        _("Nobody knows how many follow it: calendars ask by themselves, most of them within a day."),
    ]
    yield Told(_("Whoever follows the calendar"), By.CALENDAR, said)


def tasks_that_move(change: Change) -> Iterator[Told]:
    """The tasks of the stop's checklist whose days are counted from its date."""
    if change.session is not None or change.stop.starts_on == change.before.starts_on:
        return
    tasks = change.stop.tasks.filter(due_on=None, days__isnull=False, done_at=None).count()
    if not tasks:
        return
    who = ngettext("%(count)s task of the checklist", "%(count)s tasks of the checklist", tasks) % {"count": tasks}
    said = _("Due so many days from the new date.") if change.stop.starts_on else _("Without a day until there is one.")
    yield Told(who, By.FOLLOWS, [said], tasks)
