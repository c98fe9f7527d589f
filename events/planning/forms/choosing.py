"""Choosing by writing: a text field that offers what is known as one types, with no script, and takes a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Speaker
from tournee.texts.search import search_key

M = TypeVar("M", bound=Model)


class Known(Generic[M]):
    """Objects by the label a list offers, and by each of the names people call them.

    `id` is the list's on the page. A label two objects share gets a number, so that each can be chosen.
    """

    def __init__(self, id_: str, things: Iterable[tuple[M, str, Iterable[str]]]) -> None:
        self.id = id_
        self.by_label: dict[str, M] = {}
        self._by_name: dict[str, dict[int, M]] = {}
        for thing, label, names in things:
            free = label if label not in self.by_label else f"{label} [{thing.pk}]"
            self.by_label[free] = thing
            for name in filter(None, names):
                self._by_name.setdefault(search_key(name), {})[thing.pk] = thing

    def labelled(self, text: str) -> M | None:
        """The object whose whole label is `text`."""
        return self.by_label.get(text.strip())

    def named(self, text: str) -> list[M]:
        """The objects called `text`, accents and capitals aside."""
        return list(self._by_name.get(search_key(text), {}).values())

    def label_of(self, thing: M | None) -> str:
        """What the list calls `thing`."""
        return next((label for label, known in self.by_label.items() if known == thing), "")


def known_organisations() -> Known[Organisation]:
    """Every organisation, by name and acronym. One query."""
    return Known(
        "known-organisations",
        [
            (found, _organisation_label(found), _names(found))
            for found in Organisation.objects.order_by("search_key", "pk")
        ],
    )


def known_speakers(speakers: Iterable[Speaker]) -> Known[Speaker]:
    """These speakers, by name; each with position or organisation, to tell namesakes apart."""
    return Known("known-speakers", [(speaker, _speaker_label(speaker), [speaker.name]) for speaker in speakers])


def _organisation_label(organisation: Organisation) -> str:
    return f"{organisation.name} ({organisation.acronym})" if organisation.acronym else str(organisation.name)


def _names(organisation: Organisation) -> Iterable[str]:
    return (organisation.name_fr, organisation.name_en, organisation.acronym)


def _speaker_label(speaker: Speaker) -> str:
    where = ", ".join(filter(None, [speaker.position, str(speaker.organisation or "")]))
    return f"{speaker.name} ({where})" if where else speaker.name


class KnownField(forms.CharField, Generic[M]):
    """A text that names one of the `known`; cleaned, it is that object or None."""

    unknown: str | Promise = _("“%(text)s” is not known. Choose one that the list offers.")
    several: str | Promise = _("Several are called “%(text)s”. Choose one that the list offers.")

    def __init__(self, known: Known[M] | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=400, **kwargs)
        if known is not None:
            self.offer(known)

    def offer(self, known: Known[M]) -> None:
        """Choose among `known`, whose list the page shows once."""
        self.known = known
        self.widget.attrs |= {"list": known.id, "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return self.known.label_of(value) if isinstance(value, Model) else value  # type: ignore[arg-type]

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if (found := self.known.labelled(text)) is not None:
            return found
        named = self.known.named(text)
        if len(named) == 1:
            return named[0]
        said, code = (self.several, "several") if named else (self.unknown, "unknown")
        raise forms.ValidationError(str(said) % {"text": text}, code=code)


class OrganisationField(KnownField[Organisation]):
    """An organisation by name or acronym."""

    unknown = _("No organisation is called “%(text)s”. Choose one that the list offers, or create it first.")


def lists_of(form: forms.BaseForm) -> Mapping[str, Known[Any]]:
    """The lists a page shows once for the fields of `form`, by id."""
    found = [field.known for field in form.fields.values() if hasattr(field, "known")]
    return {known.id: known for known in found}
