"""The links of every page's header and footer, contributed by whoever has a page to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: `current` marks the page one is on or in; None lets the address decide. `here` is the page itself.

    `group` is the heading under which tabs stand that are many.
    """

    label: str
    url: str
    current: bool | None = None
    here: bool = False
    group: str = ""


Links = Callable[[HttpRequest], Iterable[Link]]

public_navigation = Contribution[Links]("navigation", says="Links in the header of public pages; may not query")
workspace_navigation = Contribution[Links]("workspace_navigation", says="Links in the header of the workspace")
public_search = Contribution[Callable[[HttpRequest], Link | None]](
    "public_search", says="The box in the header of public pages, which sends its text as q; may not query"
)
footer_navigation = Contribution[Links]("footer_navigation", says="Links at the foot of every page; may not query")


def links(contribution: Contribution[Links], request: HttpRequest) -> tuple[Link, ...]:
    """The links contributed for `request`, in order; the longest address that begins the request's path is current."""
    found = [link for contributed in contribution for link in contributed(request)]
    undecided = [link.url for link in found if link.current is None and _within(request.path, link.url)]
    nearest = max(undecided, key=len, default=None)
    return tuple(
        replace(
            link,
            label=str(link.label),
            current=link.url == nearest if link.current is None else link.current,
            here=link.url == request.path,
        )
        for link in found
    )


def search_box(request: HttpRequest) -> Link | None:
    """What the header searches: the first place contributed for `request`; None where there is none."""
    return next((box for contributed in public_search if (box := contributed(request))), None)


def _within(path: str, url: str) -> bool:
    """Whether `path` is the page at `url` or one below it; the home page is only itself."""
    page = url.partition("#")[0].partition("?")[0]
    if page in {"/", "/en/"}:
        return path == page
    return path == page or path.startswith(page if page.endswith("/") else f"{page}/")
