"""The form of a rule of attendance."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from registrations.attendance.rule.operations import FIELDS
from registrations.models import AttendanceRule


class RuleForm(RecordForm[AttendanceRule]):
    """The regime, whose rule it follows, and whether people sign themselves in.

    `asked` is what one is asked before another regime is kept: what it changes of hours proved already;
    `lacks_sheets`, where that is because no signed sheet was brought back.
    """

    asked: tuple[str, ...] = ()
    lacks_sheets = False
    regime = forms.ChoiceField(
        label=_("Regime"),
        choices=AttendanceRule.Regime.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Under the last two, a session counts as attended only where it was signed for: at its own door, on its"
            " sheet, or by the person."
        ),
    )

    class Meta:
        model = AttendanceRule
        fields: ClassVar = list(FIELDS)
        help_texts: ClassVar = {
            "follows": _(
                "Printed on the sheet: the funder’s guide, an agreement, the training provider’s registration number."
                " Empty: the text that the regime stands on."
            ),
            "self_sign_in": _(
                "By the code on the poster at the door, from half an hour before the session until it ends. The code"
                " lists nobody: one gives the code of one’s ticket, or one’s own address."
            ),
        }

    groups = (
        Group(_("What the sheets follow"), [("regime",), ("follows",)]),
        Group(_("At the door"), [("self_sign_in",)]),
    )
