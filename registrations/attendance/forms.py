"""What a correction asks: why, and for a presence since when and where."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from tournee.texts.typography import format_date
from tournee.web.forms import DateInput, TimeInput


class TakeBackForm(forms.Form):
    """Why somebody who was noted was not here, and which day that is said of where they were noted on several."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=datetime.date.fromisoformat, empty_value=None)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, days: Sequence[datetime.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(days) > 1:
            which: Any = self.fields["day"]
            which.choices = [("", _("Which day?")), *((day.isoformat(), format_date(day)) for day in days)]
        else:
            del self.fields["day"]


class AddForm(forms.Form):
    """Since when somebody was here, where, and how one knows."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    hour = forms.TimeField(label=_("Here since"), widget=TimeInput)
    session = forms.ModelChoiceField(
        label=_("Where"), queryset=Session.objects.none(), required=False, empty_label=_("At the door of the stop")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("How it is known: “signed the sheet”, “spoke at the debate”.")
    )

    def __init__(self, *args: Any, stop: Stop, since: datetime.datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stop = stop
        sessions = stop.sessions.planned()
        where: Any = self.fields["session"]
        where.queryset = sessions
        first = sessions.first()
        start = since or (first.starts_at if first else timezone.now())
        day = since.astimezone(stop.zone).date() if since else stop.starts_on or timezone.localdate()
        self.initial = {"day": day, "hour": start.astimezone(stop.zone).time()}

    @property
    def at(self) -> datetime.datetime:
        """The moment, by the clock of the stop."""
        cleaned = self.cleaned_data
        return datetime.datetime.combine(cleaned["day"], cleaned["hour"], self.stop.zone).astimezone(datetime.UTC)
