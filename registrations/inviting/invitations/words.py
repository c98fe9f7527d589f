"""The words of an invitation: what stands in braces is filled in, and nothing else may stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from events.catalogue.words import when
from events.models import Stop
from registrations.inviting.errors import InvitingError
from registrations.models import Invitation
from tournee.mail.placeholders import Placeholders

PLACEHOLDERS = Placeholders(
    {
        "fr": {"entreprise": "firm", "ville": "place", "date": "date", "lieu": "venue", "tournée": "tour"},
        "en": {"firm": "firm", "town": "place", "date": "date", "venue": "venue", "tour": "tour"},
    },
    InvitingError,
)
LANGUAGES = ("fr", "en")


def faults_of_words(values: Mapping[str, object]) -> Iterator[InvitingError]:
    """What stands in braces and is no placeholder, or a brace that is never closed, beside its field."""
    for language in LANGUAGES:
        for field in (f"subject_{language}", f"text_{language}"):
            yield from PLACEHOLDERS.faults(str(values.get(field) or ""), language, field)


def known_of(stop: Stop) -> dict[str, str]:
    """What is filled in whoever reads it, in the active language."""
    return {
        "place": stop.place,
        "date": when(stop, year=False),
        "venue": stop.venue or stop.place,
        "tour": stop.tour.title,
    }


def title_of(invitation: Invitation) -> str:
    """What the team calls it: its subject as people read it, in the active language."""
    known = {**known_of(invitation.stop), "firm": _("your firm")}
    return PLACEHOLDERS.filled(str(invitation.subject), known) or _("Invitation to %(stop)s") % {
        "stop": invitation.stop
    }


def languages_of(invitation: Invitation) -> list[str]:
    """The languages in which the invitation has a subject and a text, French first."""
    return [
        language
        for language in LANGUAGES
        if getattr(invitation, f"subject_{language}").strip() and getattr(invitation, f"text_{language}").strip()
    ]


def usual_words() -> dict[str, str]:
    """A subject and a text in each language to begin with, with placeholders."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            firm, place, date, venue = (
                f"{{{name}}}"
                for wanted in ("firm", "place", "date", "venue")
                for name, meaning in PLACEHOLDERS.by_language[language].items()
                if meaning == wanted
            )
            names = {"firm": firm, "place": place, "date": date, "venue": venue}
            found[f"subject_{language}"] = _("%(place)s, %(date)s: come and talk about innovation") % names
            found[f"text_{language}"] = (
                _(
                    "How does %(firm)s innovate, with whom, and which skills are missing? Come and talk about it with "
                    "other firms: %(date)s, %(venue)s.\n\nRegistering takes a minute, and you may bring colleagues."
                )
                % names
            )
    return found
