"""Forms of a partner's log and promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Commitment, Exchange, Partnership
from events.planning.attention.clock import today_of
from events.planning.forms.base import Group, LaidOut, RecordForm
from events.planning.partnerships.operations.exchanges import faults_of_exchange
from events.planning.partnerships.operations.promises import faults_of_commitment
from events.team.rules import tour_of
from tournee.errors import OperationError
from tournee.web.forms import CheckedForm, DateInput, VersionedForm

_SAID = (("kind",), ("on",), ("summary",))


class ExchangeForm(CheckedForm, LaidOut, forms.Form):
    """What was said with a partner, on which day."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Exchange.Kind.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Date"), widget=DateInput)
    summary = forms.CharField(label=_("What was said"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    groups: ClassVar[Sequence[Group]] = (Group(_("The exchange"), _SAID),)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.initial.setdefault("kind", Exchange.Kind.CALL)
        self.initial.setdefault("on", today_of(tour_of(partnership)))

    @property
    def values(self) -> dict[str, Any]:
        """The columns as operations take them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def faults(self) -> Iterable[OperationError]:
        return faults_of_exchange(self.partnership, self.cleaned_data)


class NoteForm(ExchangeForm, VersionedForm):
    """The same, and what is to be done next, which stands as it is until it is changed."""

    next_action = forms.CharField(
        label=_("Next action"), max_length=200, required=False,
        help_text=_("Such as “call again about the room”. Empty it once nothing is left to do."),
    )  # fmt: skip
    next_action_on = forms.DateField(label=_("When"), required=False, widget=DateInput)

    groups = (
        Group(_("The exchange"), _SAID),
        Group(_("What comes next"), [("next_action", "next_action_on")]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.partnership
        for name in ("version", "next_action", "next_action_on"):
            self.initial.setdefault(name, getattr(standing, name))


class CommitmentForm(RecordForm[Commitment]):
    """What a partner promised, for when, and when it came."""

    class Meta:
        model = Commitment
        fields = ["what", "due_on", "received_on", "note"]
        help_texts = {
            "what": _("Such as “the large room”, “relay the invitation to its members”."),
            "received_on": _("Leave it empty as long as it is awaited."),
        }

    groups = (Group(_("The promise"), [("what",), ("due_on", "received_on"), ("note",)]),)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partnership = partnership

    def faults(self) -> Iterable[OperationError]:
        return faults_of_commitment(self._partnership, self.checked)
