"""What a co-host owes its stops: what the page lacks, speakers, tasks, promises. Constant queries for any number."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Commitment, Session, Side, Speaking, Stop
from events.planning.attention.needs import AHEAD, Watched
from events.planning.attention.places import no_access, no_venue
from events.planning.checklist.queries import late_by, open_tasks
from events.planning.checklist.words import due_in_words, late_in_words
from events.planning.partnerships.rules import co_hosted_partnerships
from events.planning.partnerships.words import shown_promises
from tournee.accounts.models import User
from tournee.web.navigation import Link

SOON_DAYS = 21
TO_CHECKLIST = gettext_lazy("Open the checklist")
_EVER = 100_000  # days: a co-host is shown what its stops lack however far away they are


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to do: a sentence, where it is done, and how late it is ("")."""

    sentence: str
    action: Link
    late: str = ""


def owed_at(stops: Sequence[Stop], user: User, today: datetime.date) -> dict[int, list[Owed]]:
    """By stop: what its co-host owes it, the late first. `stops` with tour, sessions and partnerships. Three queries.

    Stops that are called off or over ask for nothing but tasks and promises still open.
    """
    found: dict[int, list[Owed]] = defaultdict(list)
    if not stops:
        return found
    spoken = set(Speaking.objects.filter(session__stop__in=stops).values_list("session_id", flat=True))
    for stop in stops:
        found[stop.pk] += [*_lacks(stop, today), *_speakers(stop, spoken, today)]
    for pk, owed in (*_tasks(stops, user, today), *_promises(stops, user, today)):
        found[pk].append(owed)
    return {pk: sorted(owed, key=lambda one: not one.late) for pk, owed in found.items()}


def _lacks(stop: Stop, today: datetime.date) -> Iterator[Owed]:
    """The venue and how to come, in the control room's own words."""
    sessions, partnerships = list(stop.sessions.all()), list(stop.partnerships.all())
    seen = Watched(stop.tour, today, [stop], {stop.pk: sessions}, {stop.pk: partnerships})
    for need in (*no_venue(seen, _EVER), *no_access(seen, _EVER)):
        propose = Link(_("Propose a change"), f"{_page(stop)}propose/")
        yield Owed(need.sentence, need.action if stop.published_at is None else propose)


def _speakers(stop: Stop, spoken: set[int], today: datetime.date) -> Iterator[Owed]:
    if stop.state not in AHEAD or stop.starts_on is None or (stop.ends_on or stop.starts_on) < today:
        return
    planned = [session for session in stop.sessions.all() if session.state == Session.State.PLANNED]
    silent = [session for session in planned if session.pk not in spoken]
    sessions, public = f"{_page(stop)}sessions/", stop.published_at is not None
    if not planned:
        add = Link(_("Propose a session"), f"{sessions}propose/")
        if not public:
            add = Link(_("Add the first session"), f"{sessions}add/")
        yield Owed(_("The programme is empty: people register for sessions."), add)
    elif silent:
        said = ngettext(
            "Nobody is named yet to speak at “%(session)s”.",
            "Nobody is named yet to speak at %(count)d sessions, first “%(session)s”.",
            len(silent),
        )
        name = Link(_("Name the speakers"), f"{sessions}{silent[0].pk}/{'propose' if public else 'edit'}/")
        yield Owed(said % {"session": silent[0], "count": len(silent)}, name)


def _tasks(stops: Sequence[Stop], user: User, today: datetime.date) -> Iterator[tuple[int, Owed]]:
    """Tasks of the co-host's side that are late or due within three weeks, and are nobody else's."""
    for task in open_tasks(stops):
        if task.side != Side.PARTNER or task.assignee_id not in {None, user.pk}:
            continue
        if task.due is None or (task.due - today).days > SOON_DAYS:
            continue
        url = reverse("planning_tasks", args=[task.stop.tour.slug, task.stop.slug])
        said = _("%(task)s, %(day)s") % {"task": task, "day": due_in_words(task)}
        yield (
            task.stop_id,
            Owed(said, Link(str(TO_CHECKLIST), f"{url}#task-{task.pk}"), late_in_words(late_by(task, today))),
        )


def _promises(stops: Sequence[Stop], user: User, today: datetime.date) -> Iterator[tuple[int, Owed]]:
    """What one's own organisation promised there and has not come."""
    own = co_hosted_partnerships(user).filter(stop__in=[stop.pk for stop in stops if stop.state in AHEAD])
    waiting = Commitment.objects.filter(partnership__in=own, received_on=None).select_related("partnership__stop")
    promises = list(waiting)
    for promise, shown in zip(promises, shown_promises(promises, today), strict=True):
        words = ", ".join(filter(None, (shown.awaited.words, shown.awaited.day)))
        said = _("Promised by you: %(promise)s.") % {"promise": words}
        url = reverse("planning_partnership", args=[promise.partnership_id])
        yield (
            promise.partnership.stop_id or 0,
            Owed(said, Link(_("See what is promised"), f"{url}#promises"), shown.awaited.late),
        )


def _page(stop: Stop) -> str:
    return reverse("planning_stop", args=[stop.tour.slug, stop.slug])
