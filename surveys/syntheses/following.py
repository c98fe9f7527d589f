"""What happens below reaches syntheses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.announcements import StopChange
from surveys.models import Synthesis
from surveys.syntheses.errors import SynthesisError


def give_up_draft(change: StopChange) -> None:
    """A stop that is deleted takes its draft along; one whose synthesis is published stays. Raises SynthesisError."""
    syntheses = Synthesis.objects.filter(stop=change.stop)
    if syntheses.filter(editions__isnull=False).exists():
        raise SynthesisError(_("A synthesis of this stop is published, so it stays."), code="synthesis_published")
    syntheses.delete()
