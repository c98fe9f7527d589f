"""The rows of a session's form in which speakers are chosen or added: a name is enough for one who is known."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Organisation, Speaker, Speaking
from events.planning.forms.base import Group
from events.planning.forms.choosing import (
    Known,
    KnownField,
    NewKindField,
    OrganisationField,
    asks_for_kind,
    settle_new_organisation,
)
from events.planning.operations.speakers import SpeakerLine

EMPTY_ROWS = 2
DETAILS = ("position_fr", "position_en", "organisation")


class SpeakerField(KnownField[Speaker]):
    """A known speaker, or the name of a new one: cleaned, it is a Speaker, a name, or None."""

    several = gettext_lazy("Several people are called “%(text)s”. Choose one that the list offers.")


class SpeakerRows:
    """The rows of `form`: one for each of `speaking`, and some empty ones. An emptied row takes the person out.

    Who `creates` may name an organisation nobody had entered: its kind is asked then.
    """

    def __init__(
        self,
        form: forms.BaseForm,
        speakers: Known[Speaker],
        organisations: Known[Organisation],
        speaking: Sequence[Speaking],
        *,
        creates: bool,
    ) -> None:
        self.form = form
        self.creates = creates
        self.count = len(speaking) + EMPTY_ROWS
        if form.is_bound:
            self.count = max(self.count, sum(1 for key in form.data if key.endswith("_name") and "speaker_" in key))
        self.count = min(self.count, 30)
        for number in range(1, self.count + 1):
            self._add(number, speakers, organisations)
        for number, spoken in enumerate(speaking, 1):
            form.initial.update({f"speaker_{number}_name": spoken.speaker, f"speaker_{number}_role": spoken.role})

    def _add(self, number: int, speakers: Known[Speaker], organisations: Known[Organisation]) -> None:
        label = _("Name of person %(number)d") % {"number": number}
        fields = {
            "name": SpeakerField(speakers, free=True, label=label, required=False),
            "role": forms.ChoiceField(
                label=_("Role of person %(number)d") % {"number": number},
                choices=Speaking.Role.choices,
                initial=Speaking.Role.SPEAKER,
                required=False,
            ),
            "position_fr": forms.CharField(label=_("Position (French)"), max_length=160, required=False),
            "position_en": forms.CharField(label=_("Position (English)"), max_length=160, required=False),
            "organisation": OrganisationField(
                organisations, free=self.creates, label=_("Organisation"), required=False
            ),
            **({"kind": NewKindField()} if self.creates else {}),
        }
        self.form.fields |= {f"speaker_{number}_{part}": field for part, field in fields.items()}

    @property
    def groups(self) -> list[Group]:
        """The rows of those who speak already, and those for more."""
        rows: list[tuple[str, ...]] = []
        for number in range(1, self.count + 1):
            name = f"speaker_{number}"
            rows.append((f"{name}_name", f"{name}_role"))
            if isinstance(self.form.initial.get(f"{name}_name"), Speaker):
                continue
            rows.append((f"{name}_position_fr", f"{name}_position_en"))
            rows.append((f"{name}_organisation",))
            if self.creates and asks_for_kind(self.form, f"{name}_organisation", f"{name}_kind"):
                rows.append((f"{name}_kind",))
        note = _(
            "Write a name and choose the person if the list knows them. For somebody new, add position and "
            "organisation. Empty a name to take the person out."
        )
        return [Group(_("Who speaks"), rows, note)]

    def check(self) -> None:
        """Refuse what would be lost or said twice: details without a name or of a known person, one person twice."""
        seen: set[int] = set()
        for number in range(1, self.count + 1):
            field = f"speaker_{number}_name"
            settle_new_organisation(self.form, f"speaker_{number}_organisation", f"speaker_{number}_kind")
            if field in self.form.errors:
                continue
            name, details = self._row(number)
            if details and not name:
                self._refuse(field, _("Give the name of this person."))
            if isinstance(name, Speaker):
                if details and not self._is_namesake(field, name):
                    self._refuse(
                        field,
                        _("This person is known already: leave position and organisation empty, or another name."),
                    )
                elif not details and name.pk in seen:
                    self._refuse(field, _("This person is in the list twice."))
                seen.add(name.pk)

    def lines(self) -> list[SpeakerLine]:
        """Who speaks, row by row, as the operation takes it."""
        found = []
        for number in range(1, self.count + 1):
            name, details = self._row(number)
            if not name:
                continue
            cleaned = self.form.cleaned_data
            role = cleaned.get(f"speaker_{number}_role") or Speaking.Role.SPEAKER
            if isinstance(name, Speaker) and details:
                name = name.name
            found.append(SpeakerLine(name, role, details))
        return found

    def _row(self, number: int) -> tuple[Speaker | str | None, dict[str, object]]:
        cleaned = self.form.cleaned_data
        details = {part: cleaned.get(f"speaker_{number}_{part}") for part in DETAILS}
        return cleaned.get(f"speaker_{number}_name"), {part: value for part, value in details.items() if value}

    def _is_namesake(self, field: str, speaker: Speaker) -> bool:
        """Somebody wrote the mere name of a known person, and details that are another's."""
        typed = str(self.form.data.get(field, "")).strip()
        whole = self.form.fields[field].known.label_of(speaker)  # type: ignore[attr-defined]
        return typed == speaker.name and typed != whole

    def _refuse(self, field: str, said: str) -> None:
        self.form.add_error(field, forms.ValidationError(said, code="speaker"))
