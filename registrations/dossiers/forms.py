"""The form by which two records of a firm become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from registrations.dossiers.comparing import OTHER, THIS, Line


class JoinForm(forms.Form):
    """Which of the two records' words are kept, where they differ; what is not said is the newest known."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            if line.name:
                choices = [(THIS, line.this), (OTHER, line.other)]
                self.fields[line.name] = forms.ChoiceField(
                    label=line.label, choices=choices, initial=line.newest, widget=forms.RadioSelect, required=False
                )

    @property
    def rows(self) -> Iterator[tuple[Line, BoundField | None]]:
        """Each line with its field, where there is something to choose."""
        for line in self.lines:
            yield line, self[line.name] if line.name else None


def keeping_of(form: forms.Form) -> dict[str, str]:
    """Whose is kept, by name, as a valid JoinForm says it."""
    lines = form.lines if isinstance(form, JoinForm) else ()
    return {line.name: form.cleaned_data[line.name] or line.newest for line in lines if line.name}
