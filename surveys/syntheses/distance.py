"""What two tellings of the same answers give away by subtraction, and how not to: the former figures are repeated.

INSEE's secondary suppression, between documents: what one edition keeps back must not be had by comparing it with
another. The rules are `surveys.analysis.comparison`; here they meet the editions of one synthesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from surveys.analysis.comparison import given_away
from surveys.analysis.findings import from_json
from surveys.analysis.tallies import Distribution, distributions, submitted
from surveys.models import Campaign, Response

Since = Callable[[str, int], Mapping[str, Distribution]]


def answers_since(slug: str, answered: int) -> Mapping[str, Distribution]:
    """By question, the answers to that campaign after the first `answered` people; six queries, none for nobody."""
    came = submitted(Campaign.objects.filter(slug=slug)).order_by("submitted_at", "pk")
    later = list(came.values_list("pk", flat=True)[answered:])
    return distributions(Response.objects.filter(pk__in=later)) if later else {}


def too_few_more(
    former: Iterable[Mapping[str, Any]], content: Mapping[str, Any], since: Since = answers_since
) -> dict[str, int]:
    """By campaign (slug): how few answers lie between `content` and a `former` one, where both give somebody away.

    Whoever subtracts one telling of a question from the other sees what those between them said. What is told exactly
    as it was tells nothing new. `since` reads who those are, and is asked only where a question differs.
    """
    former = list(former)
    close: dict[str, int] = {}
    for campaign in content["campaigns"]:
        slug = campaign["slug"]
        told = [known for before in former for known in before["campaigns"] if known["slug"] == slug]
        if not any(known["findings"] == campaign["findings"] for known in told):
            steps = [step for known in told for step in _given_away(known, campaign, since)]
            close.update({slug: max(min(steps), 1)} if steps else {})
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


def _given_away(before: Mapping[str, Any], after: Mapping[str, Any], since: Since) -> Iterator[int]:
    """How many answers lie between the tellings of each question that gives somebody away."""
    known = {kept["code"]: kept for kept in before["findings"]}
    differ = [kept for kept in after["findings"] if kept["code"] in known and kept != known[kept["code"]]]
    between = since(after["slug"], before["answered"]) if differ else {}
    for kept in differ:
        step = given_away(from_json(known[kept["code"]]), from_json(kept), between.get(kept["code"]))
        if step is not None:
            yield step
