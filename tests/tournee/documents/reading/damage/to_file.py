"""Damage to what a file says of itself, to its links and its fonts."""

from __future__ import annotations

from struct import unpack_from

import pikepdf
from pikepdf import Name

from tests.tournee.documents.reading.damage.doing import breaks, fonts, links

# What the file says of itself


@breaks("marked")
def _not_said_to_be_tagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@breaks("language")
def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@breaks("language")
def _language_in_words(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("français")


@breaks("title")
def _no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


@breaks("title")
def _another_title_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(stream.replace(str(pdf.docinfo["/Title"]).encode(), b"Something else"))


@breaks("title-shown")
def _the_name_of_the_file_is_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


@breaks("identifier", "title")
def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@breaks("identifier")
def _another_part_of_the_standard(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(stream.replace(b"pdfuaid:part>1<", b"pdfuaid:part>9<"))


@breaks("bookmarks")
def _no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


@breaks("bookmarks")
def _bookmarks_in_another_order(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    one = first.First if "/First" in first else first
    other = one.Next
    one.Title, other.Title = other.Title, one.Title


@breaks("bookmarks")
def _a_bookmark_to_another_page(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    entry = first.First if "/First" in first else first
    entry.Dest = pikepdf.Array([pdf.pages[-1].obj, Name.Fit])


@breaks("tabs")
def _the_tab_key_goes_its_own_way(pdf: pikepdf.Pdf) -> None:
    del next(page.obj for page in pdf.pages if "/Annots" in page.obj)["/Tabs"]


# Links


@breaks("link-contents")
def _a_link_says_nothing(pdf: pikepdf.Pdf) -> None:
    del links(pdf)[0].Contents


@breaks("link-contents")
def _a_link_says_a_blank(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].Contents = pikepdf.String(" ")


@breaks("link-target")
def _a_link_leads_nowhere(pdf: pikepdf.Pdf) -> None:
    del next(one for one in links(pdf) if "/A" in one)["/A"]


@breaks("link-target")
def _a_link_to_a_place_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    next(one for one in links(pdf) if "/Dest" in one).Dest = pikepdf.String("nowhere")


@breaks("link-parent")
def _a_link_without_a_way_up(pdf: pikepdf.Pdf) -> None:
    del links(pdf)[0].StructParent


@breaks("print-flag")
def _a_link_is_not_printed(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].F = 0


@breaks("print-flag")
def _a_link_is_hidden(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].F = 6


# Fonts


@breaks("font-embedded")
def _a_font_is_left_out(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].FontDescriptor.FontFile2


@breaks("font-embedded")
def _a_font_is_cut_short(pdf: pikepdf.Pdf) -> None:
    file = fonts(pdf)[0].FontDescriptor.FontFile2
    file.write(file.read_bytes()[:64])


@breaks("font-unicode", "bookmarks")
def _a_font_does_not_say_what_its_codes_mean(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].ToUnicode


@breaks("glyph-unicode", "bookmarks")
def _a_letter_means_nothing(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0065>", b"<FFFD>"))


@breaks("glyph-missing")
def _letters_are_drawn_as_boxes(pdf: pikepdf.Pdf) -> None:
    file = fonts(pdf)[0].FontDescriptor.FontFile2
    font = bytearray(file.read_bytes())
    entry = next(at for at in range(12, len(font), 16) if font[at : at + 4] == b"cmap")
    cmap = unpack_from(">I", font, entry + 8)[0]
    subtable = cmap + unpack_from(">I", font, cmap + 8)[0]
    kind, length = unpack_from(">HH", font, subtable)
    assert kind == 6, "this damage knows one kind of character map"
    font[subtable + 10 : subtable + length] = bytes(length - 10)
    file.write(bytes(font))
