"""Forms of a checklist's line and of a task."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import ChecklistItem, Side, Stop, Task, Tour
from events.planning.checklist.operations.items import faults_of_item
from events.planning.checklist.operations.tasks import faults_of_task
from events.planning.checklist.queries import co_hosts_of, team_of
from events.planning.forms.base import Group, RecordForm
from tournee.accounts.models import User
from tournee.errors import OperationError

BEFORE, AFTER = "before", "after"


class Distance(forms.Form):
    """How far from the stop's first day: a number of days, before or after."""

    days = forms.IntegerField(label=pgettext_lazy("distance", "Days"), min_value=0)
    way = forms.ChoiceField(
        label=_("Before or after"),
        choices=[(BEFORE, _("before the stop")), (AFTER, _("after the stop"))],
        initial=BEFORE,
        required=False,
    )

    def show_days(self, days: int | None) -> None:
        """Begin with `days`, as columns hold it: negative before the stop."""
        if days is not None:
            self.initial.update(days=abs(days), way=AFTER if days > 0 else BEFORE)

    def signed(self, values: dict[str, Any]) -> dict[str, Any]:
        """`values` with `days` as columns hold it."""
        days = self.cleaned_data.get("days")
        if "days" not in values or days is None:
            return values
        return {**values, "days": days if self.cleaned_data.get("way") == AFTER else -days}


class ItemForm(Distance, RecordForm[ChecklistItem]):
    """A line of `tour`'s checklist, new or not."""

    class Meta:
        model = ChecklistItem
        fields = ["title_fr", "title_en", "days", "side"]
        widgets = {"side": forms.RadioSelect}
        help_texts = {"title_en": _("Leave it empty if it is the same in English.")}

    groups = (
        Group(_("What is to do"), [("title_fr", "title_en")]),
        Group(_("When"), [("days", "way")], _("Counted from the stop’s first day; 0 is that day.")),
        Group(_("Who"), [("side",)]),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tour = tour
        self.show_days(self.instance.days if self.instance.pk else None)

    @property
    def values(self) -> dict[str, Any]:
        return self.signed(super().values)

    @property
    def checked(self) -> dict[str, Any]:
        return self.signed(super().checked)

    def faults(self) -> Iterable[OperationError]:
        return faults_of_item(self._tour, self.checked, self.instance if self.instance.pk else None)


class TaskForm(Distance, RecordForm[Task]):
    """A task of `stop`, new or not. `assignee` is a side, or a person on one of them."""

    days = forms.IntegerField(label=pgettext_lazy("distance", "Days"), min_value=0, required=False)
    assignee = forms.ChoiceField(label=_("Who does it"))

    class Meta:
        model = Task
        fields = ["title_fr", "title_en", "days", "due_on", "note"]
        help_texts = {
            "title_en": _("Leave it empty if it is the same in English."),
            "due_on": _("If you set a day, it stays that day even when the stop moves."),
        }

    groups = (
        Group(_("What is to do"), [("title_fr", "title_en"), ("note",)]),
        Group(
            _("When"), [("days", "way"), ("due_on",)], _("So many days from the stop’s first day, or a day you set.")
        ),
        Group(_("Who"), [("assignee",)]),
    )

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stop = stop
        team, hosts = team_of(stop.tour), co_hosts_of(stop)
        self._people = {(Side.TEAM, user.pk): user for user in team} | {(Side.PARTNER, user.pk): user for user in hosts}
        field: Any = self.fields["assignee"]
        field.choices = [
            (_("The team"), _choices(Side.TEAM, _("anybody in the team"), team)),
            (_("The co-host"), _choices(Side.PARTNER, _("anybody at the co-host"), hosts)),
        ]
        if self.instance.pk:
            self.show_days(self.instance.days)
            side, person = Side(self.instance.side), self.instance.assignee_id
            self.initial["assignee"] = _key(side, person if (side, person) in self._people else None)

    @property
    def values(self) -> dict[str, Any]:
        return self._with_person(self.signed(super().values))

    @property
    def checked(self) -> dict[str, Any]:
        return self._with_person(self.signed(super().checked))

    def faults(self) -> Iterable[OperationError]:
        refused = "days" in self.errors  # that field says what is wrong already
        for fault in faults_of_task(self._stop, self.checked, self.instance if self.instance.pk else None):
            if not (refused and fault.code == "due_needed"):
                yield fault

    def _with_person(self, values: dict[str, Any]) -> dict[str, Any]:
        side, _dash, person = str(self.cleaned_data.get("assignee", "")).partition("-")
        if side not in Side.values:
            return values
        assignee = self._people.get((Side(side), int(person))) if person else None
        return {**values, "side": side, "assignee": assignee}


def _key(side: Side, person: int | None) -> str:
    return f"{side}-{person}" if person else str(side)


def _choices(side: Side, nobody: Any, people: list[User]) -> list[tuple[str, Any]]:
    return [(_key(side, None), nobody), *((_key(side, user.pk), str(user)) for user in people)]
