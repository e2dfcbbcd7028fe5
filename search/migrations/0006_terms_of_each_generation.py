"""On PostgreSQL the terms of each generation lie in tables of its own, as ``tsvector``.

What readers see is carried over, so that searching goes on; the table of the old form is dropped.
"""

from django.db import migrations


def carry_over(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    from search.engines import engine_for

    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_terms')")
        if cursor.fetchone()[0] is None:
            return  # made in the new form from the first
    engine = engine_for("postgresql")
    engine.create_storage(editor)
    state = apps.get_model("search", "IndexState").objects.order_by("pk").first()
    generation = state.live_generation if state else 0
    if generation:
        engine.begin(generation)
    with editor.connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_terms_{generation:d} "
            "SELECT held.document, array_to_tsvector(held.terms) FROM search_terms held "
            "JOIN search_indexedrecord record ON record.id = held.document WHERE record.generation = %s",
            [generation],
        )
    engine.finish(generation)
    editor.execute("DROP TABLE search_terms")


def carry_back(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    from search.engines import engine_for

    state = apps.get_model("search", "IndexState").objects.order_by("pk").first()
    editor.execute("CREATE TABLE terms_before (document bigint PRIMARY KEY, terms text[] NOT NULL)")
    if state is not None:
        editor.execute(
            "INSERT INTO terms_before SELECT document, tsvector_to_array(terms) "
            f"FROM search_terms_{state.live_generation:d}"
        )
    engine_for("postgresql").drop_storage(editor)
    editor.execute("ALTER TABLE terms_before RENAME TO search_terms")
    editor.execute("CREATE INDEX search_terms_terms ON search_terms USING gin (terms)")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0005_add_the_search_cluster'),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back),
    ]
