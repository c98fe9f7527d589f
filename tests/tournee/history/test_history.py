"""Who changed what, and what happens when two people change it at once."""

from importlib import import_module

import pytest
from django.apps import apps

from events.models import Stop
from tests.events.factories import StopFactory
from tests.tournee.factories import UserFactory
from tournee.history.acting import acting_as
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.models import User

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what(user: User) -> None:
    stop = StopFactory(place="Albert")

    entry = record("stop.edit", stop, actor=user, changes={"venue": ("A", "B")})

    assert (entry.actor, entry.action, entry.label, entry.changes) == (
        user,
        "stop.edit",
        "Albert",
        {"venue": ["A", "B"]},
    )


def test_a_personal_field_is_named_without_its_values(user: User) -> None:
    entry = record("account.change", user, actor=user, changes={"name": None})

    assert entry.changes == {"name": None}


def test_an_entry_outlives_whoever_made_it(user: User) -> None:
    entry = record("stop.edit", StopFactory(), actor=user)
    user.delete()

    entry.refresh_from_db()
    assert entry.actor is None


def test_history_cannot_be_rewritten(user: User) -> None:
    entry = record("stop.edit", StopFactory(), actor=user)

    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        HistoryEntry.objects.update(action="nothing.happened")


def test_who_acts_without_an_account_is_kept_with_what_they_act_on_alone(user: User) -> None:
    stop, other = StopFactory(), StopFactory()

    with acting_as("party", stop, stop.tour):
        kept = [record("stop.edit", one, actor=None).acted_by for one in (stop, stop.tour, other)]
        by_user = record("stop.edit", stop, actor=user)

    assert (kept, by_user.acted_by, by_user.changes) == (["party", "party", ""], "", {})
    assert record("stop.edit", stop, actor=None).acted_by == ""


def test_who_stood_among_the_changes_has_a_column_of_their_own() -> None:
    migration = import_module("tournee.migrations.0003_who_acted")
    told = {"venue": ["A", "B"], "_by": [None, "attendee:7"]}
    entry = record("stop.edit", StopFactory(), actor=None, changes=told)

    migration.take_out_of_changes(apps, None)
    entry.refresh_from_db()
    assert (entry.acted_by, entry.changes) == ("attendee:7", {"venue": ["A", "B"]})

    migration.put_among_changes(apps, None)
    entry.refresh_from_db()
    assert entry.changes == told


def test_saving_grows_the_version_by_one_and_nothing_changes_when_nothing_did(user: User) -> None:
    stop = StopFactory(venue="A")

    save_changes(stop, {"venue": "B"}, expected_version=1, actor=user, action="stop.edit")
    save_changes(stop, {"venue": "B"}, expected_version=2, actor=user, action="stop.edit")

    assert (stop.version, HistoryEntry.objects.about(stop).count()) == (2, 1)


def test_a_stale_save_loses_neither_value() -> None:
    stop = StopFactory(venue="A", address="rue X")
    save_changes(
        Stop.objects.get(), {"venue": "B"}, expected_version=1, actor=UserFactory(), action="stop.edit"
    )  # somebody is quicker

    with pytest.raises(StaleVersion) as conflict:
        save_changes(stop, {"venue": "C", "address": "rue X"}, expected_version=1, actor=None, action="stop.edit")

    assert (conflict.value.current.version, conflict.value.theirs) == (2, {"venue": ("B", "C")})


def test_what_a_model_derives_is_saved_along() -> None:
    stop = StopFactory(place="Albert")

    save_changes(stop, {"place": "Méaulte"}, expected_version=1, actor=None, action="stop.edit")

    assert Stop.objects.get().search_key.startswith("meaulte")


def test_two_people_who_changed_different_fields_are_both_right() -> None:
    stop = StopFactory(venue="A", address="rue X")
    save_changes(Stop.objects.get(), {"venue": "B"}, expected_version=1, actor=UserFactory(), action="stop.edit")

    save_changes(stop, {"address": "rue Y"}, expected_version=1, actor=None, action="stop.edit")

    saved = Stop.objects.get()
    assert (saved.venue, saved.address, saved.version) == ("B", "rue Y", 3)


def test_only_what_somebody_else_saved_is_stale() -> None:
    stop = StopFactory(venue="A", address="rue X")
    save_changes(Stop.objects.get(), {"venue": "B"}, expected_version=1, actor=UserFactory(), action="stop.edit")

    with pytest.raises(StaleVersion) as conflict:
        save_changes(stop, {"venue": "C", "address": "rue Y"}, expected_version=1, actor=None, action="stop.edit")

    assert conflict.value.theirs == {"venue": ("B", "C")}
    assert Stop.objects.get().address == "rue X"
