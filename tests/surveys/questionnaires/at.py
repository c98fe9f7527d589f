"""Where the pages of questionnaires are, and what tests of them look for."""

from django.http import HttpResponse
from django.urls import reverse

from surveys.models import Question, Questionnaire, Section

YES_NO = [{"code": "oui", "fr": "Oui", "en": "Yes"}, {"code": "non", "fr": "Non", "en": "No"}]
TYPED: dict[str, dict[str, str]] = {
    "single": {"choices_1_fr": "Oui", "choices_1_en": "Yes", "choices_2_fr": "Non", "choices_2_en": "No"},
    "multiple": {"choices_1_fr": "Oui", "choices_2_fr": "Non", "setting_max": "1"},
    "likert": {"items_1_fr": "Le prix", "items_1_en": "The price"},
    "number": {"setting_unit_fr": "salariés", "setting_unit_en": "staff", "setting_min": "0", "setting_max": "2.5"},
    "text": {"setting_max_length": "200"},
    "sentence": {"setting_before_fr": "J’irais", "setting_before_en": "I would go"},
}


def page(thing: Questionnaire | Section | Question, name: str = "") -> str:
    if isinstance(thing, Questionnaire):
        return reverse(f"questionnaire{name}", args=[thing.tour.slug, thing.slug])
    part = "question" if isinstance(thing, Question) else "section"
    return reverse(f"questionnaire_{part}{name}", args=[thing.tour.slug, thing.questionnaire.slug, thing.pk])


def add_address(section: Section) -> str:
    return reverse("questionnaire_question_new", args=[section.tour.slug, section.questionnaire.slug, section.pk])


def error_beside(response: HttpResponse, field: str) -> bool:
    return f'id="id_{field}_error"' in response.content.decode()
