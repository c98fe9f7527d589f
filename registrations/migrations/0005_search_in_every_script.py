"""Names in other letters than Latin ones are found too: what people and firms are found by is written anew."""

from typing import Any

from django.db import migrations

from tournee.texts.search import search_key

SOME = 1_000
FOUND_BY = {"Person": ("name", "organisation_name", 360), "Company": ("name", "town_name", 340)}


def find_in_every_script(apps: Any, schema_editor: Any) -> None:
    """Write each key that is not what its row is found by now."""
    for model, (name, beside, length) in FOUND_BY.items():
        rows = apps.get_model("registrations", model).objects.only("search_key", name, beside)
        changed = []
        for row in rows.iterator(SOME):
            key = search_key(getattr(row, name), getattr(row, beside))[:length]
            if key != row.search_key:
                row.search_key = key
                changed.append(row)
        rows.model.objects.bulk_update(changed, ["search_key"], batch_size=SOME)


class Migration(migrations.Migration):
    dependencies = [("registrations", "0004_refused_at")]

    operations = [migrations.RunPython(find_in_every_script, migrations.RunPython.noop, elidable=True)]
