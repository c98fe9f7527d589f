"""The forms in which a co-host proposes: those in which the same is edited, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group
from events.planning.forms.sessions import SessionForm
from events.planning.forms.stops import CoHostStopForm
from events.planning.materials.forms import MaterialForm

_LINES = {"rows": 3}
WHY = Group(_("For the team"), [("why",)])


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs=_LINES),
        help_text=_("A sentence that helps the team decide. Readers do not see it."),
    )  # fmt: skip


class ProposedStopForm(CoHostStopForm):
    """What a co-host would have changed of its stop."""

    why = _why()

    groups = (*CoHostStopForm.groups, WHY)


class ProposedSessionForm(SessionForm):
    """What a co-host would have changed of a session, or a session it would have added."""

    why = _why()

    def grouped(self) -> list[Group]:
        return [*super().grouped(), WHY]

    @property
    def proposed(self) -> dict[str, Any]:
        """The session's columns, and who speaks."""
        return {**self.values, "speakers": self.speakers}


class ProposedMaterialForm(MaterialForm):
    """A material that a co-host would have participants take home."""

    why = _why()

    def grouped(self) -> Sequence[Group]:
        return [*super().grouped(), WHY]


class CallOffForm(forms.Form):
    """Why a session should be called off."""

    why = _why()


class AcceptForm(forms.Form):
    """Which values one has seen beside those proposed (`values.seal`)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)


class DeclineForm(forms.Form):
    """Why not."""

    answer = forms.CharField(
        label=_("Why not"), max_length=500, widget=forms.Textarea(attrs=_LINES),
        help_text=_("A sentence for whoever proposed it. They receive it by e-mail."),
    )  # fmt: skip
