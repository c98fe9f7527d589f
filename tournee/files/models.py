"""A kept file: its bytes lie in the default storage under a path nobody can guess."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tournee.files.kinds import kind_named
from tournee.files.naming import EXTENSIONS, copy_path, split_name
from tournee.texts import Translated
from tournee.texts.typography import format_size

if TYPE_CHECKING:
    from django.core.files.base import File


def new_token() -> str:
    """128 random bits in 22 letters: what a file's address is known by."""
    return secrets.token_urlsafe(16)


class StoredFile(models.Model):
    """A picture or document as it was kept: re-encoded or checked, never what a browser claimed it to be.

    It is never changed, only replaced and discarded, so that its address may be cached for ever. `path` is its name in
    the default storage; a picture's narrower copies, listed by width in `widths`, lie beside it. Personal data: a
    document's name and content may hold some; they are erased with the object that points here, for whose purpose they
    are kept.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=120, unique=True, editable=False)
    widths = models.JSONField(default=list, editable=False)
    alt_fr = models.CharField(_("description in French"), max_length=250, blank=True)
    alt_en = models.CharField(_("description in English"), max_length=250, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    alt = Translated()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["created_at"], name="storedfile_created")]

    def __str__(self) -> str:
        # Goes into history, which outlives erasure: so not the name, which may be a person's.
        return f"{self.kind} {self.token[:6]}"

    @property
    def url_name(self) -> str:
        """The name as it stands in addresses: ASCII, with the extension of the real type."""
        stem, extension = split_name(self.name)
        return f"{slugify(stem) or 'file'}{extension}"

    @property
    def url(self) -> str:
        """The address of the file."""
        return reverse(
            "file" if self.is_public else "private-file", kwargs={"token": self.token, "name": self.url_name}
        )

    @property
    def in_words(self) -> str:
        """Its type and its size: “PDF, 1.2 MB”."""
        extension = EXTENSIONS.get(self.content_type, "").removeprefix(".").upper()
        return ", ".join(filter(None, (extension, format_size(self.size))))

    @property
    def is_public(self) -> bool:
        """Whether anyone may open it; what no floor has a kind for any more is private."""
        kind = kind_named(self.kind)
        return kind is not None and kind.public

    @property
    def sources(self) -> list[tuple[str, int]]:
        """The picture's addresses with their widths in pixels, narrowest first (for `srcset`)."""
        narrower = [(f"{self.url}?width={width}", width) for width in sorted(self.widths)]
        return [*narrower, (self.url, self.width)] if self.width else narrower

    @property
    def is_picture(self) -> bool:
        """Whether a page may show it."""
        return self.content_type.startswith("image/")

    @property
    def paths(self) -> list[str]:
        """Every name in storage that belongs to this file."""
        return [self.path, *(copy_path(self.path, width) for width in self.widths)]

    def open(self, width: int | None = None) -> File[bytes]:
        """The bytes, to read: of the copy `width` pixels wide if there is one, else of the file itself.

        Raises FileNotFoundError when the storage has lost them.
        """
        path = copy_path(self.path, width) if width in self.widths else self.path
        return default_storage.open(path, "rb")

    def read(self, width: int | None = None) -> bytes:
        """All the bytes, for a document or a mail that embeds a picture."""
        with self.open(width) as content:
            return content.read()
