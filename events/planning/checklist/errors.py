"""What checklists refuse."""

from events.planning.errors import PlanningError


class ChecklistError(PlanningError):
    """A change of a checklist or of a task that cannot be made."""
