"""A row that belongs to exactly one of: a tour, a stop, a session."""

from django.db.models import CheckConstraint, Q

SUBJECTS = ("tour", "stop", "session")


def exactly_one_subject(name: str) -> CheckConstraint:
    """The constraint that one of `tour`, `stop`, `session` is set and the two others are not."""
    condition = Q()
    for subject in SUBJECTS:
        condition |= Q(**{f"{other}__isnull": other != subject for other in SUBJECTS})
    return CheckConstraint(condition=condition, name=name)
