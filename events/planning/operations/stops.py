"""Adding and editing a stop; moving one that is already public."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from events.models import DateOption, FormerStopSlug, Session, Stop, Tour
from events.planning.announcements import StopChange, stop_rescheduled
from events.planning.checklist.handing_out import give_tasks
from events.planning.errors import PlanningError
from events.planning.operations.addresses import free_stop_slug, slug_taken
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.planning.operations.shifting import move_sessions_along
from events.planning.operations.themes import other_themes, pick_themes
from events.planning.places import placed_in, zone_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

FIELDS = (
    "title_fr", "title_en", "summary_fr", "summary_en", "place", "latitude", "longitude", "venue", "address",
    "access_fr", "access_en", "step_free", "safety_limit", "starts_on", "ends_on", "month", "time_zone", "contact",
    "source_url",
)  # fmt: skip
# What a calendar entry says of when and where: a change of these after publication raises SEQUENCE (RFC 5545, 3.8.7.4).
WHEN_AND_WHERE = frozenset({"starts_on", "ends_on", "time_zone", "place", "venue", "address"})


@changes_a_tour
def add_stop(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> Stop:
    """A new stop of `tour`, as an idea.

    `values` are named as the model's fields; `town` (a commune) gives point, region and territoire d'industrie;
    `date_options` is a list of (first day, last day); `themes` a list. Whoever knows where the commune lies says so in
    `lies_in`. Raises PlanningError.
    """
    if tour.kind == Tour.Kind.PROGRAMME:
        raise PlanningError(_("A programme has no stops. Make it a tour first."), code="no_stops_in_a_programme")
    fields = _tidy(values, tour)
    stop = Stop(tour=tour, time_zone=fields.pop("time_zone", None) or tour.time_zone, **fields)
    raise_first(faults_of_stop(stop, values))
    if not values.get("time_zone") or values["time_zone"] == tour.time_zone:
        stop.time_zone = zone_of(stop.town, otherwise=tour.time_zone)
    stop.slug = free_stop_slug(values.get("slug") or stop.place, tour)
    stop.save()
    if themes := values.get("themes"):
        stop.themes.set(themes)
    if options := values.get("date_options"):
        _set_options(stop, options)
    give_tasks([stop], tour.checklist_items.all())
    record("stop.add", stop, actor=actor)
    return stop


@changes_a_tour
def edit_stop(stop: Stop, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None) -> Stop:
    """Change a stop; of one that is public, a new day or place reaches calendars and is announced.

    Its sessions move by as many days as the stop, at the same local times. Of a move, `reason_fr` and `reason_en` say
    why; a move without them leaves none. Raises PlanningError, StaleVersion, and
    whatever a subscriber of `stop_rescheduled` refuses with.
    """
    raise_first(faults_of_stop(stop, values))
    fields = _tidy(values, stop.tour)
    if stop.state == Stop.State.PUBLISHED and any(fields.get(name, at) != at for name, at in _when_and_where(stop)):
        fields |= {name: values.get(name, "") for name in ("reason_fr", "reason_en")}
    previous_starts_on = stop.starts_on
    themes = other_themes(stop, values)
    changed = save_changes(
        stop, fields, expected_version=expected_version, actor=actor, action="stop.edit", also=themes
    )
    pick_themes(stop, themes)
    if "date_options" in values:
        _set_options(stop, values["date_options"])
    if (slug := values.get("slug")) and slug != stop.slug:
        _rename(stop, slug, actor=actor)
    if {"starts_on", "time_zone"} & changed.keys():
        move_sessions_along(stop, changed)
    if stop.published_at is not None:
        if WHEN_AND_WHERE & changed.keys():
            calendars_see_a_change(stop, previous_starts_on=previous_starts_on)
            before = {name: old for name, (old, _new) in changed.items()}
            stop_rescheduled.announce(StopChange(stop, previous_starts_on, actor, before))
        readers_see_a_change(stop.tour_id)
    return stop


def faults_of_stop(stop: Stop, values: Mapping[str, Any]) -> Iterator[PlanningError]:
    """What is wrong with `values` for `stop`, saved already or not: its days, its possible dates, its address."""
    starts_on = values.get("starts_on", stop.starts_on)
    ends_on = values.get("ends_on", starts_on if "starts_on" in values else stop.ends_on)
    yield from faults_of_days(starts_on, ends_on)
    if starts_on is not None and (stop.pk is None or starts_on != stop.starts_on):
        yield from faults_of_new_day(stop, starts_on, ends_on or starts_on)
    if starts_on is None and stop.state in (Stop.State.CONFIRMED, Stop.State.PUBLISHED):
        said = _("A confirmed stop needs its date. To take the date away, postpone the stop.")
        yield PlanningError(said, code="date_needed", field="starts_on")
    if starts_on is not None and stop.state == Stop.State.POSTPONED:
        said = _("This stop is postponed. Give it its new date with the step of that name, so that everybody is told.")
        yield PlanningError(said, code="reschedule_instead", field="starts_on")
    for first, last in values.get("date_options") or ():
        yield from faults_of_days(first, last)
    slug = values.get("slug")
    if stop.pk is not None and slug and slug != stop.slug and slug_taken(slug, stop.tour, besides=stop):
        yield PlanningError(_("Another stop has this address. Choose another."), code="address_taken", field="slug")


def faults_of_days(starts_on: datetime.date | None, ends_on: datetime.date | None) -> Iterator[PlanningError]:
    """Days run forward."""
    if starts_on and ends_on and ends_on < starts_on:
        yield PlanningError(_("The last day is before the first one."), code="backwards", field="ends_on")


def faults_of_new_day(stop: Stop, starts_on: datetime.date, ends_on: datetime.date) -> Iterator[PlanningError]:
    """A day outside the tour, and a day already past for a stop that readers expect."""
    tour = stop.tour
    if starts_on < tour.starts_on or max(starts_on, ends_on) > tour.ends_on:
        yield PlanningError(
            _("The tour runs from %(first)s to %(last)s. Choose a day within, or change the tour’s dates first.")
            % {"first": formats.date_format(tour.starts_on), "last": formats.date_format(tour.ends_on)},
            code="outside_the_tour", field="starts_on",
        )  # fmt: skip
    expected = stop.published_at is not None and stop.phase(timezone.now()) != Stop.Phase.HELD
    if expected and starts_on < timezone.now().astimezone(stop.zone).date():
        said = _("This day is past, and people expect this stop. Choose a day to come.")
        yield PlanningError(said, code="past", field="starts_on")


def calendars_see_a_change(stop: Stop, *, previous_starts_on: datetime.date | None) -> None:
    """Raise the SEQUENCE of a public stop and of its sessions, and keep the day it had been announced for."""
    now = timezone.now()
    Session.objects.filter(stop=stop).update(sequence=F("sequence") + 1, changed_at=now)
    values: dict[str, Any] = {"sequence": F("sequence") + 1, "changed_at": now}
    if previous_starts_on is not None and previous_starts_on != stop.starts_on:
        values["previous_starts_on"] = previous_starts_on
    Stop.objects.filter(pk=stop.pk).update(**values)
    stop.refresh_from_db(fields=list(values))


def _when_and_where(stop: Stop) -> list[tuple[str, Any]]:
    return [(name, getattr(stop, name)) for name in WHEN_AND_WHERE]


def _tidy(values: Mapping[str, Any], tour: Tour) -> dict[str, Any]:
    """The columns among `values`, with what a commune tells and a last day where only the first was given."""
    fields = {name: values[name] for name in FIELDS if name in values}
    if "town" in values:
        town = values["town"]
        fields |= (
            placed_in(town, tour, values.get("lies_in")) if town else {"town": None, "region": None, "territory": None}
        )
        if town and not fields.get("place"):
            fields["place"] = town.name
    if "starts_on" in fields:
        fields["ends_on"] = (fields.get("ends_on") or fields["starts_on"]) if fields["starts_on"] else None
    if fields.get("starts_on"):
        fields["month"] = None  # a date says it all
    elif fields.get("month"):
        fields["month"] = fields["month"].replace(day=1)
    return fields


def _set_options(stop: Stop, options: list[tuple[datetime.date, datetime.date]]) -> None:
    for option in stop.date_options.all():
        if (option.starts_on, option.ends_on) not in options:
            option.delete()
    for starts_on, ends_on in options:
        DateOption.objects.get_or_create(stop=stop, starts_on=starts_on, ends_on=ends_on)


def _rename(stop: Stop, slug: str, *, actor: User | None) -> None:
    old = stop.slug
    stop.slug = slug
    stop.save(update_fields=["slug"])
    if stop.published_at is not None:
        FormerStopSlug.objects.filter(tour=stop.tour, slug=slug).delete()
        FormerStopSlug.objects.update_or_create(tour=stop.tour, slug=old, defaults={"stop": stop})
    record("stop.edit", stop, actor=actor, changes={"slug": (old, slug)})
