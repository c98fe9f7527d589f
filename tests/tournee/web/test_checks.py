"""What `check --deploy` says."""

from pytest_django import Settings

from tournee.web.checks import shared_cache


def test_a_cache_in_each_process_is_warned_of(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert [warning.id for warning in shared_cache(None)] == ["tournee.W001"]


def test_a_shared_cache_is_not(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    assert shared_cache(None) == []
