"""What two tellings of the same answers give away by subtraction, and how not to: the former figures are repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from surveys.analysis.disclosure import base
from surveys.analysis.findings import Finding, from_json


def too_few_more(former: Iterable[Mapping[str, Any]], content: Mapping[str, Any]) -> dict[str, int]:
    """By campaign (slug): by how many answers `content` differs from a `former` one, where that is too few.

    Whoever subtracts one telling of a question from the other sees what those answers said: so as many must lie
    between two tellings as it takes to break them down, of the campaign as of each question told in both.
    """
    close: dict[str, int] = {}
    for before in former:
        known = {campaign["slug"]: campaign for campaign in before["campaigns"]}
        for campaign in content["campaigns"]:
            slug = campaign["slug"]
            steps = [step for step in _steps(known[slug], campaign) if 0 < step < base()] if slug in known else []
            if steps:
                close[slug] = min([*steps, close.get(slug, steps[0])])
    return close


def with_former_answers(content: Mapping[str, Any], former: Mapping[str, Any], slugs: Iterable[str]) -> dict[str, Any]:
    """`content` with those campaigns told as in `former`, whose date of reading they keep."""
    repeated = {campaign["slug"]: campaign for campaign in former["campaigns"] if campaign["slug"] in set(slugs)}
    return {**content, "campaigns": [repeated.get(campaign["slug"], campaign) for campaign in content["campaigns"]]}


def without_answers(content: Mapping[str, Any], slugs: Iterable[str]) -> dict[str, Any]:
    """`content` where those campaigns tell how many answered, and nothing of what they said."""
    silent = set(slugs)
    return {
        **content,
        "campaigns": [
            {**campaign, "findings": [], "waits": True} if campaign["slug"] in silent else campaign
            for campaign in content["campaigns"]
        ],
    }


def _steps(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[int]:
    """How many answers lie between the tellings of what both tell."""
    known = {kept["code"]: from_json(kept) for kept in before["findings"]}
    for kept in after["findings"]:
        finding = from_json(kept)
        if (former := known.get(finding.code)) is not None:
            yield from _steps_of(former, finding)


def _steps_of(before: Finding, after: Finding) -> Iterator[int]:
    if before.middle and after.middle:
        yield abs(after.n - before.n)
    known = {part.item: part for part in before.parts}
    for part in after.parts:
        former = known.get(part.item)
        if former is not None and not former.withheld and not part.withheld:
            yield abs(part.n - former.n)
