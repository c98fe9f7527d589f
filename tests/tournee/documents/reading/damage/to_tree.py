"""Damage to the tag tree and to the ways between it and the marks."""

from __future__ import annotations

import pikepdf
from pikepdf import Name

from tests.tournee.documents.reading.damage.doing import attribute, breaks, elements, kids_of, links

# The ways between marks and tree


def _parents(pdf: pikepdf.Pdf) -> pikepdf.Array:
    """The elements above the marks of the first page, by their numbers."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = list(nums[::2]).index(pdf.pages[0].obj.StructParents)
    return nums[2 * at + 1]


@breaks("parent-tree", "link-parent")
def _no_way_up_at_all(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


@breaks("parent-tree")
def _a_mark_without_a_way_up(pdf: pikepdf.Pdf) -> None:
    parents = _parents(pdf)
    del parents[len(parents) - 1]


@breaks("parent-tree")
def _two_marks_lead_up_to_each_other_s_element(pdf: pikepdf.Pdf) -> None:
    parents = _parents(pdf)
    parents[0], parents[1] = parents[1], parents[0]


@breaks("parent-tree")
def _two_pages_go_the_same_way(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.StructParents = pdf.pages[0].obj.StructParents


@breaks("parent-tree")
def _two_entries_for_one_key(pdf: pikepdf.Pdf) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums.append(nums[len(nums) - 2])
    nums.append(nums[len(nums) - 2])


@breaks("tree-content", "parent-tree", "empty")
def _a_paragraph_that_the_tree_forgets(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "P")[-1].K


@breaks("tree-content")
def _a_paragraph_that_is_read_twice(pdf: pikepdf.Pdf) -> None:
    kids = kids_of(elements(pdf, "Document")[0])
    page = pdf.pages[0].obj.objgen
    here = [kid for kid in kids if kid.S == "/P" and "/Pg" in kid and kid.Pg.objgen == page]
    kids.append(here[0])


@breaks("tree-content")
def _an_element_holds_what_is_not_drawn(pdf: pikepdf.Pdf) -> None:
    kids_of(elements(pdf, "P")[0]).append(9999)


@breaks("order")
def _read_in_another_order_than_drawn(pdf: pikepdf.Pdf) -> None:
    kids = kids_of(elements(pdf, "Document")[0])
    at = next(
        at
        for at in range(len(kids) - 1)
        if kids[at].S == "/P" == kids[at + 1].S and kids[at].Pg.objgen == kids[at + 1].Pg.objgen
    )
    first, second = kids[at], kids[at + 1]
    kids[at], kids[at + 1] = second, first


# Roles


@breaks("role")
def _a_role_of_our_own(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].S = Name.Absatz


@breaks("role", "empty", "tree-content", "parent-tree", "link-element", "bookmarks")
def _no_tree(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot
    top.K = pikepdf.Array()


@breaks("role", "list")
def _items_outside_a_list(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "L")[0].S = Name.Sect
    elements(pdf, "LBody")[0].S = Name.P


@breaks("empty")
def _an_empty_paragraph(pdf: pikepdf.Pdf) -> None:
    document = elements(pdf, "Document")[0]
    empty = pikepdf.Dictionary(Type=Name.StructElem, S=Name.P, P=document)
    kids_of(document).append(pdf.make_indirect(empty))


# Figures, tables, headings, lists, notes, links


@breaks("figure-alt")
def _a_figure_without_words(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


@breaks("figure-alt")
def _a_figure_with_a_blank_for_words(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[0].Alt = pikepdf.String("  ")


@breaks("figure-box")
def _a_figure_without_a_place(pdf: pikepdf.Pdf) -> None:
    figure = elements(pdf, "Figure")[0]
    del attribute(figure, "/BBox").BBox


@breaks("figure-box")
def _a_figure_off_its_page(pdf: pikepdf.Pdf) -> None:
    attribute(elements(pdf, "Figure")[0], "/BBox").BBox = pikepdf.Array([500, 100, 900, 300])


@breaks("header-scope")
def _a_header_without_scope(pdf: pikepdf.Pdf) -> None:
    del attribute(elements(pdf, "TH")[0], "/Scope").Scope


@breaks("header-scope")
def _a_header_with_a_scope_that_is_none(pdf: pikepdf.Pdf) -> None:
    attribute(elements(pdf, "TH")[0], "/Scope").Scope = Name.Diagonal


@breaks("table-shape")
def _a_cell_as_wide_as_two(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TD")[0].A = pikepdf.Dictionary(O=Name.Table, ColSpan=2)


@breaks("table-shape")
def _a_cell_reaches_below_its_table(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "TD")[-1].A = pikepdf.Dictionary(O=Name.Table, RowSpan=3)


@breaks("heading-first")
def _the_first_heading_is_of_level_two(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H1")[0].S = Name.H2


@breaks("heading-skip")
def _a_heading_skips_a_level(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H3


@breaks("empty", "bookmarks", "parent-tree", "tree-content")
def _a_heading_without_words(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].K = pikepdf.Array()


@breaks("list")
def _an_item_without_a_body(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "LBody")[0].S = Name.P


@breaks("list", "role")
def _a_list_of_paragraphs(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "LI")[0].S = Name.P


@breaks("note-id")
def _a_note_without_identifier(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Note")[0].ID


@breaks("note-id")
def _two_notes_of_one_identifier(pdf: pikepdf.Pdf) -> None:
    first, second = elements(pdf, "Note")[:2]
    second.ID = first.ID


@breaks("note-id")
def _notes_that_no_index_knows(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.IDTree


@breaks("language")
def _words_in_no_language(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].Lang = pikepdf.String("English, I think")


@breaks("link-element")
def _a_link_that_is_called_something_else(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Link")[0].S = Name.Span


@breaks("link-element")
def _a_link_that_no_element_holds(pdf: pikepdf.Pdf) -> None:
    kids = kids_of(elements(pdf, "Link")[0])
    del kids[next(at for at, kid in enumerate(kids) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)]


@breaks("link-element")
def _a_link_that_leads_up_to_another(pdf: pikepdf.Pdf) -> None:
    first, second = links(pdf)[:2]
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = list(nums[::2])
    nums[2 * keys.index(first.StructParent) + 1] = nums[2 * keys.index(second.StructParent) + 1]
