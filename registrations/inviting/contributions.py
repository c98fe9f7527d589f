"""What contact lists contribute below."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.panels import tour_tabs
from events.team.rules import edits_tour
from tournee.history.words import action_words
from tournee.web.navigation import Link

ACTION_WORDS = {
    "contact_list.create": _("made the contact list"),
    "contact_list.edit": _("edited the contact list"),
    "contact_list.import": _("imported contacts into the list"),
    "contact_list.remove": _("deleted a contact list"),
    "contact.remove": _("removed a contact"),
    "contact.oppose": _("wants no more solicitations"),
}


def tour_tab(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """A tour's contact lists, for its editors."""
    if edits_tour.test(request.user, tour):
        url = reverse("contact_lists", args=[tour.slug])
        yield Link(gettext("Contact lists"), url, request.path.startswith(url))


def register() -> None:
    """Fill the registries."""
    by = "registrations.inviting"
    action_words.add(ACTION_WORDS, by=by)
    tour_tabs.add(tour_tab, by=by, order=350)
