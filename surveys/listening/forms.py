"""The forms of a note, of a link, of a coding."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from surveys.listening.operations.noting import FIELDS, TEXT_LIMIT, faults_of_note
from surveys.models import FacilitatorLink, FrameworkVersion, Passage, Skill
from surveys.skills.queries import codable_skills, newest_frozen_version, tree_of
from tournee.errors import OperationError
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.texts.typography import format_number
from tournee.web.forms import CheckedForm, VersionedForm

if TYPE_CHECKING:
    from django.http import QueryDict


class Words(forms.CharField):
    """Some lines: a browser sends each end as two characters, and people count one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class NoteForm(CheckedForm, forms.Form):
    """What was said, and who speaks. `submission` names one sending: sent twice, it is one note."""

    text = Words(label=_("What was said"))
    voice = forms.CharField(
        label=pgettext_lazy("passage", "Who speaks"),
        help_text=_("Their trade and the size of the firm, as in “owner of a metal workshop, 8 people”. Never a name."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
    submission = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, passage: Passage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passage = passage
        self.fields["text"].help_text = gettext(
            "Three sentences are enough, as close to what was said as you can. At most %(limit)s characters."
        ) % {"limit": format_number(TEXT_LIMIT)}
        self.initial.setdefault("submission", uuid.uuid4().hex)

    @property
    def values(self) -> dict[str, Any]:
        """The note as the operations take it."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def sending(self) -> uuid.UUID:
        """The name of this sending; another one where the page said none that could be one."""
        try:
            return uuid.UUID(self.cleaned_data["submission"])
        except ValueError:
            return uuid.uuid4()

    def means_another(self) -> None:
        """Sent again from here, it is a note of its own."""
        data = cast("QueryDict", self.data).copy()
        data["submission"] = uuid.uuid4().hex
        self.data = data

    def faults(self) -> Iterable[OperationError]:
        return faults_of_note({name: self.cleaned_data.get(name, "") for name in FIELDS}, self.passage)


class SessionNoteForm(NoteForm):
    """A note taken in the workspace: at which session, too."""

    session = forms.ModelChoiceField(label=_("Session"), queryset=Session.objects.none(), empty_label=None)
    field_order = ("session",)

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        session: Any = self.fields["session"]
        session.queryset = stop.sessions.order_by("starts_at", "pk")


class CorrectionForm(VersionedForm, NoteForm):
    """The correction of a note."""

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        names = (*FIELDS, "version")
        super().__init__(*args, passage=passage, initial={name: getattr(passage, name) for name in names}, **kwargs)
        del self.fields["submission"]


class LinkForm(forms.Form):
    """For whom a link is, and where it is sent."""

    name = forms.CharField(
        label=_("For whom"), max_length=FacilitatorLink._meta.get_field("name").max_length or 0,
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), required=False,
        help_text=_("Optional: the link is sent there. You can show it instead."),
    )  # fmt: skip


class SkillField(forms.ModelChoiceField):
    """One skill of the framework that was frozen last."""


class CodingForm(forms.Form):
    """Of which skill a passage speaks."""

    skill = SkillField(label=_("Skill"), queryset=Skill.objects.none(), empty_label=_("Choose a skill"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version, field = newest_frozen_version(), self.fields["skill"]
        if version is not None and isinstance(field, SkillField):
            field.queryset = codable_skills(version)
            field.choices = [("", field.empty_label), *_by_domain(version)]


def _by_domain(version: FrameworkVersion) -> Iterator[tuple[str | int, str | list[tuple[int, str]]]]:
    """The skills of a version as choices: those of a domain under its name."""
    for branch in tree_of(version):
        if branch.below:
            yield f"{branch.skill.code} {branch.skill}", [(skill.pk, f"{skill.code} {skill}") for skill in branch.below]
        else:
            yield branch.skill.pk, f"{branch.skill.code} {branch.skill}"
