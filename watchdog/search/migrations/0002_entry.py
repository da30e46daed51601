"""The one table of search."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig, SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models.functions import Coalesce

PORTAL = SearchConfig("portal")
SIGNS = "/.-\u2010\u2011\u2012\u2013\u2014\u2212_,;:@#&+*=~^?!|\\'\"`<>()[]{}\u2019\u201d\u201e\u201c\u00ab\u00bb\u2026\u00b7"


def words(column, weight):
    plain = models.Func(
        column,
        models.Value(SIGNS),
        models.Value(" " * len(SIGNS)),
        function="translate",
        output_field=models.TextField(),
    )
    return SearchVector(plain, config=PORTAL, weight=weight)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_text_search")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", models.TextField()),
                ("keywords", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("url", models.CharField(max_length=500)),
                ("day", models.DateField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "vector",
                    models.GeneratedField(
                        expression=CombinedSearchVector(
                            CombinedSearchVector(words("title", "A"), "||", words("keywords", "B"), PORTAL),
                            "||",
                            words("body", "D"),
                            PORTAL,
                        ),
                        output_field=SearchVectorField(),
                        db_persist=True,
                    ),
                ),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["vector"], name="entry_vector"),
                    models.Index(
                        Coalesce("year", models.Value(-(2**31) + 1, output_field=models.PositiveSmallIntegerField())),
                        Coalesce("day", models.Value(date.min, output_field=models.DateField())),
                        models.F("id"),
                        name="entry_newest",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "object_id"], name="entry_once_per_record"),
                ],
            },
        ),
    ]
