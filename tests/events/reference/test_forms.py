"""The field in which people name a commune."""

import pytest
from django import forms
from django.test import Client

from events.models import Territory
from events.reference.forms import TownField

Towns = dict[str, Territory]


class Form(forms.Form):
    town = TownField(required=False)


def test_a_name_is_cleaned_to_its_commune(towns: Towns) -> None:
    form = Form({"town": "albert"})
    assert form.is_valid()
    assert form.cleaned_data["town"] == towns["Albert"]


def test_nothing_is_no_commune(towns: Towns) -> None:
    form = Form({"town": " "})
    assert form.is_valid()
    assert form.cleaned_data["town"] is None


def test_several_communes_are_listed_beside_the_error_and_what_was_typed_stays(towns: Towns) -> None:
    form = Form({"town": "Sainte-Colombe"})
    assert form.errors.as_data()["town"][0].code == "several_towns"
    page = form.as_p()
    assert 'value="Sainte-Colombe (77650)"' in page
    assert 'name="town_choice"' in page
    assert 'value="Sainte-Colombe"' in page


def test_the_commune_chosen_in_the_list_counts(towns: Towns) -> None:
    form = Form({"town": "Sainte-Colombe", "town_choice": "Sainte-Colombe (77650)"})
    assert form.is_valid()
    assert form.cleaned_data["town"] == towns["Colombe 77"]


def test_candidates_of_one_form_do_not_show_in_the_next(towns: Towns) -> None:
    assert not Form({"town": "Sainte-Colombe"}).is_valid()
    assert "town_choice" not in Form().as_p()


@pytest.mark.parametrize("text", ["Atlantis", "99999", "a" * 121, "<script>"])
def test_what_is_no_commune_is_refused_beside_the_field(towns: Towns, text: str) -> None:
    form = Form({"town": text})
    assert list(form.errors) == ["town"]
    assert "<script>" not in form.as_p()


def test_a_commune_kept_so_far_is_shown_by_name_and_postal_code(towns: Towns) -> None:
    assert 'value="Albert (80300)"' in Form(initial={"town": towns["Albert"].pk}).as_p()
    assert not Form({"town": "Albert (80300)"}, initial={"town": towns["Albert"].pk}).has_changed()


def test_suggestions_are_options_of_a_datalist(towns: Towns, client: Client) -> None:
    answer = client.get("/towns/options/", {"field": "a-town", "a-town": "alb"}).content.decode()
    assert answer.count("<option") == 2
    assert '<option value="Albert (80300)">Somme</option>' in answer


def test_one_letter_suggests_nothing(towns: Towns, client: Client) -> None:
    assert not client.get("/towns/options/", {"q": "a"}).content.strip()
