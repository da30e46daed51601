"""
The log of the back room, which the database itself keeps from being rewritten.

A trigger refuses every change of a row, and the removal of one that is younger than three years (``RETENTION`` of
``watchdog/accounts/models/acts.py``). TRUNCATE is left to the owner of the database, for tests and restores.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


STANDS = """
CREATE FUNCTION accounts_act_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1095 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'an act in the log of the back room stands as it was written'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'act_stands';
END
$$;
CREATE TRIGGER act_stands BEFORE UPDATE OR DELETE ON accounts_act
    FOR EACH ROW EXECUTE FUNCTION accounts_act_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('username', models.CharField(blank=True, max_length=150, verbose_name='account')),
                ('code', models.CharField(choices=[('login', 'logged in'), ('logout', 'logged out'), ('login_failed', 'log-in refused'), ('account', 'account made, closed or opened'), ('rights', 'rights changed'), ('password', 'password changed'), ('submitted', 'record sent to review'), ('returned', 'record sent back'), ('imported', 'import of a file'), ('uploaded', 'file brought'), ('disclosure', 'who may see a document'), ('exported', 'file for staff taken out'), ('backup', 'backup taken'), ('restored', 'backup restored'), ('record_added', 'record added'), ('record_changed', 'record changed'), ('record_deleted', 'record deleted')], max_length=20, verbose_name='act in the back room')),
                ('kind', models.CharField(blank=True, help_text='Application and model.', max_length=60, verbose_name='kind of record')),
                ('object_id', models.CharField(blank=True, max_length=60, verbose_name='number of the record')),
                ('object_name', models.CharField(blank=True, max_length=200, verbose_name='record concerned')),
                ('words', models.TextField(blank=True, verbose_name='in other words')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'act in the back room',
                'verbose_name_plural': 'acts in the back room',
                'ordering': ['-at', '-pk'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['-at'], name='act_newest'), models.Index(fields=['username', '-at'], name='act_of_person')],
            },
        ),
        migrations.RunSQL(STANDS, "DROP TRIGGER act_stands ON accounts_act; DROP FUNCTION accounts_act_stands();"),
    ]
