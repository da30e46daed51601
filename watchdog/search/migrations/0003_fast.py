"""The words of search, and the count of writes that says whether all of them are known."""

from django.db import migrations, models

COUNT_WRITES = """
    CREATE FUNCTION search_count_writes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO search_vocabulary AS kept (id, writes, learned) VALUES (1, 2, 0)
        ON CONFLICT (id) DO UPDATE SET writes = kept.writes + 1;
        RETURN NULL;
    END $$;
    CREATE TRIGGER search_writes AFTER INSERT OR UPDATE ON search_entry
        FOR EACH STATEMENT EXECUTE FUNCTION search_count_writes();
    INSERT INTO search_vocabulary (id, writes, learned)
        SELECT 1, CASE WHEN EXISTS (SELECT FROM search_entry) THEN 1 ELSE 0 END, 0;
"""
FORGET_WRITES = "DROP TRIGGER search_writes ON search_entry; DROP FUNCTION search_count_writes();"


class Migration(migrations.Migration):
    dependencies = [("search", "0002_entry")]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[("word", models.TextField(db_collation="C", primary_key=True, serialize=False))],
        ),
        migrations.CreateModel(
            name="Vocabulary",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("writes", models.PositiveBigIntegerField(default=0)),
                ("learned", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="vocabulary_is_one"),
                ],
            },
        ),
        migrations.RunSQL(COUNT_WRITES, FORGET_WRITES),
    ]
