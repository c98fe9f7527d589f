"""Names of uploaded files."""

import pytest

from tournee.files.naming import copy_path, random_path, safe_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Logo du pôle.PNG", "Logo du pôle.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\zoe\\logo.jpeg", "logo.png"),
        ("logo.png.exe", "logo.png.png"),
        ("ab\x00\r\nc\u202egnp.exe", "ab c gnp.png"),
        ('a<b>"c|?*.png', "abc.png"),
        ("", "file.png"),
        (None, "file.png"),
        (".htaccess", "htaccess.png"),
        ("x" * 300 + ".png", "x" * 80 + ".png"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(sent: str | None, kept: str) -> None:
    assert safe_name(sent, "image/png") == kept


def test_no_two_files_share_a_path_and_copies_lie_beside_theirs() -> None:
    path = random_path("image/png")
    assert path != random_path("image/png")
    assert copy_path("3f/9c.png", 160) == "3f/9c-160.png"
