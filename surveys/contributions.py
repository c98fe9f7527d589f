"""What the third floor contributes to the floors below, and what it follows of them."""

from surveys.campaigns import contributions as campaigns
from surveys.listening import contributions as listening
from surveys.questionnaires import contributions as questionnaires
from surveys.searching import PLACES
from surveys.skills import contributions as skills
from surveys.syntheses import contributions as syntheses
from tournee.search.places import search_places


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    questionnaires.register()
    campaigns.register()
    listening.register()
    skills.register()
    syntheses.register()
    for order, place in enumerate(PLACES, 40):
        search_places.add(place, by="surveys", order=order)
