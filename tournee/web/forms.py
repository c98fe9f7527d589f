"""Forms: how every field looks, how a refused operation comes back to its field, and what a stale form shows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from django import forms
from django.db import models
from django.db.models import Model
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tournee.errors import OperationError
from tournee.history.models import Versioned
from tournee.history.operations import StaleVersion
from tournee.texts.typography import format_date, format_date_time, format_time

M = TypeVar("M", bound=Model)


class Renderer(TemplatesSetting):
    """The project's form templates: `{{ form }}` is the error summary and every field, `as_field_group` one field."""

    form_template_name = "tournee/web/form.html"
    field_template_name = "tournee/web/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """As ever, but for `maxlength`: a browser cuts pasted text to it without a word. Fields still refuse it."""
        if "widget" in context:
            context["widget"]["attrs"].pop("maxlength", None)
        return super().render(template_name, context, request)


class DateInput(forms.DateInput):
    """A date, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class VersionedForm(forms.Form):
    """A form over an object people edit: it carries the version it was opened on, hidden.

    For the form of a model use `RecordForm`; to a plain form pass `initial={"version": stop.version, …}`. Hand
    `form.expected_version` to the operation.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is not None and instance.pk:
            self.initial.setdefault("version", instance.version)

    @property
    def expected_version(self) -> int | None:
        """The version the form was opened on; None for a new object."""
        return self.cleaned_data["version"] or None

    def clean_version(self) -> int | None:
        """An edit without its version would overwrite unseen changes: the page must be opened again."""
        version: int | None = self.cleaned_data["version"]
        if version is None and self.initial.get("version"):
            raise forms.ValidationError(gettext_lazy("Open this page again: the form lost its place."), code="version")
        return version


class CheckedForm(forms.BaseForm):
    """A form that says what its operation would refuse in the same round as what its fields refuse."""

    def faults(self) -> Iterable[OperationError]:
        """What the operation would refuse of `cleaned_data`, where a field that was refused itself is missing."""
        return ()

    def _post_clean(self) -> None:
        """Add the faults of fields that nothing is said of yet.

        It takes the place of a model form's own step, which would set the instance: that is left as it was read, for
        the operation sets it and a stale form still needs the old values.
        """
        for fault in list(self.faults()):
            if fault.field is None or fault.field not in self.errors:
                refuse(self, fault)


class RecordForm(CheckedForm, VersionedForm, forms.ModelForm[M]):
    """A model's form whose `values` an operation saves; the instance stays as it was read."""

    @property
    def values(self) -> dict[str, Any]:
        """The model's columns as the operation takes them."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.cleaned_data}

    @property
    def checked(self) -> dict[str, Any]:
        """The same for `faults`, with None for each field that was refused itself."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields or () if name in self.fields}


def refuse(form: forms.BaseForm, error: OperationError) -> None:
    """Say in the bound `form`, beside the field `error` names if it has that field, what is refused."""
    field = error.field if error.field in form.fields else None
    form.add_error(field, forms.ValidationError(str(error.message), code=error.code))


@contextmanager
def refusals(form: forms.BaseForm) -> Iterator[None]:
    """Turn an `OperationError` raised inside into errors of the bound `form`, beside its field where it names one.

    A `StaleVersion` puts the other person's value beside each field that differs, keeps what was typed, and moves the
    hidden version on, so that saving again is a deliberate overwrite.
    """
    try:
        yield
    except StaleVersion as stale:
        _show_both_values(form, stale)
    except OperationError as error:
        refuse(form, error)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, or nothing yet."""
    return request.POST if request.method == "POST" else None


def submit(form: forms.BaseForm, operation: Callable[[], object]) -> bool:
    """Run `operation` if `form` is valid; True when it was done, False when the form now says why not."""
    if not form.is_valid():
        return False
    with refusals(form):
        operation()
        return True
    return False


def _show_both_values(form: forms.BaseForm, stale: StaleVersion) -> None:
    form.add_error(None, forms.ValidationError(str(stale.message), code=stale.code))
    for name, (theirs, _typed) in stale.theirs.items():
        if name not in form.fields:
            continue
        shown = shown_value(form.fields[name], theirs)
        form.fields[name].stale = True  # type: ignore[attr-defined]
        message = _("Saved meanwhile: %(value)s. What you entered is kept below.") % {"value": shown}
        form.add_error(name, forms.ValidationError(message, code=stale.code))
    form.stale = True  # type: ignore[attr-defined]
    data = cast("QueryDict", form.data).copy()
    if isinstance(stale.current, Versioned):
        data[form.add_prefix("version")] = str(stale.current.version)
    form.data = data


def shown_value(field: forms.Field, value: object) -> str:
    """`value` of a model's field as a person reads it beside form field `field`."""
    if isinstance(value, models.Manager | models.QuerySet):
        value = list(value.all())
    if value is None or value in ("", []):
        return pgettext("value of a field", "nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Model):
        return str(value)
    for key, label in _choices(field):
        if str(key) == str(value):
            return str(label)
    return _plain_text(value)


def _plain_text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return format_date_time(value, zone=timezone.get_current_timezone())
    if isinstance(value, datetime.date):
        return format_date(value)
    if isinstance(value, datetime.time):
        return format_time(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(str(item) for item in value)
    return str(localize(value))


def _choices(field: forms.Field) -> Iterable[tuple[object, object]]:
    """The flat choices of a field that has its own; a ModelChoiceField's value is an object already."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return
    for key, label in cast("Iterable[tuple[object, object]]", field.choices):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
