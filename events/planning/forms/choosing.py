"""Choosing by writing: a text field that offers what is known as one types, with no script, and takes a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Speaker
from events.planning.operations.newcomers import NewOrganisation
from tournee.texts.search import search_key

M = TypeVar("M", bound=Model)
Labelled = tuple[M, str, Iterable[str]]


class Known(Generic[M]):
    """Objects by the label a list offers, and by each of the names people call them.

    `id` is the list's on the page. A label two objects share gets a number, so that each can be chosen. `beyond` finds
    more by a name written out in full, which the list does not offer to this person.
    """

    def __init__(
        self, id_: str, things: Iterable[Labelled[M]], *, beyond: Callable[[str], Iterable[M]] | None = None
    ) -> None:
        self.id = id_
        self.beyond = beyond
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
        offered = list(self._by_name.get(search_key(text), {}).values())
        return offered if offered or self.beyond is None else list(self.beyond(text))

    def like(self, text: str) -> list[str]:
        """The labels of up to three objects whose names hold `text` or are close to it."""
        key = search_key(text)
        holding = [name for name in self._by_name if len(key) > 2 and key in name]
        close = get_close_matches(key, self._by_name, n=3, cutoff=0.75)
        found = {thing.pk: thing for name in [*holding, *close] for thing in self._by_name[name].values()}
        return [self.label_of(thing) for thing in list(found.values())[:3]]

    def label_of(self, thing: M | None) -> str:
        """What the list calls `thing`, offered or not."""
        return next((label for label, known in self.by_label.items() if known == thing), str(thing or ""))


def known_organisations(organisations: Iterable[Organisation], *, all_of_them: bool = True) -> Known[Organisation]:
    """These organisations, by name and acronym; unless they are all, any other too by its whole name."""
    labelled = [(found, _organisation_label(found), _names(found)) for found in organisations]
    return Known("known-organisations", labelled, beyond=None if all_of_them else _organisations_called)


def known_speakers(speakers: Iterable[Speaker], *, beyond: Callable[[str], Iterable[Speaker]] | None) -> Known[Speaker]:
    """These speakers, by name; each with position or organisation, to tell namesakes apart."""
    labelled = [(speaker, _speaker_label(speaker), [speaker.name]) for speaker in speakers]
    return Known("known-speakers", labelled, beyond=beyond)


def _organisations_called(text: str) -> list[Organisation]:
    key = search_key(text)
    holding = Organisation.objects.filter(search_key__contains=key).order_by("search_key", "pk")[:50] if key else []
    return [found for found in holding if key in map(search_key, filter(None, _names(found)))]


def _organisation_label(organisation: Organisation) -> str:
    return f"{organisation.name} ({organisation.acronym})" if organisation.acronym else str(organisation.name)


def _names(organisation: Organisation) -> Iterable[str]:
    return (organisation.name_fr, organisation.name_en, organisation.acronym)


def _speaker_label(speaker: Speaker) -> str:
    where = ", ".join(filter(None, [speaker.position, str(speaker.organisation or "")]))
    return f"{speaker.name} ({where})" if where else speaker.name


class KnownField(forms.CharField, Generic[M]):
    """A text that names one of the `known`; cleaned, it is that object or None, or, if `free`, a name nobody has."""

    unknown: str | Promise = _("“%(text)s” is not known. Choose one that the list offers.")
    several: str | Promise = _("Several are called “%(text)s”. Choose one that the list offers.")

    def __init__(self, known: Known[M] | None = None, *, free: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=400, **kwargs)
        self.free = free
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
        if self.free and not named:
            return str(text)
        said, code = (self.several, "several") if named else (self.unknown, "unknown")
        raise forms.ValidationError(str(said) % {"text": text}, code=code)


class OrganisationField(KnownField[Organisation]):
    """An organisation by name or acronym; where it is `free`, a form settles with its kind what nobody had entered."""

    unknown = _(
        "“%(text)s” is in no list of yours. Write its whole name, put it into the position, or ask the team to add it."
    )


class NewKindField(forms.ChoiceField):
    """What an organisation is that nobody had entered: asked only where one was named."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", _("choose, and it is created")), *Organisation.Kind.choices]
        label = _("Kind of the new organisation")
        super().__init__(**{"label": label, "choices": choices, "required": False, **kwargs})


def settle_new_organisation(form: forms.BaseForm, field: str, kind_field: str) -> None:
    """Turn a name that nobody had entered, in `field`, into a NewOrganisation of the kind in `kind_field`.

    Without a kind, `field` is refused: the page then shows `kind_field` (see `asks_for_kind`) and all that was typed.
    """
    name = form.cleaned_data.get(field)
    if not isinstance(name, str):
        return
    longest = Organisation._meta.get_field("name_fr").max_length or 0
    if len(name) > longest:
        said = _("A name has %(limit)d characters at most, and this has %(length)d. Shorten it.")
        form.add_error(field, forms.ValidationError(said, "too_long", {"limit": longest, "length": len(name)}))
    elif kind := form.cleaned_data.get(kind_field):
        form.cleaned_data[field] = NewOrganisation(name, kind)
    else:
        like = cast("OrganisationField", form.fields[field]).known.like(name)
        said = _("No organisation is called “%(text)s”. Choose its kind below to create it, or correct the name.")
        error = forms.ValidationError(said, "unknown", {"text": name})
        near = forms.ValidationError(_("Do you mean: %(names)s?"), "near", {"names": ", ".join(like)})
        form.add_error(field, [error, near] if like else error)


def asks_for_kind(form: forms.BaseForm, field: str, kind_field: str) -> bool:
    """Whether the page shows `kind_field`: the name in `field` was of nobody, or a kind was chosen for it already."""
    return form.is_bound and (form.has_error(field, "unknown") or bool(form[kind_field].value()))


def lists_of(form: forms.BaseForm) -> Mapping[str, Known[Any]]:
    """The lists a page shows once for the fields of `form`, by id."""
    found = [field.known for field in form.fields.values() if hasattr(field, "known")]
    return {known.id: known for known in found}
