"""Uploaded documents: kept as they came, once their bytes are those of an accepted type."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tournee.files.conftest import MINUTES
from tests.tournee.files.samples import PDF, office_bytes, picture_bytes
from tournee.files.documents import prepare_document
from tournee.files.errors import FileRefused

Sent = Callable[..., SimpleUploadedFile]


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, ".pdf"),
        (office_bytes("[Content_Types].xml", "word/document.xml"), ".docx"),
        (office_bytes("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (office_bytes("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
    ],
)
def test_a_document_gets_the_extension_of_what_it_is(sent: Sent, content: bytes, extension: str) -> None:
    assert prepare_document(sent("Compte rendu.exe", content), MINUTES).name == f"Compte rendu{extension}"


@pytest.mark.parametrize("content", [b"", picture_bytes(), office_bytes("a.txt"), b"PK\x03\x04 cut short"])
def test_what_is_no_document_is_refused(sent: Sent, content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        prepare_document(sent("minutes.pdf", content), MINUTES)
    assert refused.value.code == "not_a_document"


def test_a_document_with_macros_is_refused(sent: Sent) -> None:
    with pytest.raises(FileRefused) as refused:
        prepare_document(sent("m.docx", office_bytes("word/document.xml", "word/vbaProject.bin")), MINUTES)
    assert refused.value.code == "file_has_macros"


def test_a_document_over_the_limit_is_refused(sent: Sent) -> None:
    with pytest.raises(FileRefused) as refused:
        prepare_document(sent("m.pdf", PDF + bytes(1024 * 1024)), MINUTES)
    assert refused.value.code == "file_too_large"
