"""Addresses: whom a message goes to, and whether it can."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tournee.errors import OperationError
from tournee.mail.rendering import one_line

if TYPE_CHECKING:
    from tournee.accounts.models import User


class MailError(OperationError):
    """The outbox refused; nothing was written or changed."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a message goes to."""

    address: str
    name: str = ""


def recipient_of(to: Recipient | User | str) -> Recipient:
    """Whom `to` means: a recipient, an address alone, or a user."""
    if isinstance(to, Recipient):
        return Recipient(to.address.strip(), to.name)
    if isinstance(to, str):
        return Recipient(to.strip())
    return Recipient(to.email, to.name)


def sender_named(name: str) -> Recipient:
    """Whom a message comes from: that name, and the installation's address; without a name, the installation's."""
    default_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Recipient(address, name or default_name or settings.SITE_NAME)


def check_address(address: str, *, code: str, field: str) -> None:
    """Raise `MailError` with `code` unless `address` is one e-mail address."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise MailError(
            _("“%(address)s” is not an e-mail address. Write it as name@example.org.") % {"address": one_line(address)},
            code=code,
            field=field,
        ) from error


def normal_address(address: str) -> str:
    """One spelling for an address, to compare by."""
    return address.strip().casefold()
