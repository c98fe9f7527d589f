import pytest

from tournee.documents.pdf.structure import Annotation, Element, Tree, attributes, make_root, string


def placed(role, under, **said):
    element = Element(role, **said)
    element.place(under)
    return element


def written(root, parents=(), pages=None):
    return [item.decode() for item in Tree(root, list(parents), pages or {1: 3, 2: 7}, 10).objects()]


def test_elements_enter_the_tree_in_order_of_drawing_with_those_they_stand_in():
    root = make_root("fr")
    whole = Element("L")
    entry = Element("LI", whole)
    late, early = Element("LBody", entry), Element("Lbl", entry)
    early.place(root)
    late.place(root)
    assert root.kids == [whole]
    assert whole.kids == [entry]
    assert entry.kids == [early, late]


def test_an_element_enters_once():
    root = make_root("fr")
    element = placed("P", root)
    element.place(root)
    assert root.kids == [element]


def test_what_holds_nothing_is_dropped_but_for_cells():
    root = make_root("fr")
    row = placed("TR", placed("Table", root))
    placed("TD", row)
    placed("LI", placed("L", root))
    objects = written(root)
    assert [role for role in ("/S/Table", "/S/TD", "/S/LI", "/S/L/") if any(role in item for item in objects)] == [
        "/S/Table",
        "/S/TD",
    ]


def test_content_on_a_second_page_names_it():
    root = make_root("fr")
    paragraph = placed("P", root)
    paragraph.add_content(1, 4)
    paragraph.add_content(2, 0)
    assert "/S/P/P 10 0 R/Pg 3 0 R/K[4 <</Type/MCR/Pg 7 0 R/MCID 0>>]" in written(root)[1]


def test_what_an_element_says_is_written():
    root = make_root("fr")
    figure = placed("Figure", root, alt="Un (beau) dessin", language="en", id="n-1", attributes=attributes("Layout"))
    figure.kids.append(Annotation(2, "9 0 R"))
    (_root, item, *_rest) = written(root)
    assert r"/Alt(Un \(beau\) dessin)/Lang(en)/A<</O/Layout>>/ID(n-1)" in item
    assert "/K <</Type/OBJR/Obj 9 0 R/Pg 7 0 R>>" in item


def test_the_parent_tree_finds_the_elements_of_pages_and_of_links():
    root = make_root("fr")
    paragraph, link = placed("P", root), placed("Link", root)
    paragraph.add_content(1, 0)
    link.add_content(1, 1)
    objects = written(root, [link, [paragraph, link]])
    top = next(item for item in objects if "StructTreeRoot" in item)
    assert "/ParentTree<</Nums[0 12 0 R 1 14 0 R]>>/ParentTreeNextKey 2" in top
    assert objects[-1] == "[11 0 R 12 0 R]"


def test_notes_are_found_by_their_ids():
    root = make_root("fr")
    placed("Note", root, id="note-1").add_content(1, 0)
    assert any("/IDTree<</Names[(note-1) 11 0 R]>>" in item for item in written(root))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"Scope": "Column"}, "<</O/Table /Scope /Column>>"),
        ({"ColSpan": 2}, "<</O/Table /ColSpan 2>>"),
        ({"Headers": ("a", "b")}, "<</O/Table /Headers [(a) (b)]>>"),
        ({"BBox": (1.0, 2.5)}, "<</O/Table /BBox [1.00 2.50]>>"),
    ],
)
def test_attributes_are_written_by_their_kind(entries, expected):
    assert attributes("Table", **entries) == expected


def test_a_string_of_other_characters_is_written_as_utf_16():
    assert string("é") == "<FEFF00E9>"
    assert string("a\\b") == r"(a\\b)"
