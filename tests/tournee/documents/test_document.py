import dataclasses

import pytest

from tests.tournee.documents.documents import document
from tournee.documents.blocks import Heading, Paragraph


def test_a_document_is_plain_data_that_does_not_change():
    read = document(Heading(2, "a"))

    with pytest.raises(dataclasses.FrozenInstanceError):
        read.title = "another"  # type: ignore[misc]


def test_equal_documents_are_equal():
    assert document(Heading(2, "a"), Paragraph("b")) == document(Heading(2, "a"), Paragraph("b"))
    assert document(Heading(2, "a")) != document(Heading(2, "b"))


def test_a_document_changed_is_checked_again():
    read = document(Heading(2, "a"))

    with pytest.raises(ValueError, match="skips from level 1 to 4"):
        dataclasses.replace(read, blocks=(Heading(4, "b"),))
