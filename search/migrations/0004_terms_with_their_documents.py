"""The places of terms lie with their documents, and the engine only says which documents hold a term.

What is indexed in the old form is forgotten: ``manage.py rebuild_search`` builds it anew.
"""

from django.db import migrations, models


def forget_the_old_form(apps, editor):
    for name in ("IndexedRecord", "FieldTotal", "VocabularyWord"):
        apps.get_model("search", name).objects.all().delete()
    apps.get_model("search", "IndexState").objects.update(built_at=None)


def make_storage_anew(apps, editor):
    from search.engines import engine_for

    engine = engine_for(editor.connection.vendor)
    engine.drop_storage(editor)
    engine.create_storage(editor)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0003_vocabulary_by_group'),
    ]

    operations = [
        migrations.RunPython(forget_the_old_form, migrations.RunPython.noop),
        migrations.RunPython(make_storage_anew, migrations.RunPython.noop),
        migrations.AddField(
            model_name='indexedrecord',
            name='terms',
            field=models.TextField(default=''),
        ),
    ]
