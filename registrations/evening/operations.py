"""Writing the evening page, approving it, and telling everybody who came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from registrations.evening.points import MOST_POINTS, places_of
from registrations.evening.queries import (
    LONGEST_NEXT,
    LONGEST_POINT,
    LONGEST_QUOTE,
    MOST_QUOTES,
    day_has_come,
    figures_of,
    readers_left,
)
from registrations.models import EveningPage
from tournee.accounts.models import User
from tournee.errors import OperationError, raise_first
from tournee.history.operations import record, save_changes
from tournee.texts.typography import curly_apostrophes, without_outer_marks

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
    values = as_kept(values)
    raise_first(faults_of(values))
    page, _made = EveningPage.objects.get_or_create(stop=stop)
    if page.approved_at is not None:
        raise EveningError(_("This page is approved. Take the approval back to change it."), code="approved")
    save_changes(page, values, expected_version=expected_version, actor=actor, action="evening.write")
    page.stop = stop
    return page


def as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the page among `values` as they are kept.

    Each point stands in its place, quotations have no marks of their own, apostrophes are those that are printed.
    """
    return {name: _KEPT[name.partition("_")[0]](values[name]) for name in FIELDS if name in values}


def _points_kept(text: str) -> str:
    return "\n".join(places_of(curly_apostrophes(text)))


def _next_kept(text: str) -> str:
    return curly_apostrophes(text.strip())


def _quotes_kept(quotes: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    said = [
        {
            **quote,
            "text": curly_apostrophes(without_outer_marks(quote["text"])),
            "by": curly_apostrophes(quote["by"].strip()),
        }
        for quote in quotes
    ]
    return [quote for quote in said if quote["text"]]


_KEPT: Mapping[str, Callable[[Any], Any]] = {"points": _points_kept, "next": _next_kept, "quotes": _quotes_kept}


def faults_of(values: Mapping[str, Any]) -> Iterator[OperationError]:
    """What would not stand on one page: more than five points or two quotations, or too much in one of them."""
    for name in ("points_fr", "points_en"):
        lines = places_of(values.get(name, ""))
        if len(lines) > MOST_POINTS:
            said = _("Five points at most, one a line: it has to stand on one page.")
            yield EveningError(said, code="too_many", field=name)
        yield from _too_long(lines, LONGEST_POINT, name)
    quotes = values.get("quotes", ())
    if len(quotes) > MOST_QUOTES:
        yield EveningError(_("Two quotations at most."), code="too_many", field="quotes")
    yield from _too_long((quote["text"] for quote in quotes), LONGEST_QUOTE, "quotes")
    for name in ("next_fr", "next_en"):
        yield from _too_long([values.get(name, "")], LONGEST_NEXT, name)


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
    standing, now = EveningPage.objects.filter(pk=page.pk), timezone.now()
    # Not a new version: whoever has the page open to correct or approve it read all that it says.
    if not standing.filter(asked_at=None, approved_at=None).update(asked_at=now, asked_by=actor):
        if standing.filter(approved_at=None).exists():
            raise EveningError(_("The tour’s team was told already that this page waits."), code="asked")
        raise EveningError(_("This page is approved already."), code="approved")
    page.asked_at, page.asked_by = now, actor
    record("evening.ask", page, actor=actor)
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
    answered = {"asked_at": None, "asked_by": None}
    values = {"approved_at": now, "approved_by": actor, "figures": figures, "sent_at": page.sent_at or now}
    if not free.update(**values, **answered, version=F("version") + 1):
        raise EveningError(_("This page was approved or changed meanwhile. Look at it again."), code="approved")
    record("evening.approve", page, actor=actor)
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
    if not page.points_fr.strip() and not page.points_en.strip():
        raise EveningError(_("Write one point at least: what was said?"), code="nothing_said")


@transaction.atomic
def take_back(page: EveningPage, *, actor: User | None) -> None:
    """Take the approval back, to correct the page: it is public no more. Raises EveningError (`not_approved`)."""
    require_open(page.stop.tour)
    taken = EveningPage.objects.filter(pk=page.pk, approved_at__isnull=False)
    if not taken.update(approved_at=None, approved_by=None, figures={}, version=F("version") + 1):
        raise EveningError(_("This page is not approved."), code="not_approved")
    record("evening.take_back", page, actor=actor)
    readers_see_a_change(page.stop.tour_id)
