"""A day and a time in the stop's own clock."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone


class MomentField(forms.DateTimeField):
    """A day and a time, typed and shown in `zone`; cleaned, it is aware."""

    zone: datetime.tzinfo

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
        self.zone = timezone.get_default_timezone()

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime.datetime) and timezone.is_aware(value):
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> Any:
        with timezone.override(self.zone):
            return super().to_python(value)
