"""Votes that were stored before kinds were known get theirs, by the words of the question, as new ones do."""

from typing import Any

from django.db import migrations

from council.kinds import kind_of

BATCH = 1000


def find_kinds(apps: Any, schema_editor: Any) -> None:
    votes = apps.get_model("council", "Vote").objects.filter(kind="")
    found = []
    for vote in votes.only("subject", "resolution_id").iterator(BATCH):
        vote.kind = kind_of(vote.subject, adopted=vote.resolution_id is not None).value
        found.append(vote)
    votes.model.objects.bulk_update(found, ["kind"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("council", "0007_kinds_and_remarks")]
    operations = [migrations.RunPython(find_kinds, migrations.RunPython.noop)]
