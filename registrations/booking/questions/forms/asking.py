"""The organiser's own questions within the form of a registrant."""

from __future__ import annotations

from typing import Any

from django import forms

from registrations.booking.questions.queries import OwnQuestions
from tournee.questions.stored import Value
from tournee.questions.within import Within
from tournee.texts.languages import active_language

PREFIX = "q-"


def of_party(
    form: forms.Form, own: OwnQuestions, *, lenient: bool = False, answered: dict[int, Any] | None = None
) -> Within:
    """Add to `form` what is asked once a registration; `answered` is shown again."""
    language = active_language()
    return Within(form, own.of_registration, language, PREFIX, lenient=lenient, answered=answered or {}).add()


def of_person(
    form: forms.Form,
    own: OwnQuestions,
    *,
    row: str = "",
    party: Within | None = None,
    wanted: bool = True,
    lenient: bool = False,
    answered: dict[int, Any] | None = None,
) -> Within:
    """Add to `form` what is asked of each person, for the line called `row`; nothing is wanted where nobody stands."""
    return Within(
        form, own.of_attendee, active_language(), f"{row}{PREFIX}" if row else f"person_{PREFIX}",
        before=party, wanted=wanted, lenient=lenient, answered=answered or {},
    ).add()  # fmt: skip


class AnswersForm(forms.Form):
    """The answers of a registration, or of one of its people (`of_each`), to be changed."""

    def __init__(self, data: Any = None, *, own: OwnQuestions, of_each: bool, answered: dict[int, Any]) -> None:
        super().__init__(data)
        self.questions = of_person(self, own, answered=answered) if of_each else of_party(self, own, answered=answered)
        self.answers: dict[int, Value] = {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = self.questions.clean(cleaned)
        self.answers = {one.pk: given.get(one.pk, []) for one in self.questions.questions}
        return cleaned
