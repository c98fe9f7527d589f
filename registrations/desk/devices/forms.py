"""What is asked to make a link for a telephone at the door, and to send it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Session, Stop
from registrations.booking.forms.fields import EmailField, OneLine
from registrations.desk.devices.queries import days_of
from registrations.desk.queries import sessions_of
from tournee.texts.typography import format_date, format_time


class LinkForm(forms.Form):
    """Who holds the telephone, which day, which door; what there is no choice of is not asked."""

    name = OneLine(
        label=_("Name of the telephone"), max_length=60,
        help_text=_("So that you know which one noted what: “Entrance”, “Léa’s telephone”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    day = forms.TypedChoiceField(label=_("Day"), coerce=datetime.date.fromisoformat)
    session = forms.ModelChoiceField(
        label=pgettext_lazy("where people come in", "Door"), queryset=Session.objects.none(), required=False,
        empty_label=_("the door of the stop"),
        help_text=_("A session’s own door confirms who is in it, where that has to be proved."),
    )  # fmt: skip

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days, sessions = days_of(stop), sessions_of(stop)
        self._only_day = days[0] if len(days) == 1 else None
        if self._only_day:
            del self.fields["day"]
        else:
            choice: Any = self.fields["day"]
            choice.choices = [(day.isoformat(), format_date(day)) for day in days]
        field: Any = self.fields["session"]
        field.queryset = sessions
        many = len(days) > 1
        field.label_from_instance = lambda session: _in_words(session, stop, with_day=many)
        if not sessions.exists():
            del self.fields["session"]

    @property
    def chosen_day(self) -> datetime.date:
        """The day that was chosen, or the only one there is."""
        chosen: datetime.date = self._only_day or self.cleaned_data["day"]
        return chosen


def _in_words(session: Session, stop: Stop, *, with_day: bool) -> str:
    hour = format_time(session.starts_at, zone=stop.zone)
    if with_day:
        hour = f"{format_date(session.starts_at, weekday=False, year=False, zone=stop.zone)}, {hour}"
    return f"{hour} {session}"


class SendForm(forms.Form):
    """Where the link is sent."""

    email = EmailField(
        label=_("E-mail address"),
        help_text=_("Of whoever serves this door. The address is not kept beyond the message."),
    )
