"""Names of uploaded files, made safe to show, to save and to send."""

import secrets
import unicodedata
from pathlib import PurePosixPath

EXTENSIONS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_FORBIDDEN = set('<>:"|?*')
_KEPT_LETTERS = 80


def split_name(name: str) -> tuple[str, str]:
    """("Logo du pôle", ".png") for "Logo du pôle.png"."""
    path = PurePosixPath(name)
    return path.stem, path.suffix


def safe_name(original: str | None, content_type: str) -> str:
    """`original` as it may be shown and saved anywhere, with the extension of what the file really is.

    Folders, control and direction-changing characters and what file systems forbid are taken out, runs of blanks become
    one; accents stay. "file" when nothing is left.
    """
    text = unicodedata.normalize("NFC", original or "").replace("\\", "/").rsplit("/", 1)[-1]
    readable = (c if unicodedata.category(c)[0] != "C" else " " for c in text if c not in _FORBIDDEN)
    stem = split_name(" ".join("".join(readable).split()))[0].strip(". ")[:_KEPT_LETTERS].strip()
    return f"{stem or 'file'}{EXTENSIONS[content_type]}"


def random_path(content_type: str) -> str:
    """A new path in storage, spread over 256 folders: "3f/9c…e1.png"."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:]}{EXTENSIONS[content_type]}"


def copy_path(path: str, width: int | None) -> str:
    """Where the copy of the picture at `path` that is `width` pixels wide lies: "3f/9c…e1-160.png"."""
    stem, extension = path.rsplit(".", 1)
    return f"{stem}-{width}.{extension}"
