"""The form of a session: its time in the stop's own zone, and who speaks."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Session, Speaker, Speaking, Stop, Theme
from events.planning.forms.base import Group, RecordForm, ThemesField
from events.planning.forms.choosing import known_organisations, known_speakers
from events.planning.forms.speakers import SpeakerRows
from events.planning.operations.speakers import SpeakerLine
from events.planning.queries import speakings_of
from tournee.texts.typography import format_date
from tournee.web.forms import TimeInput


class SessionForm(RecordForm[Session]):
    """A session of `stop`, on one of its days; `speakers` are those who may be chosen by name."""

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

    def __init__(self, *args: Any, stop: Stop, speakers: Any, **kwargs: Any) -> None:
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
        self.rows = SpeakerRows(self, known_speakers(speakers), known_organisations(), speaking)

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
        day, cleaned = self.cleaned_data["day"], self.cleaned_data
        times = {
            name: datetime.datetime.combine(day, cleaned[name], self.stop.zone) for name in ("starts_at", "ends_at")
        }
        return {**super().values, **times}

    @property
    def speakers(self) -> list[SpeakerLine]:
        """Who speaks, in the order of the rows."""
        return self.rows.lines()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.stop.starts_on is None:
            said = _("Give the stop a date first: a session happens on one of its days.")
            self.errors.pop("day", None)
            self.add_error(None, forms.ValidationError(said, code="no_date_yet"))
        self.rows.check()
        return cleaned


def speakers_known_to(stop: Stop, *, all_of_them: bool) -> Any:
    """The speakers offered at `stop`: all, for the team; those of public stops and of this one, for its co-hosts."""
    speakers = Speaker.objects.select_related("organisation").order_by("search_key", "pk")
    if all_of_them:
        return speakers
    seen = Speaking.objects.filter(Q(session__stop__published_at__isnull=False) | Q(session__stop=stop))
    return speakers.filter(pk__in=seen.values("speaker"))
