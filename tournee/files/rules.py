"""Who may open a file."""

from typing import Any

import rules

from tournee.files.kinds import kind_named
from tournee.files.models import StoredFile


@rules.predicate
def may_open_file(user: Any, file: StoredFile | None) -> bool:
    """Anyone opens a public file; a private one opens to whom its kind names."""
    kind = kind_named(file.kind) if file else None
    if kind is None:
        return False
    return kind.public or (kind.who_may_open is not None and kind.who_may_open.test(user, file))
