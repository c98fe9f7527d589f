"""What the log does not say."""

import logging

import pytest

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


@pytest.mark.parametrize(("status", "lines"), [(400, 1), (403, 1), (500, 2)])
def test_a_refusal_is_one_line_and_a_fault_has_its_traceback(status: int, lines: int) -> None:
    error = ValueError("no")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden: %s", ("/x/",), None)
    record.exc_info, record.status_code = (type(error), error, None), status

    line = QuietFormatter("{message}", style="{").format(record)

    assert len(line.splitlines()) == lines
    assert record.exc_info  # as it was, for whoever else reads it


def test_the_server_s_own_log_is_quiet() -> None:
    assert any(isinstance(handler.formatter, QuietFormatter) for handler in logging.getLogger().handlers)
