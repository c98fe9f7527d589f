"""Forms: errors by the field and at the top, nothing typed is lost, stale forms show both values."""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from events.models import Tour
from tournee.errors import OperationError
from tournee.history.operations import StaleVersion
from tournee.web.forms import CheckedForm, DateInput, TimeInput, VersionedForm, shown_value, submit


class StopForm(VersionedForm):
    title = forms.CharField()
    day = forms.DateField(widget=DateInput, help_text="The day of the stop")
    at = forms.TimeField(widget=TimeInput, required=False)
    kind = forms.ChoiceField(choices=[("a", "workshop"), ("b", "plenary")], widget=forms.RadioSelect, required=False)
    public = forms.BooleanField(required=False)
    logo = forms.FileField(required=False)


def typed(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"title": "Vernon", "day": "2026-07-03", "kind": "a", "version": "2", **values})
    return data


def refuse(error: OperationError) -> Any:
    def operation() -> None:
        raise error

    return operation


def stale(**theirs: tuple[Any, Any]) -> StaleVersion:
    return StaleVersion(Tour(version=5), theirs)


def test_a_valid_form_is_submitted_once() -> None:
    done: list[int | None] = []
    form = StopForm(typed())
    assert submit(form, lambda: done.append(form.expected_version))
    assert done == [2]


def test_an_invalid_form_is_not_submitted() -> None:
    assert not submit(StopForm(typed(title="")), lambda: pytest.fail("was submitted"))


def test_a_refusal_stands_beside_its_field() -> None:
    form = StopForm(typed())
    assert not submit(form, refuse(OperationError("Choose a later day.", code="too_early", field="day")))
    assert form.errors["day"] == ["Choose a later day."]


@pytest.mark.parametrize("field", [None, "elsewhere"])
def test_a_refusal_of_no_field_stands_at_the_top(field: str | None) -> None:
    form = StopForm(typed())
    submit(form, refuse(OperationError("The tour is over.", code="over", field=field)))
    assert form.non_field_errors() == ["The tour is over."]


def test_an_error_that_is_no_refusal_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        submit(StopForm(typed()), lambda: 1 / 0)


class Days(CheckedForm, forms.Form):
    title = forms.CharField(max_length=5)
    first = forms.IntegerField()
    last = forms.IntegerField()

    def faults(self) -> Iterable[OperationError]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first is None or last is None or last < first:
            yield OperationError("The last day is before the first one.", code="backwards", field="last")


def test_what_the_operation_would_refuse_is_said_in_the_same_round() -> None:
    form = Days({"title": "", "first": "2", "last": "1"})
    assert set(form.errors) == {"title", "last"}


def test_a_field_refused_itself_is_not_refused_twice() -> None:
    assert len(Days({"title": "Vernon", "first": "2", "last": "two"}).errors["last"]) == 1


def test_no_browser_cuts_a_pasted_text_which_comes_back_whole_with_its_length_and_the_limit() -> None:
    form = Days({"title": "Vernon-sur-Seine", "first": "1", "last": "2"})
    html = form.render()
    assert "maxlength" not in html
    assert 'value="Vernon-sur-Seine"' in html
    assert all(number in form.errors["title"][0] for number in ("16", "5"))


def test_a_stale_form_shows_their_value_and_keeps_ours() -> None:
    form = StopForm(typed())
    assert not submit(form, refuse(stale(day=(datetime.date(2026, 7, 10), datetime.date(2026, 7, 3)))))
    html = form.render()
    assert "vendredi 10\u00a0juillet 2026" in html
    assert 'value="2026-07-03"' in html


def test_saving_a_stale_form_again_is_a_deliberate_overwrite() -> None:
    form = StopForm(typed())
    submit(form, refuse(stale(title=("Thiers", "Vernon"))))
    assert '<input type="hidden" name="version" value="5"' in form.render()


def test_a_stale_value_of_no_field_is_left_out() -> None:
    form = StopForm(typed())
    submit(form, refuse(stale(slug=("a", "b"))))
    assert list(form.errors) == ["__all__"]


def test_an_edit_that_lost_its_version_is_refused() -> None:
    form = StopForm(typed(version=""), initial={"version": 2})
    assert "version" in form.errors


@pytest.mark.parametrize("version", ["0", "-1", "two"])
def test_a_version_that_is_none_is_refused(version: str) -> None:
    assert "version" in StopForm(typed(version=version)).errors


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("title", "", "rien"),
        ("title", None, "rien"),
        ("kind", "b", "plenary"),
        ("at", datetime.time(14, 30), "14\u00a0h\u00a030"),
        ("title", ["a", "b"], "a, b"),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(field: str, value: object, shown: str) -> None:
    assert shown_value(StopForm().fields[field], value) in {shown, "nothing" if shown == "rien" else shown}


def test_the_summary_links_each_error_to_its_control() -> None:
    html = StopForm(typed(title="", kind="z")).render()
    assert 'href="#id_title"' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in html


def test_a_field_is_described_by_its_help_and_its_error() -> None:
    html = StopForm(typed(day="never")).render()
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'value="never"' in html


def test_required_is_said_in_words() -> None:
    assert str(StopForm().render()).count('class="requirement"') == 2


def test_what_was_typed_is_escaped() -> None:
    html = StopForm(typed(title='"><script>alert(1)</script>', day="")).render()
    assert "<script>" not in html


def test_a_browser_that_drops_the_file_is_said() -> None:
    assert StopForm(typed(title="")).render().count("help") > StopForm().render().count("help")
