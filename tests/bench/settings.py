"""The product as it is served, plus the addresses of the floors it is measured against."""

from tournee.settings import *

ROOT_URLCONF = "tests.bench.urls"
REGISTRATIONS_AN_HOUR = 10_000_000  # all of them come from one address
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "ERROR"}}
# Nothing is kept at all, not even the drawing of the route: what the first reader after a restart waits for.
if env.bool("BENCH_KEEP_NOTHING", False):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
