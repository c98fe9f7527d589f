"""One step with a form, done once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from tournee.web.form_step import form_step


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def send(operation: Callable[[], object]) -> HttpResponse:
    request = RequestFactory().post("/", {"name": "Vernon", "once": "page-1"})
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    form = NameForm(request.POST)
    return form_step(
        request, form, operation, title="A name", back_url="/back/", done="Done.", done_url="/made/", once=True
    )


def test_what_is_sent_twice_is_done_once_and_leads_to_the_same_place() -> None:
    done: list[str] = []

    answers = [send(lambda: done.append("made")) for _time in range(2)]

    assert done == ["made"]
    assert [answer.headers["Location"] for answer in answers] == ["/made/", "/made/"]


def test_what_broke_off_is_done_when_it_is_sent_again() -> None:
    def break_off() -> None:
        raise RuntimeError("the connection is lost")

    done: list[str] = []
    with pytest.raises(RuntimeError):
        send(break_off)
    send(lambda: done.append("made"))

    assert done == ["made"]
