"""The data annex of an edition: every figure of it, one a line, for whoever reuses them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from registrations.figures.counting import CELL
from surveys.analysis.findings import from_json

_PARTS_OF_PRESENCE = ("walk_ins", "organisations")
HEADER = ("source", "question", "item", "answer", "count", "n", "asked", "withheld")


def annex(content: Mapping[str, Any]) -> bytes:
    """The figures as CSV (RFC 4180, UTF-8); the same content gives the same bytes. `withheld` is 1 for a secret one."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for name, count in content["presence"].items():
        secret = name in _PARTS_OF_PRESENCE and 0 < count < CELL  # so few would speak of somebody
        writer.writerow(("presence", name, "", "", "" if secret else count, "", "", int(secret)))
    for campaign in content["campaigns"]:
        writer.writerow((campaign["slug"], "answered", "", "", campaign["answered"], "", campaign["asked"], 0))
        writer.writerows(_rows(campaign))
    for skill in content["skills"]:
        writer.writerow(("passages", _name(skill), "", "", len(skill["passages"]), "", "", 0))
    return text.getvalue().encode()


def _rows(campaign: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for kept in campaign["findings"]:
        finding = from_json(kept)
        source = (campaign["slug"], finding.code)
        if finding.kind == "number":
            yield (*source, "", "median", finding.middle, finding.n, finding.asked, int(not finding.middle))
        for part in finding.parts:
            for figure in part.figures:
                secret = int(figure.count is None)
                count = "" if figure.count is None else figure.count
                yield (*source, part.item, figure.code, count, part.n, finding.asked, secret)


def _name(skill: Mapping[str, Any]) -> str:
    """`framework@version:code`; the code alone in an edition of before the framework was kept."""
    return f"{skill['framework']}:{skill['code']}" if skill.get("framework") else str(skill["code"])
