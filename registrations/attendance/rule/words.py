"""A rule of attendance in words, and what a sheet says of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from registrations.models import AttendanceRule

Regime = AttendanceRule.Regime


def whose_rule(rule: AttendanceRule) -> str:
    """Whose rule the sheet follows, as it prints it: what the team wrote, else the text that the regime stands on."""
    return rule.follows or _texts().get(Regime(rule.regime), "")


def _texts() -> dict[Regime, str]:
    """For co-funding: Regulation (EU) 2021/1060, articles 47 and 50, and annex IX. For training: the Labour Code.

    What a sheet of vocational training must hold was said by the cour administrative d’appel of Nantes (1 June 2021):
    hours and module, each trainee’s signature by half-day, and the trainer’s.
    """
    return {
        Regime.CO_FUNDED: _("Regulation (EU) 2021/1060, articles 47 and 50, and annex IX"),
        Regime.TRAINING: _("French Labour Code, article R. 6332-26"),
    }


def regime_in_words(rule: AttendanceRule) -> str:
    """What the regime asks, in a sentence."""
    said = {
        Regime.INFORMATION: _(
            "Information meeting: being noted at the door is enough, for the sessions where one has a place; without "
            "any, for the plenaries open to all."
        ),
        Regime.CO_FUNDED: _(
            "Co-funded by the European Union: emblem and mention on each sheet, and each session is signed for."
        ),
        Regime.TRAINING: _("Vocational training: people and trainers sign for each half-day, with its hours."),
    }
    return said[Regime(rule.regime)]


def self_sign_in_in_words(rule: AttendanceRule) -> str:
    """Whether people sign themselves in, in a sentence."""
    if rule.self_sign_in:
        return _("People may sign themselves in by the code on the door’s poster.")
    return _("People do not sign themselves in.")
