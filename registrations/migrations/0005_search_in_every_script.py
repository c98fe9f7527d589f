"""Names in other letters than Latin ones are found too: what things are found by is written anew.

As the code of this release finds them, not as it did when this was written: what is stored must be what is looked for.
"""

from typing import Any

from django.db import migrations

from tournee.texts.search import search_key

SOME = 1_000
# Of each model: the column, what it is made of, and how long it may be.
FOUND_BY = {
    ("registrations", "Person"): ("search_key", ("name", "organisation_name"), 360),
    ("registrations", "Company"): ("search_key", ("name", "town_name"), 340),
    ("registrations", "AccessCode"): ("key", ("code",), 40),
    ("events", "Organisation"): ("search_key", ("name_fr", "name_en", "acronym"), 480),
    ("events", "Stop"): ("search_key", ("place", "title_fr", "title_en", "venue"), 480),
    ("events", "Speaker"): ("search_key", ("name",), 160),
    ("events", "Territory"): ("search_key", ("name",), 200),
}


def find_in_every_script(apps: Any, schema_editor: Any) -> None:
    """Write each key that is not what its row is found by now."""
    for model, (column, made_of, length) in FOUND_BY.items():
        rows = apps.get_model(*model).objects.only(column, *made_of)
        changed = []
        for row in rows.iterator(SOME):
            key = search_key(*(getattr(row, name) for name in made_of))[:length]
            if key != getattr(row, column):
                setattr(row, column, key)
                changed.append(row)
        rows.model.objects.bulk_update(changed, [column], batch_size=SOME)


class Migration(migrations.Migration):
    dependencies = [("registrations", "0004_refused_at"), ("events", "0005_feed_link")]

    operations = [migrations.RunPython(find_in_every_script, migrations.RunPython.noop, elidable=True)]
