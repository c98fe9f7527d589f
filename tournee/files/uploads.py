"""Reading uploads from the network without filling memory or disk."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class OversizedUpload(UploadedFile):
    """What is left of an upload past the limit of a request: its name and its size, so that a form can say so."""

    def __init__(self, name: str, content_type: str, size: int) -> None:
        super().__init__(io.BytesIO(), name, content_type, size)


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Streams uploads to a temporary file, at most `UPLOAD_MAX_BYTES` of them in one request.

    Past the limit it goes on reading and throws away: stopping would reset the connection, and the person would see the
    browser's error page and lose what they typed. They get their form back, with a sentence beside the field. The web
    server in front limits how long that may go on.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0
        self.size = 0
        self.over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if not self.over and self.kept + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self.over = True
            self.file.close()
        if not self.over:
            self.kept += len(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.over:
            return OversizedUpload(self.file_name or "", self.content_type or "", self.size)
        return super().file_complete(file_size)
