"""The form of the evening page: one field a point, which a telephone's keyboard lets one dictate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from registrations.evening import operations
from registrations.evening.errors import EveningError
from registrations.evening.points import MOST_POINTS, places_of
from registrations.evening.queries import LONGEST_NEXT, LONGEST_POINT, LONGEST_QUOTE, MOST_QUOTES
from registrations.evening.warnings import reads_like_a_name
from registrations.models import EveningPage
from tournee.errors import OperationError
from tournee.history.operations import StaleVersion
from tournee.texts.languages import LANGUAGE_CHOICES, active_language


class EveningForm(RecordForm[EveningPage]):
    """Five points in each language, two quotations with whom they are of, and what comes next."""

    class Meta:
        model = EveningPage
        fields: ClassVar = ["next_fr", "next_en"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, _name in LANGUAGE_CHOICES:
            self._add_points(language)
            self.fields[f"next_{language}"].widget = _box(LONGEST_NEXT)
            self.fields[f"next_{language}"].help_text = _at_most(LONGEST_NEXT)
        self._add_quotes()

    def _add_points(self, language: str) -> None:
        kept = places_of(getattr(self.instance, f"points_{language}"))
        label = {"fr": _("Point %(number)s (French)"), "en": _("Point %(number)s (English)")}[language]
        for number in range(1, MOST_POINTS + 1):
            self.fields[_point(number, language)] = forms.CharField(
                label=label % {"number": number}, required=False, max_length=LONGEST_POINT,
                initial=kept[number - 1] if len(kept) >= number else "", widget=_box(LONGEST_POINT),
                help_text=_at_most(LONGEST_POINT),
            )  # fmt: skip

    def _add_quotes(self) -> None:
        for number in range(1, MOST_QUOTES + 1):
            kept = _quote(self.instance.quotes, number)
            self.fields[f"quote_{number}"] = forms.CharField(
                label=_("Quotation %(number)s") % {"number": number}, required=False, max_length=LONGEST_QUOTE,
                initial=kept.get("text", ""), widget=_box(LONGEST_QUOTE), help_text=_at_most(LONGEST_QUOTE),
            )  # fmt: skip
            self.fields[f"by_{number}"] = forms.CharField(
                label=_("Of whom"), required=False, max_length=80, initial=kept.get("by", ""),
                help_text=self._how_to_say_of_whom(number),
            )  # fmt: skip
            self.fields[f"language_{number}"] = forms.ChoiceField(
                label=_("Language it was said in"), choices=LANGUAGE_CHOICES, required=False,
                initial=kept.get("language") or active_language(),
            )  # fmt: skip

    def _how_to_say_of_whom(self, number: int) -> str:
        """The rule, and where what stands in the field reads like a name, that it does: nothing is refused for it."""
        rule = _("A role, not a name: “head of a joinery, 8 people”.")
        kept = _quote(self.instance.quotes, number)
        said = self.data.get(f"by_{number}", "") if self.is_bound else kept.get("by", "")
        if not reads_like_a_name(said):
            return str(rule)
        doubt = _("This reads like somebody’s name: what stands here is printed.")
        return format_html('{} <span class="over-limit">{}</span>', rule, doubt)

    def grouped(self) -> list[Group]:
        """The writer's language first, as it is dictated; the other is folded away until somebody has time for it."""
        first = active_language()
        other = next(language for language, _name in LANGUAGE_CHOICES if language != first)
        quotes = [
            row
            for number in range(1, MOST_QUOTES + 1)
            for row in ((f"quote_{number}",), (f"by_{number}", f"language_{number}"))
        ]
        in_other = {"en": _("In English"), "fr": _("In French")}[other]
        note = {
            "en": _("Left empty, the English page and e-mails show what is written in French."),
            "fr": _("Left empty, the French page and e-mails show what is written in English."),
        }[other]
        return [
            Group(_("What was said"), _points(first), _("A sentence each, five at most.")),
            Group(_("In their words"), quotes, _("Ask before you quote somebody. No name is printed.")),
            Group(_("What comes next"), [(f"next_{first}",)]),
            Group(in_other, [*_points(other), (f"next_{other}",)], note, folded=True),
        ]

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the page."""
        said = self.cleaned_data
        texts = {
            f"points_{language}": "\n".join(
                " ".join(said.get(_point(number, language), "").split()) for number in range(1, MOST_POINTS + 1)
            )
            for language, _label in LANGUAGE_CHOICES
        }
        quotes = [
            {
                "text": said[f"quote_{number}"], "by": said.get(f"by_{number}", ""),
                "language": said.get(f"language_{number}") or "fr",
            }
            for number in range(1, MOST_QUOTES + 1)
            if said.get(f"quote_{number}", "").strip()
        ]  # fmt: skip
        return operations.as_kept({**super().values, **texts, "quotes": quotes})

    def faults(self) -> Iterable[OperationError]:
        yield from operations.faults_of(self.values)
        if not self.errors and not any(self.values.values()):
            said = _("Write at least one point: what was said?")
            yield EveningError(said, code="nothing_said", field=_point(1, active_language()))

    def by_field(self, error: StaleVersion) -> StaleVersion:
        """The same, by the fields of this form: what somebody else saved stands beside each that says otherwise."""
        theirs = {
            name: value for column, (kept, _typed) in error.theirs.items() for name, value in _fields(column, kept)
        }
        typed = {name: value for column in error.theirs for name, value in _fields(column, self.values[column])}
        differing = {name: (value, typed[name]) for name, value in theirs.items() if value != typed[name]}
        return StaleVersion(error.current, differing)


def _fields(column: str, kept: Any) -> Iterator[tuple[str, str]]:
    """The fields that a column of the page is written in, each with what is kept of it."""
    if column == "quotes":
        for number in range(1, MOST_QUOTES + 1):
            quote = _quote(kept, number)
            yield f"quote_{number}", quote.get("text", "")
            yield f"by_{number}", quote.get("by", "")
    elif column.startswith("points_"):
        lines = places_of(kept)
        for number in range(1, MOST_POINTS + 1):
            yield _point(number, column.removeprefix("points_")), lines[number - 1] if len(lines) >= number else ""
    else:
        yield column, kept


def _quote(quotes: Sequence[Mapping[str, str]], number: int) -> Mapping[str, str]:
    """The quotation of that number, from 1; an empty one where there are fewer."""
    return quotes[number - 1] if len(quotes) >= number else {}


def _box(most: int) -> forms.Textarea:
    """A box for a text of at most so many characters: the script beside it counts them."""
    return forms.Textarea({"rows": 2, "data-most": most})


def _at_most(most: int) -> str:
    return _("At most %(count)d characters.") % {"count": most}


def _points(language: str) -> list[tuple[str]]:
    return [(_point(number, language),) for number in range(1, MOST_POINTS + 1)]


def _point(number: int, language: str) -> str:
    return f"point_{number}_{language}"
