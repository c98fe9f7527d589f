"""The forms of a questionnaire and of one of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from surveys.models import Questionnaire, Section
from surveys.questionnaires.operations.questionnaires import faults_of_questionnaire
from tournee.errors import OperationError
from tournee.texts.languages import LANGUAGES


class QuestionnaireForm(RecordForm[Questionnaire]):
    """Its languages and what stands around the questions."""

    class Meta:
        model = Questionnaire
        fields = [
            "in_french", "in_english", "title_fr", "title_en", "intro_fr", "intro_en", "thanks_fr", "thanks_en",
            "minutes",
        ]  # fmt: skip
        help_texts = {
            "intro_fr": _("Who asks, why, and what becomes of the answers."),
            "thanks_fr": _("Shown once all is answered: when and where the results will be read."),
        }

    groups: ClassVar[Sequence[Group]] = (
        Group(
            _("Languages"),
            [("in_french", "in_english")],
            _("Each respondent answers in the one they choose. What is sent must then be written in each."),
        ),
        Group(_("What respondents read"), [("title_fr", "title_en"), ("intro_fr", "intro_en"), ("minutes",)]),
        Group(_("Afterwards"), [("thanks_fr", "thanks_en")]),
    )

    def faults(self) -> Iterable[OperationError]:
        return faults_of_questionnaire(self.checked, self.instance if self.instance.pk else None)


class SectionForm(RecordForm[Section]):
    """The title of a page, in the languages its questionnaire is offered in."""

    class Meta:
        model = Section
        fields = ["title_fr", "title_en"]

    groups: ClassVar[Sequence[Group]] = (
        Group(_("The page"), [("title_fr", "title_en")], _("It stands above its questions. A page alone needs none.")),
    )

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_out_languages(self, questionnaire)


def leave_out_languages(form: RecordForm[Any], questionnaire: Questionnaire) -> None:
    """Ask nothing in a language that `questionnaire` is not offered in; what was written in it stays."""
    for language in LANGUAGES:
        if language not in questionnaire.languages:
            for name in [name for name in form.fields if name.endswith(f"_{language}")]:
                del form.fields[name]
