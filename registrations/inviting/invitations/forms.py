"""The form of an invitation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.forms.base import Group, RecordForm
from events.planning.forms.moments import MomentField
from registrations.inviting.invitations.operations import faults_of_invitation
from registrations.inviting.invitations.words import PLACEHOLDERS, usual_words
from registrations.inviting.lists.queries import contact_lists_of
from registrations.inviting.quiet import next_hour
from registrations.inviting.relays.queries import relays_of
from registrations.models import Invitation
from tournee.errors import OperationError

_DAYS_TO_REMINDER = datetime.timedelta(days=7)


class InvitationForm(RecordForm[Invitation]):
    """An invitation to `stop`; its moments are typed in the stop's own time."""

    starts_at = MomentField(label=_("Sent from"))
    reminds_at = MomentField(
        label=_("Reminds"), required=False, help_text=_("Only those not registered, and once. Empty for none.")
    )

    class Meta:
        model = Invitation
        fields = [
            "subject_fr", "subject_en", "text_fr", "text_en", "contact_lists", "relay", "starts_at", "reminds_at",
            "per_hour",
        ]  # fmt: skip
        widgets = {"contact_lists": forms.CheckboxSelectMultiple}
        labels = {
            "subject_fr": _("Subject line (French)"),
            "subject_en": _("Subject line (English)"),
            "contact_lists": _("Contact lists"),
            "relay": _("By the link of"),
        }
        help_texts = {
            "contact_lists": _("Somebody on two lists is written to once."),
            "per_hour": _("A slow pace keeps mail servers from taking it for spam."),
        }

    groups = (
        Group(_("What they read"), [("subject_fr", "subject_en"), ("text_fr", "text_en")]),
        Group(_("Who is invited"), [("contact_lists",), ("relay",)]),
        Group(
            _("When"),
            [("starts_at", "reminds_at"), ("per_hour",)],
            note=_("Nothing goes out from 20:00 to 8:00, on Sundays and on public holidays."),
        ),
    )

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stop = stop
        fields: dict[str, Any] = self.fields
        fields["contact_lists"].queryset = contact_lists_of(stop.tour)
        fields["contact_lists"].label_from_instance = lambda each: f"{each.name} ({each.size})"
        fields["contact_lists"].required = False
        relays = relays_of(stop)
        fields["relay"].queryset = relays
        fields["relay"].required = False
        fields["relay"].empty_label = None if relays.filter(organisation=None).exists() else _("the team")
        for name in ("starts_at", "reminds_at"):
            fields[name].zone = stop.zone
        fields["starts_at"].help_text = _("Local time: %(zone)s.") % {"zone": stop.zone}
        for language in ("fr", "en"):
            said = _("Filled in by themselves: %(words)s.") % {"words": PLACEHOLDERS.offered(language)}
            fields[f"text_{language}"].help_text = said
        if not self.instance.pk:
            morning = next_hour(stop, timezone.now() + datetime.timedelta(hours=1))
            self.initial.update(
                **usual_words(), starts_at=_on_the_hour(morning), reminds_at=_reminder(stop, _on_the_hour(morning))
            )

    def faults(self) -> Iterable[OperationError]:
        return faults_of_invitation(self.stop, self.checked)


def _on_the_hour(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _reminder(stop: Stop, starts_at: datetime.datetime) -> datetime.datetime | None:
    """A week later, unless the stop has begun by then."""
    moment = starts_at + _DAYS_TO_REMINDER
    return moment if stop.starts_on and moment.astimezone(stop.zone).date() < stop.starts_on else None
