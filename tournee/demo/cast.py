"""Made-up people and firms, plainly so: the same every time for the same seed."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from registrations.models import Company, Trade

FIRST_NAMES = (
    "Ada", "Alix", "Andrea", "Ange", "Camille", "Charlie", "Claude", "Dominique", "Eden", "Élie", "Florence", "Gaël",
    "Hélène", "Inès", "Jo", "Kim", "Lou", "Maé", "Maxime", "Nour", "Océane", "Pascal", "Quentin", "Rachel", "Sacha",
    "Théo", "Ulysse", "Valère", "Wassim", "Xavière", "Yaël", "Zoé",
)  # fmt: skip
LAST_NAMES = ("Exemple", "Fictif", "Inventé", "Modèle", "Démo", "Échantillon", "Personnage", "Imaginaire")
WORKSHOPS = (
    ("Scierie imaginaire", Trade.WOOD),
    ("Fonderie d’exemple", Trade.METAL),
    ("Laiterie fictive", Trade.FOOD),
    ("Tissages inventés", Trade.TEXTILES),
    ("Mécanique modèle", Trade.METAL),
    ("Plasturgie de démonstration", Trade.CHEMICALS),
    ("Électronique imaginaire", Trade.ELECTRONICS),
    ("Carrosserie fictive", Trade.VEHICLES),
    ("Maçonnerie d’exemple", Trade.BUILDING),
    ("Transports inventés", Trade.TRANSPORT),
    ("Atelier numérique fictif", Trade.DIGITAL),
    ("Conseil imaginaire", Trade.SERVICES),
    ("Brasserie d’exemple", Trade.FOOD),
    ("Solaire fictif", Trade.ENERGY),
    ("Orthopédie modèle", Trade.HEALTH),
)
OTHERS = ("Lycée fictif", "Mairie imaginaire", "École d’exemple", "Chambre fictive de métiers")
POSITIONS = (
    "Gérante",
    "Gérant",
    "Responsable d’atelier",
    "Directrice technique",
    "Chargé de développement",
    "Apprentie",
)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody made up."""

    name: str
    email: str


class Extras:
    """Draws names that are not drawn twice; `seen` are firms that may come again."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.drawn = 0
        self.seen: list[Company] = []

    def person(self) -> Name:
        """A name with its address under demo.example."""
        self.drawn += 1
        first = FIRST_NAMES[self.drawn % len(FIRST_NAMES)]
        last = LAST_NAMES[(self.drawn // len(FIRST_NAMES)) % len(LAST_NAMES)]
        return Name(f"{first} {last}", f"{_plain(first)}.{_plain(last)}.{self.drawn}@demo.example")

    def firm(self, town: str) -> tuple[str, str, int]:
        """A firm's name, trade and headcount; most are small."""
        self.drawn += 1
        name, trade = WORKSHOPS[self.drawn % len(WORKSHOPS)]
        return f"{name} n° {self.drawn} ({town})", trade, self.chance.choice((1, 3, 4, 6, 8, 8, 9, 12, 18, 35, 90, 240))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
