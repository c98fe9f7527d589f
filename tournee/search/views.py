"""The page of the workspace's search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tournee.search.places import words_of
from tournee.search.queries import LONGEST, search
from tournee.web.access import opens_to, signed_in, signed_in_user


@require_safe
@opens_to(signed_in)
def page(request: HttpRequest) -> HttpResponse:
    """What was looked for and found, by kind."""
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    groups = search(signed_in_user(request), text)
    context = {
        "text": text,
        "groups": groups,
        "count": sum(len(group.found) for group in groups),
        "empty": bool(text) and not words_of(text),
    }
    return render(request, "tournee/search/page.html", context)
