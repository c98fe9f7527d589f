"""The form of a session: its time in the stop's own zone, and who speaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Session, Speaker, Stop, Theme
from events.planning.forms.base import Group, RecordForm, ThemesField
from events.planning.forms.choosing import Known
from events.planning.forms.speakers import SpeakerRows
from events.planning.operations.sessions import faults_of_session
from events.planning.operations.speakers import SpeakerLine
from events.planning.queries import speakings_of
from tournee.errors import OperationError
from tournee.texts.typography import format_date
from tournee.web.forms import TimeInput


class SessionForm(RecordForm[Session]):
    """A session of `stop`, on one of its days.

    `speakers` and `organisations` are those who may be chosen by name; `creates` lets a new organisation be named.
    """

    day = forms.DateField(label=_("Day"), widget=forms.Select)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput)
    ends_at = forms.TimeField(label=_("Until"), widget=TimeInput)
    themes = ThemesField(label=_("Themes"))

    class Meta:
        model = Session
        fields = [
            "kind", "title_fr", "title_en", "summary_fr", "summary_en", "room", "online_url", "capacity", "themes"
        ]  # fmt: skip
        labels = {"capacity": _("Number of seats")}
        help_texts = {
            "title_en": _("Leave it empty if the title is the same in English."),
            "capacity": _("Leave it empty for no limit."),
            "online_url": _("Only if one can follow it from afar. Only the team and those who register see it."),
        }

    def __init__(
        self,
        *args: Any,
        stop: Stop,
        speakers: Known[Speaker],
        organisations: Known[Organisation],
        creates: bool,
        **kwargs: Any,
    ) -> None:
        self.stop = stop
        super().__init__(*args, **kwargs)
        self._offer_days()
        zone = _("Local time: %(zone)s.") % {"zone": stop.get_time_zone_display()}
        self.fields["starts_at"].help_text = zone
        if self.instance.pk:
            self.initial.update(self._local_times())
            self.initial["themes"] = list(self.instance.themes.values_list("pk", flat=True))
        self._offer_themes()
        speaking = speakings_of(self.instance) if self.instance.pk else []
        self.rows = SpeakerRows(self, speakers, organisations, speaking, creates=creates)

    def grouped(self) -> list[Group]:
        """The groups; one row of fields for each speaker."""
        return [
            Group(_("What it is"), [("kind",), ("title_fr", "title_en"), ("summary_fr", "summary_en")]),
            Group(
                _("When and where"),
                [("day", "starts_at", "ends_at"), ("room",), ("online_url",), ("capacity",)],
            ),
            *self.rows.groups,
            Group(_("Subjects"), [("themes",)]),
        ]

    def _offer_days(self) -> None:
        first, last = self.stop.starts_on, self.stop.ends_on or self.stop.starts_on
        days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)] if first and last else []
        self.fields["day"].widget.choices = [(day.isoformat(), format_date(day)) for day in days]
        if days:
            self.initial.setdefault("day", days[0].isoformat())

    def _local_times(self) -> dict[str, Any]:
        starts_at = self.instance.starts_at.astimezone(self.stop.zone)
        ends_at = self.instance.ends_at.astimezone(self.stop.zone)
        return {"day": starts_at.date().isoformat(), "starts_at": starts_at.time(), "ends_at": ends_at.time()}

    def _offer_themes(self) -> None:
        """The tour's, and those the session has already; all of them where the tour has picked none."""
        picked = Q(tours=self.stop.tour_id) | (Q(sessions=self.instance) if self.instance.pk else Q())
        themes: Any = self.fields["themes"]
        if self.stop.tour.themes.exists():
            themes.queryset = Theme.objects.filter(pk__in=Theme.objects.filter(picked).values("pk"))

    @property
    def values(self) -> dict[str, Any]:
        """The session's columns; its times are aware, in the stop's zone."""
        return {**super().values, **self._times()}

    def _times(self) -> Mapping[str, datetime.datetime | None]:
        """Its two moments; None for one that was refused or lacks its day."""
        day = self.cleaned_data.get("day")
        typed = {name: self.cleaned_data.get(name) for name in ("starts_at", "ends_at")}
        return {
            name: datetime.datetime.combine(day, time, self.stop.zone) if day and time is not None else None
            for name, time in typed.items()
        }

    def faults(self) -> Iterable[OperationError]:
        session = self.instance if self.instance.pk else None
        return faults_of_session(self.stop, {**self.checked, **self._times()}, session)

    @property
    def speakers(self) -> list[SpeakerLine]:
        """Who speaks, in the order of the rows."""
        return self.rows.lines()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.stop.starts_on is None:
            self.errors.pop("day", None)  # there is none to choose, and `faults` says why
        self.rows.check()
        return cleaned
