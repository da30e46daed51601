"""Names of organizations and their spellings are found by their words."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

SIGNS = "/.-\u2010\u2011\u2012\u2013\u2014\u2212_,;:@#&+*=~^?!|\\'\"`<>()[]{}\u2019\u201d\u201e\u201c\u00ab\u00bb\u2026\u00b7"


def words() -> django.contrib.postgres.search.SearchVector:
    """Return the words of the name as search keeps them on the day of this migration."""
    plain = models.Func(
        "name",
        models.Value(SIGNS),
        models.Value(" " * len(SIGNS)),
        function="translate",
        output_field=models.TextField(),
    )
    config = django.contrib.postgres.search.SearchConfig("portal")
    return django.contrib.postgres.search.SearchVector(plain, config=config, weight=None)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_text_search"),
        ("spending", "0003_contract_lists"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(words(), name="organization_words"),
        ),
        migrations.AddIndex(
            model_name="spelling",
            index=django.contrib.postgres.indexes.GinIndex(words(), name="spelling_words"),
        ),
    ]
