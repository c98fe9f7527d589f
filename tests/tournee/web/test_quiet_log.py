"""What the log does not say."""

import logging

import pytest
from django.test import Client

from tournee.web.quiet_log import QuietFormatter


@pytest.mark.parametrize(
    "address",
    ["/r/{}/add/", "/en/q/{}/?page=2", "/u/{}/", "/notes/{}/", "/calendars/mine/{}.ics", "/mail/bounces/{}/"],
)
def test_a_line_names_the_page_and_not_the_secret_that_opens_it(address: str) -> None:
    token = "bUdlzGtWTj6G3O8pjbAeZA~1.Lgcq2-4D7l9yLFv2F"
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Unprocessable Entity", address.format(token)), None
    )

    line = QuietFormatter("{levelname} {message}", style="{").format(record)

    assert token not in line
    assert address.partition("{}")[0] in line


def test_other_addresses_are_said_in_full() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "/tours/prochaine/albert/", (), None)

    assert "/tours/prochaine/albert/" in QuietFormatter("{message}", style="{").format(record)


@pytest.mark.django_db
def test_the_server_s_own_log_is_quiet(client: Client) -> None:
    handler = next(each for each in logging.getLogger().handlers if isinstance(each.formatter, QuietFormatter))

    assert handler is not None
