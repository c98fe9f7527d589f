"""Who acts without an account has a column of its own: it stood among what changed, as `_by`."""

from typing import Any

from django.db import migrations, models


def take_out_of_changes(apps: Any, schema_editor: Any) -> None:
    """`{"_by": [None, "party"]}` becomes acted_by `party`."""
    entries = apps.get_model("tournee", "HistoryEntry")._base_manager
    found = list(entries.filter(changes__has_key="_by"))
    for entry in found:
        entry.acted_by = entry.changes.pop("_by")[1]
    entries.bulk_update(found, ["acted_by", "changes"], batch_size=500)


def put_among_changes(apps: Any, schema_editor: Any) -> None:
    """The other way round."""
    entries = apps.get_model("tournee", "HistoryEntry")._base_manager
    found = list(entries.exclude(acted_by=""))
    for entry in found:
        entry.changes["_by"] = [None, entry.acted_by]
    entries.bulk_update(found, ["changes"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('tournee', '0002_outbox_due'),
    ]

    operations = [
        migrations.AddField(
            model_name='historyentry',
            name='acted_by',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.RunPython(take_out_of_changes, put_among_changes),
    ]
