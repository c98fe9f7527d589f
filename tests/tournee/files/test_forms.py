"""File fields in forms, and what a request may send at most."""

import tempfile
from collections.abc import Callable

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from tests.tournee.files.samples import PDF, SVG
from tournee.files.documents import PreparedDocument
from tournee.files.forms import DocumentField, PictureField
from tournee.files.operations import keep_picture
from tournee.files.pictures import PreparedPicture
from tournee.files.uploads import LimitedUploadHandler
from tournee.models import User

Sent = Callable[..., SimpleUploadedFile]


class EmblemForm(forms.Form):
    title = forms.CharField()
    emblem = PictureField(kind="test-emblem", required=False)
    minutes = DocumentField(kind="test-minutes", required=False)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def test_a_good_picture_comes_out_ready_to_be_kept(sent: Sent) -> None:
    form = EmblemForm({"title": "x"}, {"emblem": sent(), "minutes": sent("m.pdf", PDF)})
    assert form.is_valid(), form.errors
    assert isinstance(form.cleaned_data["emblem"], PreparedPicture)
    assert isinstance(form.cleaned_data["minutes"], PreparedDocument)


@pytest.mark.django_db
def test_what_the_form_prepared_is_kept_as_it_is(sent: Sent, user: User) -> None:
    form = EmblemForm({"title": "x"}, {"emblem": sent()})
    assert form.is_valid()
    assert keep_picture(form.cleaned_data["emblem"], kind="test-emblem", actor=user).width == 40


def test_a_refusal_is_said_beside_the_field(sent: Sent) -> None:
    form = EmblemForm({"title": "x"}, {"emblem": sent("logo.png", SVG)})
    assert form.errors["emblem"] == [
        "SVG files are not accepted: they can hold scripts. Export the picture as PNG and send that."
    ]


@pytest.mark.django_db
def test_a_form_shows_the_file_kept_so_far_and_can_remove_it(sent: Sent, user: User) -> None:
    file = keep_picture(sent("Pôle.png"), kind="test-emblem", actor=user)
    shown = str(EmblemForm(initial={"emblem": file})["emblem"])
    assert f'href="{file.url}"' in shown
    assert "Pôle.png" in shown
    unchanged = EmblemForm({"title": "x"}, initial={"emblem": file})
    assert unchanged.is_valid()
    assert unchanged.cleaned_data["emblem"] == file
    removed = EmblemForm({"title": "x", "emblem-clear": "on"}, initial={"emblem": file})
    assert removed.is_valid()
    assert removed.cleaned_data["emblem"] is False


def test_a_40_mb_upload_comes_back_as_a_sentence_with_all_that_was_typed(rf: RequestFactory) -> None:
    request = rf.post("/", {"title": "typed", "emblem": SimpleUploadedFile("big.png", bytes(40 * 1024 * 1024))})
    form = EmblemForm(request.POST, request.FILES)
    assert "40\xa0MB" in form.errors["emblem"][0]
    assert form["title"].value() == "typed"
    request.close()


def test_no_more_than_the_limit_of_a_request_reaches_the_disk(settings: Settings, rf: RequestFactory) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    request = rf.post(
        "/",
        {
            "a": SimpleUploadedFile("a.bin", bytes(2 * 1024 * 1024)),
            "b": SimpleUploadedFile("b.bin", bytes(2 * 1024 * 1024)),
        },
    )
    written: list[int] = []
    request.upload_handlers = [_Counting(request, written)]  # type: ignore[list-item]
    assert {name: file.size for name, file in request.FILES.items()} == {"a": 2 * 1024 * 1024, "b": 2 * 1024 * 1024}
    assert request.FILES["b"].read() == b""
    assert sum(written) <= settings.UPLOAD_MAX_BYTES
    request.close()


class _Counting(LimitedUploadHandler):
    """Notes what is written."""

    def __init__(self, request: object, written: list[int]) -> None:
        super().__init__(request)
        self.written = written

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        before = self.kept
        super().receive_data_chunk(raw_data, start)
        self.written.append(self.kept - before)


def test_temporary_files_are_gone_after_the_request(rf: RequestFactory) -> None:
    request = rf.post("/", {"a": SimpleUploadedFile("a.bin", bytes(2 * 1024 * 1024))})
    path = request.FILES["a"].temporary_file_path()  # type: ignore[union-attr]
    assert path.startswith(tempfile.gettempdir())
    request.close()
