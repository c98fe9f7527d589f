"""The words of a planning calendar, in the active language: where a stop stands, who looks after it, what is to do."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.calendars import wording
from events.calendars.feed import Status
from events.models import Session, Stop, Task

_UNSETTLED = {Stop.State.IDEA, Stop.State.CONTACTED}


def title(stop: Stop, text: str, status: Status) -> str:
    """The title of an entry of `stop`, which says first what is not settled about it."""
    if stop.state in _UNSETTLED and status == Status.TENTATIVE:
        return _("To be confirmed: %(title)s") % {"title": f"{text} – {stop.place}"}
    return wording.summary(text, stop.place, status)


def possible_day(stop: Stop) -> str:
    """The title of one of several dates a stop may take."""
    return _("Possible date: %(title)s") % {"title": f"{stop.title or stop.tour.title} – {stop.place}"}


def to_do(task: Task, stop: Stop) -> str:
    """The title of a task on the day it is due."""
    return _("To do: %(task)s – %(place)s") % {"task": task.title, "place": stop.place}


def about(stop: Stop, words: wording.StopWords, url: str, *parts: str) -> str:
    """The description of any entry of `stop`: which stop, its state, who looks after it, `parts`, and its page."""
    lead = stop.lead
    return wording.paragraphs(
        words.introduction,
        _("State: %(state)s") % {"state": stop.get_state_display()},
        words.reason,
        _("Looked after by %(name)s") % {"name": lead.name or lead.email} if lead else "",
        *parts,
        _("In the workspace: %(url)s") % {"url": url},
    )


def of_session(session: Session, kind: str, where: str) -> tuple[str, ...]:
    """What is told of a session beside its stop: kind, summary, place and room, where it is joined."""
    place = f"{where} ({session.room})" if session.room else where
    return (
        f"{capfirst(kind)}.",
        session.summary,
        wording.where(place),
        _("Online at: %(url)s") % {"url": session.online_url} if session.online_url else "",
    )
