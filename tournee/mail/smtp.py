"""Django's SMTP backend, knowing whether a message had been handed over when the connection broke."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


def _watched(connection_class: type[smtplib.SMTP]) -> type[smtplib.SMTP]:
    """`connection_class` whose `data_begun` tells whether the current message's content was begun."""

    class Watched(connection_class):  # type: ignore[valid-type,misc]
        data_begun = False

        def mail(self, sender: str, options: Any = ()) -> tuple[int, bytes]:
            self.data_begun = False
            return super().mail(sender, options)

        def data(self, msg: Any) -> tuple[int, bytes]:
            self.data_begun = True
            return super().data(msg)

    return Watched


_PLAIN, _SSL = _watched(smtplib.SMTP), _watched(smtplib.SMTP_SSL)


class EmailBackend(smtp.EmailBackend):
    """As Django's. `data_begun` is False only if the server cannot have the message that just failed."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SSL if self.use_ssl else _PLAIN

    @property
    def data_begun(self) -> bool:
        return bool(getattr(self.connection, "data_begun", False))
