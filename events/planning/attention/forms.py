"""The form that puts a need off, and the one that says from when each rule speaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.attention.gathering import thresholds_of
from events.planning.attention.letters.settings import MONDAY_LETTER, is_on
from events.planning.attention.needs import attention_rules
from events.planning.attention.operations import ThresholdChanged
from events.planning.forms.base import Group, LaidOut
from tournee.web.forms import DateInput

_SEEN = "seen_"


class PutOffForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=gettext_lazy("Until"), widget=DateInput, help_text=gettext_lazy("It comes back by itself that day.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it can wait"), max_length=300,
        help_text=gettext_lazy("The team reads it beside what was put off."),
    )  # fmt: skip


def put_off_from(today: datetime.date) -> type[PutOffForm]:
    """The form on that day: it proposes a week."""

    class FromToday(PutOffForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.initial["until"] = today + datetime.timedelta(days=7)

    return FromToday


class ThresholdsForm(LaidOut, forms.Form):
    """One field a rule: its threshold in its unit, empty to turn it off; and whether Monday's letter is written."""

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands = thresholds_of(tour)
        for rule in attention_rules:
            self.fields[rule.name] = _field(str(rule.label), str(rule.unit), rule.default)
            self.initial[rule.name] = self._shown(rule.name, rule.default)
            seen = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[f"{_SEEN}{rule.name}"] = seen
            self.initial[f"{_SEEN}{rule.name}"] = "" if (value := self._stands[rule.name]) is None else str(value)
        letter = forms.BooleanField(
            required=False,
            label=_("Write Monday’s letter"),
            help_text=_(
                "Each Monday at 7 in the morning, to everybody who owes something: what is late, and where to do it."
            ),
        )
        self.fields[MONDAY_LETTER] = letter
        self.initial[MONDAY_LETTER] = is_on(tour)

    def grouped(self) -> Sequence[Group]:
        """The rules as they are contributed, then the letter."""
        names = [rule.name for rule in attention_rules]
        rules = [tuple(names[at : at + 2]) for at in range(0, len(names), 2)]
        return (
            Group(_("When the control room speaks"), rules, _("Leave a field empty to hear no more of it.")),
            Group(_("Monday’s letter"), [(MONDAY_LETTER,)]),
        )

    def layout(self) -> Iterator[tuple[Group, list[tuple[str, list[forms.BoundField]]]]]:
        """Two rules side by side, in columns that keep their width from row to row."""
        for group, rows in super().layout():
            yield group, [("pair" if len(fields) == 2 else css, fields) for css, fields in rows]

    @property
    def values(self) -> Mapping[str, int | None]:
        """What each rule is set to; None turns it off."""
        return {**dict(self._set()), MONDAY_LETTER: 1 if self.cleaned_data[MONDAY_LETTER] else None}

    @property
    def seen(self) -> Mapping[str, int | None]:
        """What each rule was set to when the page was opened."""
        found = {}
        for rule in attention_rules:
            text = self.cleaned_data.get(f"{_SEEN}{rule.name}", "")
            found[rule.name] = int(text) if text.isdecimal() else None
        return found

    def show(self, changed: ThresholdChanged) -> None:
        """Note that this person has seen what somebody else set: saving again overwrites it."""
        data = cast("QueryDict", self.data).copy()
        data[f"{_SEEN}{changed.field}"] = "" if changed.stands is None else str(changed.stands)
        self.data = data

    def _set(self) -> Iterator[tuple[str, int | None]]:
        for rule in attention_rules:
            value = self.cleaned_data[rule.name]
            yield rule.name, (0 if value else None) if rule.default is None else value

    def _shown(self, name: str, default: int | None) -> object:
        value = self._stands[name]
        return value is not None if default is None else value


def _field(label: str, unit: str, default: int | None) -> forms.Field:
    if default is None:
        return forms.BooleanField(required=False, label=label)
    said = _("%(unit)s; %(default)d unless you say otherwise") % {"unit": unit, "default": default}
    return forms.IntegerField(required=False, min_value=0, max_value=730, label=label, help_text=said)
