"""What is brought back is kept in a folder of each test."""

import pytest


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
