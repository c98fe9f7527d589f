"""Uploaded pictures: what is kept of them, and what is refused in which words."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from tests.tournee.files.conftest import EMBLEM
from tests.tournee.files.samples import SVG, bomb_bytes, office_bytes, photograph_bytes, picture_bytes
from tournee.files.errors import FileRefused
from tournee.files.pictures import PreparedPicture, prepare_picture

Sent = Callable[..., SimpleUploadedFile]


def opened(picture: PreparedPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def test_a_drawing_becomes_png(sent: Sent) -> None:
    assert prepare_picture(sent(), EMBLEM).content_type == "image/png"


def test_a_photograph_becomes_jpeg(sent: Sent) -> None:
    assert prepare_picture(sent("photo.png", photograph_bytes()), EMBLEM).content_type == "image/jpeg"


def test_transparency_is_kept(sent: Sent) -> None:
    kept = opened(prepare_picture(sent(content=picture_bytes(mode="RGBA", form="WEBP")), EMBLEM))
    assert kept.mode == "RGBA"
    assert kept.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_accepted_formats_are_told_by_their_bytes(sent: Sent, form: str) -> None:
    assert prepare_picture(sent("no extension", picture_bytes(form=form), "text/plain"), EMBLEM).width == 40


def test_a_picture_for_print_in_four_inks_becomes_one_for_screens(sent: Sent) -> None:
    assert opened(prepare_picture(sent(content=picture_bytes(mode="CMYK", form="JPEG")), EMBLEM)).mode == "RGB"


def test_exif_with_its_gps_position_is_dropped_and_its_orientation_applied(sent: Sent) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    kept = prepare_picture(sent(content=picture_bytes(form="JPEG", exif=exif)), EMBLEM)
    assert (kept.width, kept.height) == (30, 40)
    assert not dict(opened(kept).getexif())


def test_a_comment_is_dropped(sent: Sent) -> None:
    assert (
        b"secret remark"
        not in prepare_picture(sent(content=picture_bytes(form="JPEG", comment=b"secret remark")), EMBLEM).content
    )


def test_no_side_is_longer_than_the_kind_allows(sent: Sent) -> None:
    kept = prepare_picture(sent(content=picture_bytes(size=(1500, 750))), EMBLEM)
    assert (kept.width, kept.height) == (600, 300)


def test_narrower_copies_are_made_of_what_is_wider(sent: Sent) -> None:
    kept = prepare_picture(sent(content=picture_bytes(size=(300, 100))), EMBLEM)
    assert {width: Image.open(io.BytesIO(copy)).size for width, copy in kept.copies.items()} == {160: (160, 53)}


def refusal_of(upload: SimpleUploadedFile) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        prepare_picture(upload, EMBLEM)
    return refused.value


def test_a_picture_of_40_mb_is_refused_with_its_size_and_the_limit(sent: Sent) -> None:
    refused = refusal_of(sent(content=bytes(40 * 1024 * 1024)))
    assert refused.code == "file_too_large"
    assert str(refused).replace("\xa0", " ") == (
        "This file is too large: 40 MB, and the limit is 2 MB. Make it smaller and send it again."
    )


def test_the_size_is_said_in_french_units_to_french_readers(sent: Sent) -> None:
    with translation.override("fr"):
        assert "40\xa0Mo" in str(refusal_of(sent(content=bytes(40 * 1024 * 1024))))


def test_an_svg_called_png_is_refused_with_the_reason_and_the_remedy(sent: Sent) -> None:
    assert str(refusal_of(sent("logo.png", SVG))) == (
        "SVG files are not accepted: they can hold scripts. Export the picture as PNG and send that."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<html><script>",
        b"%PDF-1.4",
        office_bytes("word/document.xml"),
        b"BM" + bytes(60),
    ],
    ids=["empty", "program", "page", "pdf", "word", "bmp"],
)
def test_a_disguised_file_is_no_picture_whatever_its_name(sent: Sent, content: bytes) -> None:
    assert refusal_of(sent("logo.png", content)).code == "not_a_picture"


def test_a_picture_cut_short_is_refused_as_damaged(sent: Sent) -> None:
    assert refusal_of(sent(content=photograph_bytes()[:5000])).code == "picture_damaged"


def test_a_photograph_with_broken_notes_of_its_camera_is_refused_as_damaged(sent: Sent) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned: so the notes are written anew
    exif[0x8825] = {1: "N", 2: (1.0, 2.0, 3.0)}
    content = bytearray(picture_bytes(form="JPEG", exif=exif))
    content[content.index(b"Exif\0\0") + 61] = 1  # the type of a number among them: Pillow raises TypeError

    assert refusal_of(sent(content=bytes(content))).code == "picture_damaged"


@pytest.mark.parametrize("side", [3_000, 10_000, 30_000])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(sent: Sent, side: int) -> None:
    assert refusal_of(sent(content=bomb_bytes(side))).code == "too_many_pixels"
