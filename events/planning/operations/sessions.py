"""A stop's programme: adding, editing, cancelling and removing sessions, and who speaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Speaker, Speaking, Stop
from events.planning.announcements import SessionChange, session_changed, session_removed
from events.planning.conflicts.rooms import faults_of_room
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.planning.operations.themes import other_themes, pick_themes
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.texts.typography import format_number

FIELDS = (
    "kind", "title_fr", "title_en", "summary_fr", "summary_en", "starts_at", "ends_at", "room", "online_url",
    "capacity",
)  # fmt: skip
MOST_SEATS = 100_000  # more than any room: a slip of the keyboard
WHEN_AND_WHERE = frozenset({"starts_at", "ends_at", "room", "online_url"})


@changes_a_tour
def add_session(stop: Stop, values: Mapping[str, Any], *, actor: User | None) -> Session:
    """A new session of `stop`; `values` are named as the model's fields, times are aware. Raises PlanningError."""
    raise_first(faults_of_session(stop, values))
    session = Session(stop=stop, **{name: values[name] for name in FIELDS if name in values})
    session.save()
    if themes := values.get("themes"):
        session.themes.set(themes)
    record("session.add", session, actor=actor)
    if stop.published_at is not None:
        readers_see_a_change(stop.tour_id)
    return session


@changes_a_tour
def edit_session(
    session: Session, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Session:
    """Change a session; of a public one, a new time or room reaches calendars and is announced.

    Raises PlanningError (times, a capacity below the seats taken), StaleVersion, and what subscribers refuse with.
    """
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_session(session.stop, fields, session))
    themes = other_themes(session, values)
    changed = save_changes(
        session, fields, expected_version=expected_version, actor=actor, action="session.edit", also=themes
    )
    pick_themes(session, themes)
    if session.stop.published_at is not None:
        if moved := WHEN_AND_WHERE & changed.keys():
            _calendars_see_a_change(session)
            before = {name: changed[name][0] for name in moved}
            session_changed.announce(SessionChange(session, frozenset(moved), actor, before))
        readers_see_a_change(session.stop.tour_id)
    return session


@changes_a_tour
def cancel_session(session: Session, *, actor: User | None) -> Session:
    """One session of a stop will not take place; a public one stays in calendars as cancelled."""
    return _set_state(session, Session.State.PLANNED, Session.State.CANCELLED, action="session.cancel", actor=actor)


@changes_a_tour
def reinstate_session(session: Session, *, actor: User | None) -> Session:
    """Take back the cancellation of a session. Raises IllegalTransition, PlanningError where its room is taken."""
    raise_first(faults_of_room(session.stop, {}, session, returns=True))
    return _set_state(session, Session.State.CANCELLED, Session.State.PLANNED, action="session.reinstate", actor=actor)


@changes_a_tour
def remove_session(session: Session, *, actor: User | None) -> None:
    """Take a session nobody has seen out of the programme.

    Raises PlanningError once its stop is public, and what a subscriber of `session_removed` refuses.
    """
    if session.stop.published_at is not None:
        raise PlanningError(
            _("Readers have seen this session: cancel it instead, so that their calendars follow."),
            code="already_public",
        )
    session_removed.announce(SessionChange(session, frozenset(), actor))
    record("session.remove", session, actor=actor)
    try:
        with transaction.atomic():
            session.materials.update(session=None)  # they stay, as the stop's
            session.delete()
    except ProtectedError as error:
        raise PlanningError(
            _("Something was noted about this session, or somebody is registered for it: cancel it instead."),
            code="in_use",
        ) from error


@changes_a_tour
def set_speakers(session: Session, speakers: list[tuple[Speaker, str]], *, actor: User | None) -> None:
    """Who speaks and who facilitates, in order: (speaker, `Speaking.Role`)."""
    before = [str(speaking.speaker) for speaking in session.speakings.select_related("speaker")]
    session.speakings.all().delete()
    for position, (speaker, role) in enumerate(speakers):
        Speaking.objects.create(session=session, speaker=speaker, role=role, position=position)
    after = [str(speaker) for speaker, _role in speakers]
    if before != after:
        record("session.speakers", session, actor=actor, changes={"speakers": (before, after)})
        if session.stop.published_at is not None:
            readers_see_a_change(session.stop.tour_id)


def _set_state(session: Session, source: str, target: str, *, action: str, actor: User | None) -> Session:
    moved = Session.objects.filter(pk=session.pk, state=source).update(
        state=target, version=F("version") + 1, changed_at=timezone.now()
    )
    session.refresh_from_db()
    if not moved:
        raise IllegalTransition(_("This session is %(state)s already.") % {"state": session.get_state_display()})
    record(action, session, actor=actor, changes={"state": (source, target)})
    if session.stop.published_at is not None:
        _calendars_see_a_change(session)
        readers_see_a_change(session.stop.tour_id)
        session_changed.announce(SessionChange(session, frozenset({"state"}), actor))
    return session


def _calendars_see_a_change(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(sequence=F("sequence") + 1, changed_at=timezone.now())
    session.refresh_from_db(fields=["sequence", "changed_at"])


def faults_of_session(stop: Stop, values: Mapping[str, Any], session: Session | None = None) -> Iterator[PlanningError]:
    """What is wrong with `values` for a new session of `stop`, or for `session`: its times, room and seats."""
    if stop.starts_on is None:
        yield PlanningError(_("Give the stop a date first: a session happens on one of its days."), code="no_date_yet")
    starts_at, ends_at = (values.get(name, getattr(session, name, None)) for name in ("starts_at", "ends_at"))
    if starts_at and ends_at and ends_at <= starts_at:
        yield PlanningError(_("The session ends before it starts."), code="backwards", field="ends_at")
    if elsewhere := _on_another_day(stop, {"starts_at": starts_at, "ends_at": ends_at}):
        yield elsewhere
    yield from faults_of_room(stop, values, session)
    capacity = values.get("capacity")
    if capacity is not None and capacity < 1:
        yield PlanningError(
            _("A session has at least one seat. Leave the number empty for no limit."), code="no_seat", field="capacity"
        )
    elif capacity is not None and capacity > MOST_SEATS:
        yield PlanningError(
            _("A session has at most %(most)s seats. Correct the number, or leave it empty for no limit.")
            % {"most": format_number(MOST_SEATS)},
            code="too_many_seats",
            field="capacity",
        )
    elif capacity is not None and session is not None:
        taken = Session.objects.values_list("seats_taken", flat=True).get(pk=session.pk)
        if capacity < taken:
            said = _("%(taken)s seats are taken: there cannot be fewer. Move registrations first.") % {"taken": taken}
            yield PlanningError(said, code="below_seats_taken", field="capacity")


def _on_another_day(stop: Stop, times: Mapping[str, datetime.datetime | None]) -> PlanningError | None:
    """The first of `times` that is on none of the stop's days, as an error beside it."""
    if stop.starts_on is None:
        return None
    for field, moment in times.items():
        day = moment.astimezone(stop.zone).date() if moment else stop.starts_on
        if not stop.starts_on <= day <= (stop.ends_on or stop.starts_on):
            days = {"stop_day": formats.date_format(stop.starts_on), "day": formats.date_format(day)}
            said = _("The stop is on %(stop_day)s, and this is on %(day)s.") % days
            return PlanningError(said, code="another_day", field=field)
    return None
