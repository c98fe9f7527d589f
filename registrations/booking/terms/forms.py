"""The forms of a stop's terms and of a code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Partnership, Stop
from events.planning.forms.base import Group, RecordForm
from events.planning.forms.moments import MomentField
from registrations.booking.terms import operations
from registrations.booking.terms.operations import field_of_session
from registrations.models import AccessCode, Terms
from tournee.errors import OperationError

_MOST_SEATS = 100_000


class TermsForm(RecordForm[Terms]):
    """The terms of `stop`; moments are typed in its own time."""

    opens_at = MomentField(label=_("Opens on"), required=False, help_text=_("Empty: once the stop is public."))
    closes_at = MomentField(label=_("Closes on"), required=False, help_text=_("Empty: when its last session is over."))
    maximum_per_firm = forms.IntegerField(
        label=_("People of one firm, at most"), required=False, min_value=1, max_value=1000,
        help_text=_("Over all its registrations for this stop. Empty for no limit."),
    )  # fmt: skip
    offer_hours = forms.IntegerField(
        label=_("Hours to accept"), required=False, min_value=1, max_value=720,
        help_text=_("Empty: a place that comes free is confirmed at once. Else it is held for so many hours, until"
                    " registration closes or the session begins at the latest."),
    )  # fmt: skip

    class Meta:
        model = Terms
        fields: ClassVar = list(operations.FIELDS)
        labels: ClassVar = {
            "approval": _("The team approves each registration"),
            "with_code_only": _("Only those with a code register"),
            "smaller_may_pass": _("A smaller party may pass a larger one that does not fit"),
        }
        help_texts: ClassVar = {
            "approval": _("Places are held meanwhile. Nobody reads that they are registered before you have approved."),
            "with_code_only": _("The stop stays on the site; its form asks for the code."),
            "smaller_may_pass": _("Else nobody passes anybody. Whom it passed is kept with each party."),
        }

    groups = (
        Group(_("When"), [("opens_at", "closes_at")]),
        Group(_("Who"), [("with_code_only",), ("approval",), ("maximum_per_firm",)]),
        Group(_("Waiting list"), [("smaller_may_pass",), ("offer_hours",)]),
    )

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("opens_at", "closes_at"):
            fields[name].zone = stop.zone
        zone = _("Local time: %(zone)s.") % {"zone": stop.get_time_zone_display()}
        fields["opens_at"].help_text = f"{fields['opens_at'].help_text} {zone}"

    def faults(self) -> Iterable[OperationError]:
        return operations.faults_of_terms(self.checked)


class CodeForm(RecordForm[AccessCode]):
    """A code of `stop`, with the seats set aside in each of its sessions."""

    until = MomentField(
        label=_("Set aside until"),
        required=False,
        help_text=_("Then what is left of them is for everybody, and who waits comes first."),
    )

    class Meta:
        model = AccessCode
        fields: ClassVar = list(operations.CODE_FIELDS)
        labels: ClassVar = {"organisation": _("For")}
        help_texts: ClassVar = {
            "code": _("Letters and figures that are easy to read out; capitals and accents do not matter."),
            "organisation": _("The partner who hands it on, if it is one of this stop or tour."),
        }

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stop = stop
        fields: dict[str, Any] = self.fields
        fields["until"].zone = stop.zone
        partners = Partnership.objects.filter(Q(stop=stop) | Q(tour=stop.tour_id)).values("organisation")
        theirs = Q(pk__in=partners) | Q(pk=self.instance.organisation_id)
        fields["organisation"].queryset = Organisation.objects.filter(theirs).order_by("search_key", "pk")
        fields["organisation"].empty_label = _("no particular partner")
        self._sessions = [pk for pk, name in self._add_sessions()]

    def _add_sessions(self) -> list[tuple[int, str]]:
        """A number for each session that has a limit: elsewhere there is nothing to set aside."""
        asides = self.instance.set_asides.all() if self.instance.pk else ()
        kept = {aside.session_id: aside.seats for aside in asides}
        found = [one for one in self.stop.sessions.all() if one.capacity is not None or one.pk in kept]
        for session in found:
            self.fields[field_of_session(session.pk)] = forms.IntegerField(
                label=str(session), required=False, min_value=0, max_value=_MOST_SEATS, initial=kept.get(session.pk)
            )
        return [(session.pk, str(session)) for session in found]

    def grouped(self) -> list[Group]:
        """The code; then the seats, where a session has a limit."""
        sessions = [(field_of_session(pk),) for pk in self._sessions]
        note = _("Nobody without the code takes them before that moment. Empty for none.")
        return [
            Group(_("Code"), [("code",), ("organisation",)]),
            *([Group(_("Seats set aside for it"), [*sessions, ("until",)], note)] if sessions else []),
        ]

    @property
    def set_aside(self) -> dict[int, int]:
        """The seats by session (id)."""
        return {pk: self.cleaned_data.get(field_of_session(pk)) or 0 for pk in self._sessions}

    def faults(self) -> Iterable[OperationError]:
        values = {name: value for name, value in self.checked.items() if name not in self.errors}
        known = self.instance if self.instance.pk else None
        wanted = {} if "until" in self.errors else self.set_aside
        return operations.faults_of_code(self.stop, values, wanted, known=known)
