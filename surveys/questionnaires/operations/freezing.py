"""Freezing a questionnaire: what people answer never changes under them."""

from __future__ import annotations

from django.db.models import Max

from events.planning.operations.changing import changes_a_tour
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.questionnaires.content import content_of, fingerprint_of, missing_in
from surveys.questionnaires.errors import NotReady
from surveys.questionnaires.operations.sections import lock
from tournee.accounts.models import User
from tournee.history.operations import record


@changes_a_tour
def freeze(questionnaire: Questionnaire, actor: User | None) -> QuestionnaireVersion:
    """The version of `questionnaire` as it stands: a new one, or the one there is if nothing changed since.

    Raises NotReady, whose `missing` names what cannot be asked yet; TourArchived.
    """
    lock(questionnaire)
    questionnaire.refresh_from_db()
    content = content_of(questionnaire)
    if missing := missing_in(content):
        raise NotReady(missing)
    fingerprint = fingerprint_of(content)
    standing = questionnaire.versions.filter(fingerprint=fingerprint).first()
    if standing is not None:
        return standing
    last = questionnaire.versions.aggregate(last=Max("number"))["last"] or 0
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, number=last + 1, content=content, fingerprint=fingerprint
    )
    record("questionnaire.freeze", questionnaire, actor=actor, changes={"number": (last or None, version.number)})
    return version
