"""What was measured, in words: each figure that has an aim, the aim, and whether it was met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Figure = dict[str, Any]
_AIM = "aim"


def in_words(figures: Iterable[Figure]) -> str:
    """A line for each figure, then how many met their aim; those that missed it stand last, where they are seen."""
    lines: dict[str, list[str]] = {"none": [], "met": [], "MISSED": [], "FAILED": []}
    for figure in figures:
        lines[_became(figure)].append(_line(figure))
    told = [line for some in lines.values() for line in some]
    counted = ", ".join(
        f"{len(lines[kind])} {word}"
        for kind, word in {"met": "met", "MISSED": "missed", "none": "without an aim", "FAILED": "failed"}.items()
    )
    return "\n".join([*told, counted])


def _became(figure: Figure) -> str:
    if "error" in figure:
        return "FAILED"
    if "met" not in figure:
        return "none"
    return "met" if figure["met"] else "MISSED"


def _line(figure: Figure) -> str:
    where = figure.get("database", "")
    clients = f", {figure['clients']} at once" if "clients" in figure else ""
    told = figure.get("error") or ", ".join(_measured(figure))
    became = {"none": "", "met": "met", "MISSED": "MISSED", "FAILED": "FAILED"}[_became(figure)]
    return f"{became:7}{where:11}{figure['what']}{clients}: {told}"


def _measured(figure: Figure) -> list[str]:
    """Each figure that has an aim, beside it; all of them where none has."""
    aims = [name for name in figure if name == _AIM or name.startswith(f"{_AIM}_")]
    if not aims:
        named = {name: value for name, value in figure.items() if name not in {"database", "what", "clients", "floor"}}
        return [f"{name} {value}" for name, value in named.items()]
    return [f"{_of(figure, aim)} (aim {figure[aim]})" for aim in aims]


def _of(figure: Figure, aim: str) -> str:
    """What stands beside that aim: `ratio` for `aim`, for `aim_mb` the first whose name ends in `mb`."""
    unit = aim.removeprefix(_AIM).removeprefix("_") or "ratio"
    name = next(name for name in figure if name != aim and (name == unit or name.endswith(f"_{unit}")))
    return f"{name} {figure[name]}"
