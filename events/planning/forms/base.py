"""What planning's forms share: values for operations, and fields laid out in groups, both languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Theme
from tournee.web import forms as web

M = TypeVar("M", bound=Model)
Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields under a legend, in rows; two of one text in two languages stand side by side.

    A `folded` group opens by a click, or by itself where it is `used`: it holds a value or an error.
    """

    legend: str | Promise
    rows: Rows
    note: str | Promise = ""
    folded: bool = False
    used: bool = False


class LaidOut(forms.BaseForm):
    """A form that says in which groups its fields stand; a field it has not is passed over."""

    groups: ClassVar[Sequence[Group]] = ()

    def grouped(self) -> Sequence[Group]:
        """The groups of this form; one whose fields are made as needed says them here."""
        return self.groups

    def layout(self) -> Iterator[tuple[Group, list[tuple[str, list[forms.BoundField]]]]]:
        """Each group with its rows: (class of the row, its fields)."""
        for group in self.grouped():
            rows = [[self[name] for name in names if name in self.fields] for names in group.rows]
            shown = [(_row_class(row), row) for row in rows if row]
            if shown:
                yield replace(group, used=any(_is_used(field) for row in rows for field in row)), shown


def _is_used(field: forms.BoundField) -> bool:
    return bool(field.errors) or field.value() not in (None, "")


def _row_class(row: list[forms.BoundField]) -> str:
    if len(row) == 2 and row[0].name.endswith("_fr") and row[1].name.endswith("_en"):
        return "pair"
    return "field-row" if len(row) > 1 else ""


class RecordForm(web.RecordForm[M], LaidOut):
    """A model's form whose values an operation saves, laid out, its dates chosen with the browser's calendar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field.widget) is forms.DateInput:
                field.widget = web.DateInput(field.widget.attrs)
            elif field.required and type(field.widget) is forms.Select:
                _ask_to_choose(field)


def _ask_to_choose(field: forms.Field) -> None:
    """Begin a required list with “choose…” where Django writes dashes."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = _("choose…") if field.empty_label else None
    elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
        field.choices = [(value, label if value else _("choose…")) for value, label in field.choices]


class ThemesField(forms.ModelMultipleChoiceField):
    """Themes to tick, by vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: QuerySet[Theme] | None = None, **kwargs: Any) -> None:
        themes = Theme.objects.all() if queryset is None else queryset
        super().__init__(themes.order_by("vocabulary__name_fr", "position", "pk"), required=False, **kwargs)
