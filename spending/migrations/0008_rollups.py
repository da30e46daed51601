"""
Sums of contracts beside them, kept by triggers of their table (ADR 22).

One statement that writes contracts fires one of the triggers once, whoever wrote it and in whatever way. It counts the
rows that came and takes off those that went, and appends what is left of each key; what changes nothing that is summed
appends nothing. Appending is all that a writer does, so writers neither wait for one another nor deadlock.
``spending_fold`` makes one row of the many of a key; one at a time does, and the others go on.

The views ``…_counted`` count the same from the contracts themselves, for ``spending.rollups.recount``. Whoever alters a
column of contracts that is read here drops the views and makes them again.
"""

import django.db.models.deletion
from django.db import migrations, models

LOW = """
CREATE FUNCTION spending_low(value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE left(trunc(abs(value))::text, 1)
        WHEN '1' THEN trunc(value * 5, 2 - length(trunc(abs(value))::text)) * 0.2
        WHEN '2' THEN trunc(value * 2, 2 - length(trunc(abs(value))::text)) * 0.5
        WHEN '3' THEN trunc(value * 2, 2 - length(trunc(abs(value))::text)) * 0.5
        WHEN '4' THEN trunc(value * 2, 2 - length(trunc(abs(value))::text)) * 0.5
        ELSE trunc(value, 2 - length(trunc(abs(value))::text))
    END
$$;
"""
"""The name of the range of values that holds one: a hundredth or a fiftieth of it wide, 160 ranges for a tenfold."""

READ = """
    SELECT {sign} AS sign, register, kind, currency, tax, dzial, buyer_id, supplier_id,
        {sign} * coalesce(value, 0) AS total,
        {sign} * approximate::int AS rounded,
        {sign} * own::int AS contracts,
        {sign} * (own AND value IS NULL)::int AS without_value,
        {sign} * (own AND certainty = 'inferred')::int AS inferred,
        {sign} * (withdrawn_at IS NOT NULL)::int AS removed,
        {sign} * (supplier_hidden <> '')::int AS hidden,
        {sign} * (supplier_hidden = '' AND supplier_id IS NULL)::int AS nameless,
        own AND value IS NOT NULL AND certainty <> 'inferred' AS adds,
        CASE WHEN extract(year FROM signed_first) = extract(year FROM signed_last)
            THEN extract(year FROM signed_last)::smallint ELSE 0 END AS year,
        CASE WHEN own AND value IS NOT NULL AND certainty <> 'inferred' THEN spending_low(value) END AS low
    FROM {rows},
        LATERAL (SELECT kind = 'contract' AND parent_id IS NULL AND withdrawn_at IS NULL AS own) AS what
"""
"""One row of contracts as it is counted, with the sign of its coming or going."""

MONEY = ("n", "total", "rounded")
EVERYTHING = (*MONEY, "contracts", "without_value", "inferred", "removed", "hidden", "nameless")
KIND = ("register", "currency", "tax")
WHAT = ("register", "kind", "currency", "tax", "adds", "year", "dzial")
LEVELS = "changed, LATERAL (VALUES ('all', ''), ('year', year::text), ('dzial', dzial), ('unit', buyer_id::text)) AS of"
TABLES = (
    ("spending_contractsum", WHAT, EVERYTHING, "changed"),
    ("spending_unitsum", (*WHAT, "buyer_id"), EVERYTHING, "changed WHERE buyer_id IS NOT NULL"),
    ("spending_suppliersum", (*KIND, "supplier_id"), MONEY, "changed WHERE adds AND supplier_id IS NOT NULL"),
    ("spending_supplieryear", (*KIND, "supplier_id", "year"), MONEY, "changed WHERE adds AND supplier_id IS NOT NULL"),
    (
        "spending_valuecount",
        (*KIND, "level", "member", "low"),
        ("n",),
        f"{LEVELS} (level, member) WHERE adds AND member IS NOT NULL",
    ),
)
"""Each table, its key, what it adds up, and of which rows."""


def added(names):
    return ", ".join("sum(sign)" if name == "n" else f"sum({name})" for name in names)


def moved(names):
    return " OR ".join("sum(sign) <> 0" if name == "n" else f"sum({name}) <> 0" for name in names)


def counting(keys, names, rows):
    """Return the SELECT that adds up ``changed`` by a key; keys of which nothing is left are not in it."""
    return f"SELECT {', '.join(keys)}, {added(names)} {{more}}FROM {rows} GROUP BY {', '.join(keys)} HAVING {moved(names)}"


def appending(table, keys, names, rows):
    columns = ", ".join((*keys, *names, "folded"))
    return f"INSERT INTO {table} ({columns}) {counting(keys, names, rows).format(more=', first ')}"


def keeping(name, changed):
    """Return the trigger function that appends what ``changed`` comes to."""
    *others, last = [appending(*each) for each in TABLES]
    steps = "".join(f", kept_{place} AS ({each})\n" for place, each in enumerate(others))
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first boolean;
    appended bigint;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(622, 1);
    -- Of an empty table one writer's sums are as if folded: there is nothing that they would be added to.
    first := pg_try_advisory_xact_lock(622, 3);
    first := first AND NOT EXISTS (SELECT FROM spending_contractsum);
    WITH changed AS MATERIALIZED ({changed}) {steps} {last};
    GET DIAGNOSTICS appended = ROW_COUNT;
    IF NOT first THEN
        appended := appended + coalesce(nullif(current_setting('spending.unfolded', true), ''), '0')::bigint;
        IF appended > 100000 AND spending_fold() THEN
            appended := 0;
        END IF;
        PERFORM set_config('spending.unfolded', appended::text, true);
    END IF;
    RETURN NULL;
END
$$;
"""


def folding(table, keys, names):
    same = " AND ".join(f"each.{key} = fresh.{key}" for key in keys)
    key, columns = ", ".join(keys), ", ".join(names)
    left = " OR ".join(f"sum({name}) <> 0" for name in names)
    return f"""
    WITH fresh AS (SELECT DISTINCT {key} FROM {table} WHERE NOT folded),
        gone AS (DELETE FROM {table} AS each USING fresh WHERE {same} RETURNING each.*)
    INSERT INTO {table} ({key}, {columns}, folded)
    SELECT {key}, {', '.join(f'sum({name})' for name in names)}, true FROM gone GROUP BY {key} HAVING {left};
"""


# What was just appended is unknown to the planner, which would compare each row of it with the whole table.
FOLD = f"""
CREATE FUNCTION spending_fold() RETURNS boolean LANGUAGE plpgsql
    SET enable_nestloop = off SET enable_mergejoin = off AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(622, 2) THEN
        RETURN false;
    END IF;
    {"".join(folding(*each[:3]) for each in TABLES)}
    RETURN true;
END
$$;
"""

CAME, WENT = READ.format(sign="1", rows="came"), READ.format(sign="-1", rows="went")
KEPT = "".join(
    (
        keeping("spending_contract_came", CAME),
        keeping("spending_contract_went", WENT),
        keeping("spending_contract_changed", f"{CAME} UNION ALL {WENT}"),
    )
)
EMPTIED = f"""
CREATE FUNCTION spending_contract_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(622, 1);
    {"".join(f"DELETE FROM {each[0]};" for each in TABLES)}
    RETURN NULL;
END
$$;
"""
TRIGGERS = """
CREATE TRIGGER contract_came AFTER INSERT ON spending_contract
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION spending_contract_came();
CREATE TRIGGER contract_went AFTER DELETE ON spending_contract
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION spending_contract_went();
CREATE TRIGGER contract_changed AFTER UPDATE ON spending_contract
    REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION spending_contract_changed();
CREATE TRIGGER contract_emptied AFTER TRUNCATE ON spending_contract
    FOR EACH STATEMENT EXECUTE FUNCTION spending_contract_emptied();
"""


def viewing(table, keys, names, rows):
    counted = counting(keys, names, rows).format(more="")
    columns = ", ".join((*keys, *names))
    every = READ.format(sign="1", rows="spending_contract")
    return f"CREATE VIEW {table}_counted ({columns}) AS WITH changed AS MATERIALIZED ({every}) {counted};\n"


def filling(table, keys, names, rows):
    columns = ", ".join((*keys, *names))
    return f"INSERT INTO {table} ({columns}, folded) SELECT {columns}, true FROM {table}_counted;\n"


VIEWS = "".join(viewing(*each) for each in TABLES)
FILLED = "".join(filling(*each) for each in TABLES)
GONE = """
DROP TRIGGER contract_came ON spending_contract;
DROP TRIGGER contract_went ON spending_contract;
DROP TRIGGER contract_changed ON spending_contract;
DROP TRIGGER contract_emptied ON spending_contract;
DROP FUNCTION spending_contract_came(), spending_contract_went(), spending_contract_changed(),
    spending_contract_emptied(), spending_fold();
""" + "".join(f"DROP VIEW {each[0]}_counted;\n" for each in TABLES) + "DROP FUNCTION spending_low(numeric);"


class Migration(migrations.Migration):

    dependencies = [
        ('spending', '0007_signals'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContractSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('tax', models.CharField(max_length=5)),
                ('n', models.BigIntegerField()),
                ('folded', models.BooleanField(db_default=False)),
                ('kind', models.CharField(max_length=12)),
                ('adds', models.BooleanField()),
                ('year', models.SmallIntegerField()),
                ('dzial', models.CharField(max_length=3)),
                ('total', models.DecimalField(decimal_places=2, max_digits=30)),
                ('rounded', models.BigIntegerField()),
                ('contracts', models.BigIntegerField()),
                ('without_value', models.BigIntegerField()),
                ('inferred', models.BigIntegerField()),
                ('removed', models.BigIntegerField()),
                ('hidden', models.BigIntegerField()),
                ('nameless', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'sum of contracts',
                'verbose_name_plural': 'sums of contracts',
                'db_table_comment': 'derived: kept by the triggers of another table',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SupplierSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('tax', models.CharField(max_length=5)),
                ('n', models.BigIntegerField()),
                ('folded', models.BooleanField(db_default=False)),
                ('total', models.DecimalField(decimal_places=2, max_digits=30)),
                ('rounded', models.BigIntegerField()),
                ('supplier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='spending.organization')),
            ],
            options={
                'verbose_name': "sum of a supplier's contracts",
                'verbose_name_plural': "sums of suppliers' contracts",
                'db_table_comment': 'derived: kept by the triggers of another table',
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['currency', 'tax', 'register', 'total'], name='supplier_sum_largest'),
                    models.Index(condition=models.Q(('folded', False)), fields=['id'], name='supplier_sum_fresh'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('tax', models.CharField(max_length=5)),
                ('n', models.BigIntegerField()),
                ('folded', models.BooleanField(db_default=False)),
                ('kind', models.CharField(max_length=12)),
                ('adds', models.BooleanField()),
                ('year', models.SmallIntegerField()),
                ('dzial', models.CharField(max_length=3)),
                ('total', models.DecimalField(decimal_places=2, max_digits=30)),
                ('rounded', models.BigIntegerField()),
                ('contracts', models.BigIntegerField()),
                ('without_value', models.BigIntegerField()),
                ('inferred', models.BigIntegerField()),
                ('removed', models.BigIntegerField()),
                ('hidden', models.BigIntegerField()),
                ('nameless', models.BigIntegerField()),
                ('buyer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='spending.organization')),
            ],
            options={
                'verbose_name': "sum of a unit's contracts",
                'verbose_name_plural': "sums of units' contracts",
                'db_table_comment': 'derived: kept by the triggers of another table',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ValueCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('tax', models.CharField(max_length=5)),
                ('n', models.BigIntegerField()),
                ('folded', models.BooleanField(db_default=False)),
                ('level', models.CharField(choices=[('all', 'all'), ('year', 'of one year'), ('dzial', 'of one dział'), ('unit', 'of one unit')], max_length=5)),
                ('member', models.CharField(max_length=20)),
                ('low', models.DecimalField(decimal_places=2, max_digits=18)),
            ],
            options={
                'verbose_name': 'count of values',
                'verbose_name_plural': 'counts of values',
                'db_table_comment': 'derived: kept by the triggers of another table',
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['level', 'member'], name='value_count_by_member')],
            },
        ),
        migrations.CreateModel(
            name='SupplierYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('tax', models.CharField(max_length=5)),
                ('n', models.BigIntegerField()),
                ('folded', models.BooleanField(db_default=False)),
                ('total', models.DecimalField(decimal_places=2, max_digits=30)),
                ('rounded', models.BigIntegerField()),
                ('year', models.SmallIntegerField()),
                ('supplier', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='spending.organization')),
            ],
            options={
                'verbose_name': "sum of a supplier's year",
                'verbose_name_plural': "sums of suppliers' years",
                'db_table_comment': 'derived: kept by the triggers of another table',
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['year', 'currency', 'tax', 'register', 'total'], name='supplier_year_largest'),
                    models.Index(condition=models.Q(('folded', False)), fields=['id'], name='supplier_year_fresh'),
                ],
            },
        ),
        migrations.RunSQL("".join((LOW, FOLD, KEPT, EMPTIED, TRIGGERS, VIEWS, FILLED)), GONE),
    ]
