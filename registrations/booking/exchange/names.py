"""A person's name in a sheet: whole in one column, or its first name apart."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tournee.errors import OperationError
from tournee.sheets.columns import Text, Value
from tournee.texts.names import whole_name

NAME_LENGTH = 120
FIRST_NAME = Text(
    "first_name", fr="Prénom", en="First name", aliases=("Given name", "Forename", "Prénom du contact"),
    max_length=NAME_LENGTH,
)  # fmt: skip


def named(values: Mapping[str, Value], kind: type[OperationError]) -> str:
    """The whole name of a row; raises `kind` where the two columns together are too long."""
    name = whole_name(str(values.get("first_name") or ""), str(values.get("name") or ""))
    if len(name) > NAME_LENGTH:
        said = _("First name and name have more than %(limit)d characters together.") % {"limit": NAME_LENGTH}
        raise kind(said, code="too_long", field="name")
    return name
