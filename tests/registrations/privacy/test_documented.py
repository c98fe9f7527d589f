"""The document on personal data names whatever holds some."""

from pathlib import Path

from django.apps import apps
from django.conf import settings


def test_every_model_that_holds_personal_data_is_in_the_table():
    table = (Path(settings.BASE_DIR) / "docs" / "privacy.md").read_text()
    holding = {model.__name__ for model in apps.get_models() if "Personal data" in (model.__doc__ or "")}
    assert {name for name in holding if f"`{name}`" not in table} == set()
