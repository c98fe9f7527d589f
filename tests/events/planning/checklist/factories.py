"""Lines of checklists, and tasks."""

import factory

from events.models import ChecklistItem, Side, Task
from tests.events.factories import Factory, StopFactory, TourFactory


class ChecklistItemFactory(Factory):
    """The room, three weeks before, by the team."""

    class Meta:
        model = ChecklistItem

    tour = factory.SubFactory(TourFactory)
    title_fr = factory.Sequence(lambda n: f"Réserver la salle {n}")
    title_en = factory.Sequence(lambda n: f"Book the room {n}")
    days = -21
    side = Side.TEAM


class TaskFactory(Factory):
    """A task of one stop only, by the team, due three weeks before 18 June 2031."""

    class Meta:
        model = Task

    stop = factory.SubFactory(StopFactory, dated=True)
    title_fr = factory.Sequence(lambda n: f"Appeler la mairie {n}")
    title_en = factory.Sequence(lambda n: f"Call the town hall {n}")
    days = -21
    side = Side.TEAM
