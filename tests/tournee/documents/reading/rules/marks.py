"""Marked content: that all is tagged or an artifact, and that tags and tree agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import Reading
from tests.tournee.documents.reading.tags import Content, number_tree


def check_nothing_is_bare(reading: Reading) -> Iterator[Fault]:
    """Every operator that paints stands inside marked content, and marks are well nested."""
    for page in reading.contents:
        bare = [mark for mark in page.marks if mark.kind == "bare"]
        if bare:
            texts = "".join(mark.text for mark in bare)
            yield Fault("untagged", page.number, f"{len(bare)} things are neither tagged nor artifacts: {texts[:60]!r}")
        for problem in page.problems:
            yield Fault("nesting", page.number, problem)


def check_tree_holds_marks(reading: Reading) -> Iterator[Fault]:
    """Each mark is numbered once on its page and held once by the tree, which holds nothing else."""
    held = Counter(reading.tree_contents())
    drawn = Counter(
        Content(page.number, mark.mcid) for page in reading.contents for mark in page.marks if mark.mcid is not None
    )
    for content, times in drawn.items():
        if times > 1:
            yield Fault("tree-content", content.page, f"mark {content.mcid} is drawn {times} times")
        if held[content] != 1:
            yield Fault("tree-content", content.page, f"mark {content.mcid} is held {held[content]} times by the tree")
    for content in held.keys() - drawn.keys():
        yield Fault("tree-content", content.page or None, f"the tree holds mark {content.mcid}, which is not drawn")


def check_parent_tree(reading: Reading) -> Iterator[Fault]:
    """From each mark, the parent tree leads to the element that holds it; no two share a way."""
    keys = [int(page.obj["/StructParents"]) for page in reading.pdf.pages if "/StructParents" in page.obj]
    keys += [int(one["/StructParent"]) for _page, one in reading.annotations if "/StructParent" in one]
    entries = number_tree(reading.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/ParentTree"))
    for name, found in (("objects name", keys), ("entries have", [key for key, _value in entries])):
        for key, times in Counter(found).items():
            if times > 1:
                yield Fault("parent-tree", None, f"{times} {name} the key {key}")
    for page in reading.contents:
        key = int(reading.pdf.pages[page.number - 1].obj.get("/StructParents", -1))
        parents = list(reading.parents.get(key, ()))
        for mcid in sorted({mark.mcid for mark in page.marks if mark.mcid is not None}):
            parent = parents[mcid] if mcid < len(parents) else None
            element = None if parent is None else reading.by_key.get(parent.objgen)
            if element is None or Content(page.number, mcid) not in element.below:
                yield Fault("parent-tree", page.number, f"mark {mcid} does not lead to the element that holds it")


def check_order(reading: Reading) -> Iterator[Fault]:
    """Within each page, marks are drawn in the order in which the tree holds them."""
    by_page: dict[int, list[int]] = {}
    for content in reading.tree_contents():
        by_page.setdefault(content.page, []).append(content.mcid)
    for page in reading.contents:
        read = by_page.get(page.number, [])
        drawn = [mark.mcid for mark in page.marks if mark.mcid is not None]
        both = set(read) & set(drawn)
        pairs = zip([one for one in drawn if one in both], [one for one in read if one in both], strict=False)
        wrong = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if wrong:
            words = [mark.text[:30] if (mark := reading.mark(Content(page.number, mcid))) else "" for mcid in wrong]
            yield Fault("order", page.number, f"{words[0]!r} is drawn where {words[1]!r} is read")
