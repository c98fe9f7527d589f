"""How damage is done to a finished file, and by which change each rule is broken."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf

Change = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True, slots=True)
class Damage:
    """A change to an open file, the rule it breaks, and those that cannot hold then either."""

    rule: str
    change: Change
    also: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.rule}: {self.change.__name__.strip('_').replace('_', ' ')}"


ALL: list[Damage] = []


def breaks(rule: str, *also: str) -> Callable[[Change], Change]:
    """Keep a change among those that the tests do."""

    def keep(change: Change) -> Change:
        ALL.append(Damage(rule, change, frozenset(also)))
        return change

    return keep


def damaged(data: bytes, change: Change) -> bytes:
    """The file with that change."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(file)
    return file.getvalue()


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    """The elements of that role, in order of reading."""
    found: list[pikepdf.Object] = []

    def walk(element: pikepdf.Object) -> None:
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if f"/{role}" == kid.S:
                    found.append(kid)
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def kids_of(element: pikepdf.Object) -> pikepdf.Array:
    """What an element holds, as an array that can be changed."""
    if not isinstance(element.K, pikepdf.Array):
        element.K = pikepdf.Array([element.K])
    return element.K


def attribute(element: pikepdf.Object, name: str) -> pikepdf.Object:
    """The attributes of an element among which that one is."""
    given = element.A if isinstance(element.A, pikepdf.Array) else (element.A,)
    return next(one for one in given if name in one)


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The link annotations, page by page."""
    return [one for page in pdf.pages for one in page.obj.get("/Annots", ()) if one.Subtype == "/Link"]


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts of the first page."""
    return list(pdf.pages[0].obj.Resources.Font.values())


def rewrite(pdf: pikepdf.Pdf, change: Callable[[list], list], page: int = 0) -> None:
    """Write a page's content anew from its instructions."""
    changed = change(list(pikepdf.parse_content_stream(pdf.pages[page])))
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(changed))
