"""How commands refuse: one sentence, in English, whatever the language of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from tournee.errors import OperationError


@contextmanager
def refusals_in_english() -> Iterator[None]:
    """Turn what an operation refuses, and a database that is away or has no tables yet, into a CommandError."""
    try:
        yield
    except OperationError as error:
        with translation.override("en"):
            raise CommandError(str(error)) from error
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise CommandError(f"The database cannot be used ({reason}). Run manage.py migrate first.") from error
