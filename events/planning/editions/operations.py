"""The next edition of a tour, and a stop like another."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import ChecklistItem, Partnership, Prompt, Session, Stop, Territory, Threshold, Tour
from events.planning.announcements import TourCloned, tour_cloned
from events.planning.checklist.handing_out import give_tasks
from events.planning.editions.copying import ABOUT, HERE, copy_of_stop, copy_sessions, copy_stop_themes
from events.planning.editions.dates import in_the_month_after, on_a_weekday, whole_weeks
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.stops import add_stop, faults_of_new_day
from events.planning.operations.tours import create_tour, faults_of_tour
from events.reference.queries import industry_territories_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, record_all

# What an edition hands on; not whom readers may ask, nor what it was published with.
OF_A_TOUR = (
    "kind", "intro_fr", "intro_en", "time_zone", "fictitious", "target_stops", "target_companies",
    "target_participants", "target_organisations", "target_questionnaires", "second_factor_required",
)  # fmt: skip


@transaction.atomic
def clone_tour(
    source: Tour,
    *,
    title_fr: str,
    title_en: str,
    starts_on: datetime.date,
    territory_vintage: str,
    partners: bool,
    actor: User,
) -> Tour:
    """The next edition of `source`, in preparation, beginning on `starts_on` or the Monday after.

    Its stops are ideas, each linked to the one before it, on the same weekday a whole number of weeks later; a stop
    that was cancelled is not taken over. Sessions keep their hours, themes and rooms. Aims, thresholds, checklist and
    debate guide come along; with `partners`, the organisations too, in the same roles. Nothing personal does: no team,
    contact, speaker, log or registration; nor money, materials or facts. Raises PlanningError.
    """
    values = clone_values(source, title_fr=title_fr, title_en=title_en, starts_on=starts_on)
    raise_first(faults_of_clone(source, starts_on, values))
    clone = create_tour({**values, "territory_vintage": territory_vintage}, actor=actor)
    _copy_the_frame(source, clone)
    stops = _clone_stops(source, clone, actor=actor)
    if partners:
        _copy_partners(source, clone, stops)
    record("tour.clone", clone, actor=actor, changes={"previous_edition": ("", source)})
    tour_cloned.announce(TourCloned(source, clone, stops, actor))
    return clone


def clone_values(source: Tour, *, title_fr: str, title_en: str, starts_on: datetime.date) -> dict[str, Any]:
    """The values of the edition that follows `source` and begins on `starts_on`."""
    first = on_a_weekday(starts_on)
    length = source.ends_on - source.starts_on
    return {
        **{name: getattr(source, name) for name in OF_A_TOUR},
        "title_fr": title_fr, "title_en": title_en, "previous_edition": source,
        "starts_on": first,
        # A first day in mid-week and one on a Monday lie up to three days apart from whole weeks: room for both.
        "ends_on": max(first + length, source.ends_on + whole_weeks(source.starts_on, first)),
        "themes": list(source.themes.all()),
    }  # fmt: skip


def faults_of_clone(source: Tour, starts_on: datetime.date, values: Mapping[str, Any]) -> Iterator[PlanningError]:
    """The next edition comes after the one it follows."""
    if starts_on <= source.starts_on:
        yield PlanningError(
            _("The next edition begins after this one. Choose a later day."), code="not_later", field="starts_on"
        )
    yield from faults_of_tour(values)


@changes_a_tour
def duplicate_stop(
    stop: Stop, *, town: Territory | None, place: str, starts_on: datetime.date, actor: User | None
) -> Stop:
    """A stop like `stop` on another day, in another `town` (a commune) or the same: an idea, with the same programme.

    Venue, access and safety limit come along only if it stays in the same place. Raises PlanningError.
    """
    lasts = stop.ends_on - stop.starts_on if stop.starts_on and stop.ends_on else datetime.timedelta()
    values = {
        **_kept_values(stop, town, place),
        "town": town, "place": place, "starts_on": starts_on, "ends_on": starts_on + lasts,
        "themes": list(stop.themes.all()),
    }  # fmt: skip
    new = add_stop(stop.tour, values, actor=actor)
    raise_first(faults_of_new_day(new, starts_on, starts_on + lasts))
    sessions = list(stop.sessions.exclude(state=Session.State.CANCELLED))
    first = stop.starts_on or min((row.starts_at.astimezone(stop.zone).date() for row in sessions), default=starts_on)
    copies = copy_sessions([(row, new) for row in sessions], {stop.pk: starts_on - first}, {stop.pk: stop.zone})
    record_all("session.add", copies, actor=actor)
    return new


def _kept_values(stop: Stop, town: Territory | None, place: str) -> dict[str, Any]:
    """What a copy of `stop` in that town or place has of it."""
    stays = town == stop.town if town else place == stop.place
    return {name: getattr(stop, name) for name in (*ABOUT, *(HERE if stays else ()))}


def _copy_the_frame(source: Tour, clone: Tour) -> None:
    Threshold.objects.bulk_create(
        Threshold(tour=clone, rule=row.rule, value=row.value) for row in source.thresholds.all()
    )
    of_an_item = ("title_fr", "title_en", "days", "side", "position")
    ChecklistItem.objects.bulk_create(
        ChecklistItem(tour=clone, **{name: getattr(row, name) for name in of_an_item})
        for row in source.checklist_items.all()
    )
    of_a_prompt = ("text_fr", "text_en", "hint_fr", "hint_en", "minutes", "position", "source_url")
    Prompt.objects.bulk_create(
        Prompt(tour=clone, **{name: getattr(row, name) for name in of_a_prompt}) for row in source.prompts.all()
    )


def _clone_stops(source: Tour, clone: Tour, *, actor: User | None) -> dict[int, Stop]:
    """As many queries for four stops as for four hundred."""
    shift = whole_weeks(source.starts_on, clone.starts_on)
    sources = list(source.stops.exclude(state=Stop.State.CANCELLED).along_the_route())
    stops: dict[int, Stop] = {}
    for stop in sources:
        new = copy_of_stop(stop)
        new.tour, new.previous = clone, stop
        new.slug = stop.slug  # no other stop of its tour has it, so none of the clone will
        if stop.starts_on:
            new.starts_on = on_a_weekday(stop.starts_on + shift)
            new.ends_on = new.starts_on + (stop.ends_on - stop.starts_on if stop.ends_on else datetime.timedelta())
        elif stop.month:
            new.month = in_the_month_after(stop.month, shift)
        new.set_search_key()
        stops[stop.pk] = new
    if clone.territory_vintage != source.territory_vintage:
        _place_in_the_new_wave(list(stops.values()), clone.territory_vintage)
    Stop.objects.bulk_create(stops.values())
    copy_stop_themes(stops)
    sessions = Session.objects.filter(stop__in=stops).exclude(state=Session.State.CANCELLED)
    days = {stop.pk: _days_between(stop, stops[stop.pk], shift) for stop in sources}
    zones = {stop.pk: stop.zone for stop in sources}
    copies = copy_sessions([(session, stops[session.stop_id]) for session in sessions], days, zones)
    give_tasks(stops.values(), clone.checklist_items.all())
    record_all("stop.add", stops.values(), actor=actor)
    record_all("session.add", copies, actor=actor)
    return stops


def _place_in_the_new_wave(stops: Collection[Stop], vintage: str) -> None:
    """The lists of territories differ from one wave to the next, and so do their codes."""
    placed = industry_territories_of((stop.town_id for stop in stops if stop.town_id), vintage)
    for stop in stops:
        stop.territory_id = placed.get(stop.town_id) if stop.town_id else None


def _days_between(stop: Stop, new: Stop, shift: datetime.timedelta) -> datetime.timedelta:
    return new.starts_on - stop.starts_on if new.starts_on and stop.starts_on else shift


def _copy_partners(source: Tour, clone: Tour, stops: Mapping[int, Stop]) -> None:
    rows = Partnership.objects.filter(Q(tour=source) | Q(stop__in=stops))
    Partnership.objects.bulk_create(
        Partnership(
            organisation_id=row.organisation_id,
            role=row.role,
            position=row.position,
            tour=clone if row.tour_id else None,
            stop=stops[row.stop_id] if row.stop_id else None,
        )
        for row in rows
    )
