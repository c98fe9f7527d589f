"""Writing the evening page, approving it, and telling everybody who came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.operations.changing import require_open
from events.planning.operations.public import readers_see_a_change
from registrations.evening import letters
from registrations.evening.errors import EveningError
from registrations.evening.queries import (
    APPROVE,
    ASK,
    LONGEST_NEXT,
    LONGEST_POINT,
    LONGEST_QUOTE,
    MOST_POINTS,
    MOST_QUOTES,
    TAKE_BACK,
    asked_for,
    day_has_come,
    figures_of,
    lines_of,
    readers_left,
)
from registrations.models import EveningPage
from tournee.accounts.models import User
from tournee.errors import OperationError, raise_first
from tournee.history.operations import record, save_changes

FIELDS = ("points_fr", "points_en", "next_fr", "next_en", "quotes")


@transaction.atomic
def write_page(
    stop: Stop, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> EveningPage:
    """Keep what the page of the stop says; `values` are columns of EveningPage.

    Raises EveningError (`too_many`, `too_long`, `too_early`, `approved`), StaleVersion, TourArchived.
    """
    require_open(stop.tour)
    if not day_has_come(stop):
        raise EveningError(_("The stop is still to come: its page is written that day."), code="too_early")
    raise_first(faults_of(values))
    page, _made = EveningPage.objects.get_or_create(stop=stop)
    if page.approved_at is not None:
        raise EveningError(_("This page is approved. Take the approval back to change it."), code="approved")
    fields = {name: values[name] for name in FIELDS if name in values}
    save_changes(page, fields, expected_version=expected_version, actor=actor, action="evening.write")
    page.stop = stop
    return page


def faults_of(values: Mapping[str, Any]) -> Iterator[OperationError]:
    """What would not stand on one page: more than five points or two quotations, or too much in one of them."""
    for name in ("points_fr", "points_en"):
        lines = lines_of(values.get(name) or "")
        if len(lines) > MOST_POINTS:
            said = _("Five points at most, one a line: it has to stand on one page.")
            yield EveningError(said, code="too_many", field=name)
        yield from _too_long(lines, LONGEST_POINT, name)
    quotes = values.get("quotes") or ()
    if len(quotes) > MOST_QUOTES:
        yield EveningError(_("Two quotations at most."), code="too_many", field="quotes")
    yield from _too_long((quote["text"] for quote in quotes), LONGEST_QUOTE, "quotes")
    for name in ("next_fr", "next_en"):
        yield from _too_long([values.get(name) or ""], LONGEST_NEXT, name)


def _too_long(texts: Iterable[str], most: int, field: str) -> Iterator[OperationError]:
    if any(len(text) > most for text in texts):
        said = _("Say it in %(count)s characters: it has to stand on one page.") % {"count": most}
        yield EveningError(said, code="too_long", field=field)


@transaction.atomic
def ask_for_approval(page: EveningPage, *, actor: User | None) -> None:
    """Tell the tour's team, once, that the page waits for them: by e-mail, and in the control room until they approve.

    Raises EveningError (`nothing_said`, `approved`, `asked`), TourArchived.
    """
    require_open(page.stop.tour)
    _require_points(page)
    standing = EveningPage.objects.select_for_update().get(pk=page.pk)
    if standing.approved_at is not None:
        raise EveningError(_("This page is approved already."), code="approved")
    if asked_for([standing]):
        raise EveningError(_("The tour’s team was told already that this page waits."), code="asked")
    record(ASK, page, actor=actor)
    letters.tell_team(page, actor=actor)


@transaction.atomic
def approve_page(page: EveningPage, *, actor: User | None) -> int:
    """Approve the page: who came is counted and kept with it, it is public, and everybody who came is written to.

    Each is written to once, also where it is approved again after a correction. Returns how many were written to.
    Raises EveningError (`approved`, `nothing_said`), TourArchived.
    """
    require_open(page.stop.tour)
    _require_points(page)
    now, figures = timezone.now(), figures_of(page.stop)
    free = EveningPage.objects.filter(pk=page.pk, version=page.version, approved_at__isnull=True)
    values = {"approved_at": now, "approved_by": actor, "figures": figures, "sent_at": page.sent_at or now}
    if not free.update(**values, version=F("version") + 1):
        raise EveningError(_("This page was approved or changed meanwhile. Look at it again."), code="approved")
    record(APPROVE, page, actor=actor)
    stop = page.stop
    page.refresh_from_db()
    page.stop = stop
    readers_see_a_change(stop.tour_id)
    return letters.queue_to(page, readers_left(page))


@transaction.atomic
def send_to_the_rest(page: EveningPage, *, actor: User | None) -> int:
    """Write the approved page to whoever came and has not had it: those noted at the door since. Returns how many.

    Raises EveningError (`not_approved`, `nobody_left`), TourArchived.
    """
    require_open(page.stop.tour)
    # Locked, so that two who press at once write to nobody twice.
    if not EveningPage.objects.select_for_update().filter(pk=page.pk, approved_at__isnull=False).first():
        raise EveningError(_("This page is not approved."), code="not_approved")
    if not (left := readers_left(page)):
        raise EveningError(_("Everybody who came and left an address has been written to."), code="nobody_left")
    record("evening.send", page, actor=actor)
    return letters.queue_to(page, left)


def _require_points(page: EveningPage) -> None:
    if not lines_of(page.points_fr) and not lines_of(page.points_en):
        raise EveningError(_("Write one point at least: what was said?"), code="nothing_said")


@transaction.atomic
def take_back(page: EveningPage, *, actor: User | None) -> None:
    """Take the approval back, to correct the page: it is public no more. Raises EveningError (`not_approved`)."""
    require_open(page.stop.tour)
    taken = EveningPage.objects.filter(pk=page.pk, approved_at__isnull=False)
    if not taken.update(approved_at=None, approved_by=None, figures={}, version=F("version") + 1):
        raise EveningError(_("This page is not approved."), code="not_approved")
    record(TAKE_BACK, page, actor=actor)
    readers_see_a_change(page.stop.tour_id)
