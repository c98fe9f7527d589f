"""The second step before something dangerous: a dialog, or without JavaScript a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tournee.web.form_step import Said, in_words
from tournee.web.forms import posted, submit


def second_step(
    request: HttpRequest,
    *,
    operation: Callable[[forms.Form], object],
    title: str,
    text: str,
    confirm_label: str,
    back_url: str,
    done: Said,
    done_url: str | None = None,
    form_class: Callable[[Any], forms.Form] = forms.Form,
    template: str = "tournee/web/confirm.html",
    extra: dict[str, object] | None = None,
) -> HttpResponse:
    """Ask before `operation`, and run it when the person confirms.

    `title` asks, `text` says what will happen, `confirm_label` names the deed; `form_class`, which takes what was sent
    or None, asks for more (a reason). Once `operation(form)` has run, the message `done` (it may be a function, asked
    then) is shown at `done_url` (default: `back_url`). What it refuses comes back on the same page, with status 422.
    """
    form = form_class(posted(request))
    if form.is_bound and submit(form, lambda: operation(form)):
        messages.success(request, in_words(done))
        return redirect(done_url or back_url)
    context = {"title": title, "text": text, "confirm_label": confirm_label, "back_url": back_url, "form": form}
    return render(request, template, {**context, **(extra or {})}, status=422 if form.errors else 200)
