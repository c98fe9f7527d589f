"""Setting the terms of a stop, and its codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from registrations.booking import seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.setting_aside import is_over, release, taken_by
from registrations.booking.operations.waiting import promote
from registrations.models import AccessCode, SetAside, Terms
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.texts.search import search_key

FIELDS = (
    "opens_at", "closes_at", "approval", "with_code_only", "maximum_per_firm", "smaller_may_pass", "offer_hours",
)  # fmt: skip
CODE_FIELDS = ("code", "organisation", "until")


@changes_a_tour
def save_terms(stop: Stop, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None) -> Terms:
    """Set terms of the stop; what they now allow goes to whoever waits. `values` are columns of Terms.

    `expected_version` None: the terms as they are, or the first ones. Raises BookingError (`before_it_opens`),
    StaleVersion.
    """
    terms, _made = Terms.objects.get_or_create(stop=stop)
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_terms({"opens_at": terms.opens_at, "closes_at": terms.closes_at, **fields}))
    save_changes(terms, fields, expected_version=expected_version, actor=actor, action="terms.edit")
    _seen(stop)
    promote(stop)
    return terms


@changes_a_tour
def add_terms(stop: Stop, values: Mapping[str, Any], *, actor: User | None) -> Terms:
    """The first terms of the stop. Raises BookingError (`known`) where it has some, and as `save_terms` does."""
    if Terms.objects.filter(stop=stop).exists():
        raise BookingError(_("This stop has terms: change them."), code="known", field="stop")
    return save_terms(stop, values, expected_version=None, actor=actor)


@changes_a_tour
def add_code(stop: Stop, values: Mapping[str, Any], *, set_aside: Mapping[int, int], actor: User | None) -> AccessCode:
    """A new code for the stop; `values` are columns of AccessCode, `set_aside` seats by session (id).

    Raises BookingError for a code that the stop has, for seats without a date, and for seats that are not free.
    """
    fields = {name: values[name] for name in CODE_FIELDS if name in values}
    raise_first(faults_of_code(stop, fields, set_aside))
    code = AccessCode(stop=stop, **fields)
    try:
        with transaction.atomic():
            code.save(force_insert=True)
    except IntegrityError as error:
        raise _known() from error
    _keep_aside(code, set_aside)
    record("code.add", code, actor=actor)
    return code


@changes_a_tour
def edit_code(
    code: AccessCode,
    values: Mapping[str, Any],
    *,
    set_aside: Mapping[int, int] | None = None,
    expected_version: int | None,
    actor: User | None,
) -> AccessCode:
    """Change a code, and the seats set aside for it; what is set free goes to whoever waits.

    `set_aside` None leaves the seats as they are. Raises BookingError as adding does, StaleVersion.
    """
    held = seats.locked_at(code.stop_id)
    current = AccessCode.objects.select_related("stop__tour").get(pk=code.pk)
    kept = dict(current.set_asides.values_list("session_id", "seats"))
    wanted = {**kept, **(set_aside or {})}
    fields = {name: values[name] for name in CODE_FIELDS if name in values}
    raise_first(faults_of_code(current.stop, {"until": current.until, **fields}, wanted, known=current))
    save_changes(current, fields, expected_version=expected_version, actor=actor, action="code.edit")
    if _keep_aside(current, wanted) and wanted != kept:
        titles = {pk: str(session) for pk, session in held.items()}
        changes = {titles[pk]: (kept.get(pk, 0), seats) for pk, seats in wanted.items() if kept.get(pk, 0) != seats}
        record("code.set_aside", current, actor=actor, changes=changes)
    promote(current.stop)
    return current


@changes_a_tour
def withdraw_code(code: AccessCode, *, actor: User | None) -> AccessCode:
    """The code opens nothing any more; what was set aside for it is for everybody. Who registered with it stays."""
    seats.locked_at(code.stop_id)
    if AccessCode.objects.filter(pk=code.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        release([code.pk])
        record("code.withdraw", code, actor=actor)
        promote(code.stop)
    code.refresh_from_db(fields=["withdrawn_at"])
    return code


def faults_of_terms(values: Mapping[str, Any]) -> Iterator[BookingError]:
    """What is wrong with those terms."""
    opens_at, closes_at = values.get("opens_at"), values.get("closes_at")
    if opens_at and closes_at and closes_at <= opens_at:
        said = _("Registration closes after it opens. Choose a later moment.")
        yield BookingError(said, code="before_it_opens", field="closes_at")
    for name in ("maximum_per_firm", "offer_hours"):
        if values.get(name) == 0:
            yield BookingError(_("Give one at least, or leave it empty."), code="none_at_all", field=name)


def faults_of_code(
    stop: Stop, values: Mapping[str, Any], set_aside: Mapping[int, int], *, known: AccessCode | None = None
) -> Iterator[BookingError]:
    """What is wrong with a code of the stop; `known` is the one that is changed."""
    key = search_key(values["code"])[:40] if "code" in values else None
    others = AccessCode.objects.filter(stop=stop)
    if known:
        others = others.exclude(pk=known.pk)
    if key == "":
        said = _("Give a code of letters or figures.")
        yield BookingError(said, code="no_code", field="code")
    elif key and others.filter(key=key).exists():
        yield _known()
    until = values.get("until")
    if any(set_aside.values()):
        if until is None:
            said = _("Say until when seats are set aside: then they are for everybody.")
            yield BookingError(said, code="until_when", field="until")
        elif until <= timezone.now() and (known is None or until != known.until):
            yield BookingError(_("Choose a moment to come."), code="past", field="until")
    strangers = set(set_aside) - set(stop.sessions.values_list("pk", flat=True))
    if strangers:
        raise BookingError(_("One of these sessions is of another stop."), code="another_stop")


def field_of_session(session_id: int) -> str:
    """The name of the form field for the seats set aside in a session."""
    return f"session_{session_id}"


def _known() -> BookingError:
    said = _("The stop has this code already, or had it. Choose another.")
    return BookingError(said, code="known_code", field="code")


def _keep_aside(code: AccessCode, wanted: Mapping[int, int]) -> bool:
    """Set so many seats aside in each session; True where anything moved. Called with the sessions locked.

    Of them so many are kept as holders of the code have not taken. Raises BookingError where they are not free.
    """
    kept = {aside.session_id: aside for aside in code.set_asides.all()}
    taken = taken_by(code.pk) if kept else {}
    over, moved = is_over(code), False
    for pk, number in sorted(wanted.items()):
        aside = kept.get(pk) or SetAside(access_code=code, session_id=pk, seats=0, left=0)
        left = 0 if over else max(number - taken.get(pk, 0), 0)
        if (aside.seats, aside.left) == (number, left):
            continue
        _move(pk, left - aside.left)
        aside.seats, aside.left, moved = number, left, True
        aside.save()
    return moved


def _move(session_id: int, more: int) -> None:
    """Count so many more seats of the session as taken, or fewer."""
    if more < 0:
        seats.give_back({session_id: -more})
        return
    try:
        seats.take({session_id: more})
    except BookingError as error:
        session = Session.objects.get(pk=session_id)
        free = max((session.capacity or 0) - session.seats_taken, 0)
        said = _("%(free)s seats of this session are free: no more can be set aside.") % {"free": free}
        raise BookingError(said, code="not_free", field=field_of_session(session_id)) from error


def _seen(stop: Stop) -> None:
    if stop.published_at is not None:
        readers_see_a_change(stop.tour_id)
