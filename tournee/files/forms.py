"""Form fields for files: what is refused becomes the field's error, and nothing is kept before the operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tournee.files.documents import PreparedDocument, prepare_document
from tournee.files.errors import FileRefused
from tournee.files.kinds import FileKind, accepting_kind
from tournee.files.naming import EXTENSIONS
from tournee.texts.typography import format_size

if TYPE_CHECKING:
    from tournee.files.pictures import PreparedPicture


class _Kept(NamedTuple):
    """A kept file as the widget shows it: a link under its name."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class StoredFileInput(forms.ClearableFileInput):
    """A file input that links to the file kept so far and offers to remove it; its initial value is a StoredFile."""

    def format_value(self, value: Any) -> Any:
        return _Kept(value.name, value.url) if self.is_initial(value) else None


class _StoredFileField(forms.FileField):
    """What picture and document fields share. Cleaned: what to keep, the initial StoredFile, or False (remove it)."""

    widget = StoredFileInput

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        self.kind_name = kind
        super().__init__(**kwargs)

    @property
    def kind(self) -> FileKind:
        """The contributed kind, looked up late: forms are imported before the registries are full."""
        return accepting_kind(self.kind_name)

    def clean(self, data: Any, initial: Any = None) -> Any:
        cleaned = super().clean(data, initial)
        if not isinstance(cleaned, UploadedFile):
            return cleaned
        try:
            return self.prepared(cleaned)
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal

    def prepared(self, upload: UploadedFile) -> PreparedPicture | PreparedDocument:
        raise NotImplementedError


class PictureField(_StoredFileField):
    """A picture of a kind. Cleaned: PreparedPicture (for `keep_picture`), the initial StoredFile, False or None."""

    def prepared(self, upload: UploadedFile) -> PreparedPicture:
        from tournee.files.pictures import prepare_picture  # lazily: Pillow

        return prepare_picture(upload, self.kind)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": "image/png,image/jpeg,image/webp,image/gif"}


class DocumentField(_StoredFileField):
    """A document of a kind. Cleaned: PreparedDocument (for `keep_document`), the initial StoredFile, False or None."""

    def prepared(self, upload: UploadedFile) -> PreparedDocument:
        return prepare_document(upload, self.kind)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(EXTENSIONS.values())}


def picture_help(kind: str) -> str:
    """What a picture field's help text says of its kind's limits."""
    return _("PNG, JPEG, WebP or GIF, up to %(limit)s.") % {"limit": format_size(accepting_kind(kind).max_bytes)}
