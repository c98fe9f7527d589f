"""Simplified outlines of regions, départements and counties of southern England, for maps about 600 px wide."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal

Layer = Literal["regions", "departements", "uk"]
Ring = tuple[tuple[float, float], ...]

FILE = Path(__file__).parent / "data" / "outlines.json.gz"
STEPS_PER_DEGREE = 500


@dataclass(frozen=True, slots=True)
class Outline:
    """A territory's shape: closed `rings` of (longitude, latitude) in degrees (WGS 84), the first point repeated last.

    `code` is the territory's code in its scheme: region `32`, département `80`, NUTS 2010 `UKJ42`. The five overseas
    regions have their own codes (01, 02, 03, 04, 06) and lie where they lie: a map puts them in insets.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]


@lru_cache(maxsize=3)
def outlines(layer: Layer) -> list[Outline]:
    """The outlines of `layer`, by code; kept after the first call, so do not change the list."""
    return [Outline(code, name, tuple(_ring(steps) for steps in rings)) for code, name, rings in _stored()[layer]]


def _stored() -> dict[str, list[tuple[str, str, list[list[int]]]]]:
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        layers: dict[str, list[tuple[str, str, list[list[int]]]]] = json.load(file)
    return layers


def _ring(steps: list[int]) -> Ring:
    """A ring is stored as steps from point to point, in units of 1/500 degree: x, y, dx, dy, dx, dy…"""
    longitudes = accumulate(steps[0::2])
    latitudes = accumulate(steps[1::2])
    return tuple((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE) for x, y in zip(longitudes, latitudes, strict=True))
