"""The page of a form whose operation is done once it is sent: shown, refused with what was typed, or done."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tournee.web.forms import submit

_REMEMBERED_SECONDS = 60 * 60
Said = str | Callable[[], str]


def form_step(
    request: HttpRequest,
    form: forms.BaseForm,
    operation: Callable[[], object],
    *,
    title: str,
    back_url: str,
    done: Said,
    done_url: Said = "",
    once: bool = False,
    template: str = "tournee/web/form_page.html",
    extra: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show `form` (bound on POST) under `title`, and run `operation` when it is sent and valid.

    Then the message `done` is shown at `done_url` (default: `back_url`, where “Cancel” leads); either may be a
    function, asked after the operation. What is refused comes back on the same page, with status 422. With `once`, a
    form that is sent twice (its template has a hidden field `once`) is done once: the second sending is led where the
    first was.
    """
    key = _key(request) if once and form.is_bound and form.is_valid() else ""
    if key and not cache.add(key, "", _REMEMBERED_SECONDS):
        return redirect(cache.get(key) or back_url)
    url = ""
    try:
        if form.is_bound and submit(form, operation):
            url = in_words(done_url) or back_url
    finally:
        if key and not url:
            cache.delete(key)  # refused, or broken off: it may be sent again
    if url:
        if key:
            cache.set(key, url, _REMEMBERED_SECONDS)
        messages.success(request, in_words(done))
        return redirect(url)
    context: dict[str, object] = {"form": form, "title": title, "back_url": back_url}
    if once:
        context["once"] = request.POST.get("once") or uuid.uuid4().hex
    return render(request, template, {**context, **(extra or {})}, status=422 if form.errors else 200)


def in_words(words: Said) -> str:
    """What is said, also where it is known only now."""
    return words if isinstance(words, str) else words()


def _key(request: HttpRequest) -> str:
    """What one sending of one page's form by this person is remembered by; "" if the form says nothing of it.

    Who goes back, changes something and sends the form again means another thing.
    """
    if not request.POST.get("once"):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return f"once:{request.user.pk}:{hashlib.sha256(repr(typed).encode()).hexdigest()}"
