"""When the team refused a registration: whom it refused was not expected, and is not excused."""

from typing import Any

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery


def read_from_history(apps: Any, schema_editor: Any) -> None:
    """Each refusal stands in history."""
    said = apps.get_model("tournee", "HistoryEntry").objects.filter(
        action="registration.refuse",
        content_type__app_label="registrations",
        content_type__model="registration",
        object_id=OuterRef("pk"),
    )
    refused = apps.get_model("registrations", "Registration").objects.filter(Exists(said), state="cancelled")
    refused.update(refused_at=Subquery(said.order_by("-at").values("at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0003_door_and_proof"),
        ("tournee", "0002_outbox_due"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="refused_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(read_from_history, migrations.RunPython.noop, elidable=True),
    ]
