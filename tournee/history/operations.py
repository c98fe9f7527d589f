"""Writing history, and saving an edited object only if nobody saved it in between."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError
from tournee.history.acting import who_acts
from tournee.history.models import HistoryEntry, Versioned

if TYPE_CHECKING:
    from tournee.accounts.models import User

V = TypeVar("V", bound=Versioned)


class StaleVersion(OperationError):
    """Somebody saved the object since this form was opened.

    `current` is the object as it stands; `theirs` maps each field that differs to (their value, the value sent).
    """

    def __init__(self, current: Model, theirs: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__(
            _("Somebody changed this while you were editing. Compare both values below and save again."),
            code="stale_version",
        )
        self.current = current
        self.theirs = theirs

    def for_programs(self) -> str:
        return str(
            _(
                "Somebody changed this since you read it. Compare both values of each of the conflicts, then send your"
                " change again with the new etag."
            )
        )


def record(
    action: str,
    instance: Model,
    *,
    actor: User | None,
    changes: Mapping[str, tuple[Any, Any] | None] | None = None,
) -> HistoryEntry:
    """Append that `actor` did `action` (`stop.publish`) to `instance`; returns the entry.

    None is the system, or who acts without an account (`acting_as`).

    `changes` maps fields to (from, to), or to None for a personal field whose values are not kept.
    """
    entry = _entry(action, instance, actor)
    entry.changes = {
        field: None if pair is None else [_plain(pair[0]), _plain(pair[1])] for field, pair in (changes or {}).items()
    }
    entry.save(force_insert=True)
    return entry


def record_all(action: str, instances: Iterable[Model], *, actor: User | None) -> None:
    """Append that `actor` did `action` to each of `instances`, all of one model, without saying what changed.

    One query, whatever their number.
    """
    HistoryEntry.objects.bulk_create(_entry(action, instance, actor) for instance in instances)


def _entry(action: str, instance: Model, actor: User | None) -> HistoryEntry:
    return HistoryEntry(
        action=action,
        actor=actor,
        acted_by="" if actor else who_acts(instance),
        content_type=ContentType.objects.get_for_model(instance),
        object_id=instance.pk,
        label=str(getattr(instance, "history_label", instance))[:200],
    )


def save_changes(
    instance: V,
    values: Mapping[str, Any],
    *,
    expected_version: int | None,
    actor: User | None,
    action: str,
    personal: Collection[str] = (),
    also: Mapping[str, tuple[Any, Any]] | None = None,
) -> dict[str, tuple[Any, Any]]:
    """Set `values` on `instance`, save them if its version is still `expected_version`, and record what changed.

    Returns the fields that really changed with (from, to); nothing is written if none did. Two people who changed
    different fields are both right: only a field that somebody else saved since is stale. `expected_version=None`
    takes the version as read, for operations that hold a lock or edit no form. Fields in `personal` are named in
    history without their values. `also` maps what changes with it and is no column (a list of others) to (from, to):
    the caller writes it afterwards, in the same transaction. Raises `StaleVersion` when somebody was quicker.
    """
    expected = instance.version if expected_version is None else expected_version
    with transaction.atomic():
        # `no_key`: what refers to the row (a registration made at this moment to its stop) is not held up by the edit,
        # and so never waits for us while we wait for it.
        current = type(instance)._base_manager.select_for_update(no_key=True).get(pk=instance.pk)
        changed = {
            field: (getattr(current, field), value)
            for field, value in values.items()
            if getattr(current, field) != value
        }
        together = {**changed, **(also or {})}
        if current.version != expected and (theirs := changed_by_others(current, together, since=expected)):
            raise StaleVersion(current, theirs)
        if together:
            for field, (_old, new) in changed.items():
                setattr(current, field, new)
                setattr(instance, field, new)
            current.version = F("version") + 1
            current.save(update_fields=[*changed, "version", *_derived(current)])
            current.refresh_from_db(fields=["version"])
            instance.version = current.version
            record(
                action, instance, actor=actor, changes={f: None if f in personal else c for f, c in together.items()}
            )
    return changed


def changed_by_others(
    current: Versioned, changed: Mapping[str, tuple[Any, Any]], *, since: int
) -> dict[str, tuple[Any, Any]]:
    """Of the fields in `changed`, those that were saved since version `since`; all where history does not tell.

    Each version has one entry at least; some operations add one without a version, so a few more are looked at: rather
    a field too many is shown for comparison than one overwritten unseen.
    """
    steps = current.version - since
    entries = list(HistoryEntry.objects.about(current).exclude(changes={})[: max(2 * steps + 3, 0)])
    if steps < 1 or len(entries) < steps:
        return dict(changed)
    saved = {field for entry in entries for field in entry.changes}
    return {field: values for field, values in changed.items() if field in saved}


def _derived(instance: Model) -> list[str]:
    """Columns a model computes itself when it is saved (search keys), declared as `derived_fields`."""
    return list(getattr(instance, "derived_fields", ()))


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it; an object becomes its name."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)
