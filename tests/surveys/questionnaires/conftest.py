"""What tests of questionnaires begin with."""

import pytest
from django.test import Client

from surveys.models import Questionnaire, Section
from tests.events.planning.pages import member
from tests.surveys.factories import (
    QuestionnaireFactory,
    SectionFactory,
)


@pytest.fixture
def questionnaire(client: Client) -> Questionnaire:
    """A questionnaire of one page, and its editor signed in."""
    found = QuestionnaireFactory()
    SectionFactory(questionnaire=found, position=1)
    member(client, found.tour, "editor")
    return found


@pytest.fixture
def section(questionnaire: Questionnaire) -> Section:
    return questionnaire.sections.get()
