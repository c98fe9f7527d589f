"""The page of a form whose operation is done once it is sent: shown, refused with what was typed, or done."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tournee.web.forms import submit


def form_step(
    request: HttpRequest,
    form: forms.BaseForm,
    operation: Callable[[], object],
    *,
    title: str,
    back_url: str,
    done: str,
    template: str = "tournee/web/form_page.html",
) -> HttpResponse:
    """Show `form` (bound on POST) under `title`, and run `operation` when it is sent and valid.

    Then the message `done` is shown at `back_url`, where “Cancel” leads too. What is refused comes back on the same
    page, with status 422.
    """
    if form.is_bound and submit(form, operation):
        messages.success(request, done)
        return redirect(back_url)
    context = {"form": form, "title": title, "back_url": back_url}
    return render(request, template, context, status=422 if form.errors else 200)
