"""Damage done on purpose: what the checks must see. Each changes a sound file so that one rule no longer holds."""

from tests.tournee.documents.reading.damage import to_file, to_pages, to_tree
from tests.tournee.documents.reading.damage.doing import ALL, Damage, damaged, elements

__all__ = ["ALL", "Damage", "damaged", "elements", "to_file", "to_pages", "to_tree"]
