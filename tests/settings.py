"""The product's settings, with what a test run needs: a secret, quick hashing, mail kept in memory."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("EMAIL_URL", "memorymail://")
if not os.environ.get("DATABASE_URL"):
    os.environ.pop("DATABASE_URL", None)

from tournee.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# As where a provider is set: tests bring one of their own.
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect"]
REGISTRATIONS_AN_HOUR = 100_000
API_RATES = {"anonymous": "100000/min", "known": "100000/min"}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of one that is not there

# Several threads cannot really race in a database that lives in one process's memory.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": f"{tempfile.gettempdir()}/tournee-tests-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["timeout"] = 300  # seconds: many write at once, on whatever machine
