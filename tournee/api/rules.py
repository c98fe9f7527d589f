"""Who may handle API keys."""

from typing import Any

import rules

from tournee.api.models import ApiKey


@rules.predicate
def owns_key(user: Any, key: ApiKey | None) -> bool:
    """The person whose key it is may."""
    return key is not None and bool(user.is_authenticated) and key.user_id == user.pk
