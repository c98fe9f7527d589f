"""What is refused of a question whatever else is still missing, and the code that it gets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tournee.errors import OperationError
from tournee.questions.content import Question
from tournee.questions.registry import TYPES
from tournee.questions.settings import LONGEST_CODE, SettingsError, with_codes
from tournee.texts.slugs import free_slug


def faults_of(
    kind: str, labels: Collection[str], settings: Any, *, error: type[OperationError]
) -> Iterator[OperationError]:
    """What is wrong: no such kind, nothing asked in any language (`labels`), settings that its type refuses."""
    if kind not in TYPES:
        said = _("There is no such kind of question; known: %(kinds)s.") % {"kinds": ", ".join(TYPES)}
        yield error(said, code="unknown_kind", field="kind")
        return
    if not TYPES[kind].speaks_for_itself and not any((label or "").strip() for label in labels):
        yield error(_("Write the question."), code="no_label", field="label")
    if not isinstance(settings, Mapping):
        yield error(_("Settings are an object."), code="shape", field="settings")
        return
    try:
        asked = Question("q", kind, {}, settings=with_codes(settings, TYPES[kind].settings))
        TYPES[kind].check(asked, ())
    except SettingsError as refused:
        yield refused


def new_code(labels: Collection[str], settings: Mapping[str, Any], *, kind: str, taken: Collection[str]) -> str:
    """A code made of the label (or of how a sentence begins) that none of those `taken` is.

    It has no hyphen: what follows one in a form field's name belongs to the question's type.
    """
    before = settings.get("before") or {}
    text = next((words for words in (*labels, before.get("fr"), before.get("en")) if words), "")
    reserved = {code.replace("_", "-") for code in taken}
    return free_slug(text, fallback=kind, longest=LONGEST_CODE - 5, reserved=reserved).replace("-", "_")
