"""What editions contribute to the ground floor's places."""

from django.utils.translation import gettext_lazy as _

from tournee.history.words import action_words

ACTIONS = {"tour.clone": _("cloned the tour as the next edition")}


def register() -> None:
    """Called once, when the app is ready."""
    action_words.add(ACTIONS, by="events.planning.editions")
