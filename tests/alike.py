"""What a second database could not make different, and so is asked of one only.

Every test runs on SQLite. On PostgreSQL all run again that the database has a part in: statements written by hand,
engines, orders and cases of letters, JSON, constraints, lengths and kinds of values, transactions, locks, two at
once, migrations, backups, what forms and files write, what anybody may send. Left out there are the modules below:
they read ordinary rows by ordinary questions, and their subject is words, markup, permissions or settings. Of them
too the tests that count queries run again, so that every kind of page is asked for on each database. A module that
is not named here runs on both: whoever names one says that its subject is none of the above.
"""

#: Modules by what they are about; paths below ``tests``.
ALIKE = {
    "what pages say, in which language and in what shape": """
        catalogue/test_beside.py catalogue/test_easy_read.py catalogue/test_for_whom.py
        catalogue/test_glossary.py catalogue/test_group_starts.py catalogue/test_group_structured_data.py
        catalogue/test_help_lines.py catalogue/test_interpreter.py catalogue/test_notices.py
        catalogue/test_reach.py catalogue/test_views_insats.py catalogue/test_waits_in_every_language.py
        catalogue/test_way_in_and_person.py catalogue/test_while_waiting.py catalogue/test_who_answers_now.py
        catalogue/test_words_state.py pages/test_editorial_pages.py pages/test_frame.py pages/test_help_now.py
        pages/test_prepared_languages.py pages/test_professionals.py pages/test_theme.py pages/test_variants.py
        pages/test_young.py search/test_guide.py workspace/test_team_groups.py test_small_site.py
    """,
    "what the demonstration's own texts say": """
        catalogue/test_glossary_words.py catalogue/test_privacy.py catalogue/test_words_files.py
        catalogue/test_young_answers.py pages/test_check_language.py pages/test_help_now_content.py
        pages/test_language_tables.py
    """,
    "how editors write and approve words": """
        catalogue/test_language_report.py catalogue/test_legal_texts.py catalogue/test_measuring.py
        catalogue/test_translation_files.py catalogue/test_variant_editing.py catalogue/test_words_editing.py
        pages/test_admin_editorial.py pages/test_editorial_variants.py pages/test_translation_owners.py
    """,
    "who may do what, and what is refused": """
        catalogue/test_admin_gate.py catalogue/test_admin_roles.py catalogue/test_four_eyes.py
        catalogue/test_hostile_words.py catalogue/test_uploads.py test_redirects.py
        workspace/test_second_factor.py workspace/test_sign_in.py workspace/test_team_break_in.py
    """,
    "settings and headers, logs and caches": """
        test_caching.py test_caching_clock.py test_launch.py test_logs.py test_mail.py test_new_site.py
        test_policies.py test_shared_memory.py
    """,
}
MODULES = frozenset(" ".join(ALIKE.values()).split())
#: What a test that counts queries asks for or calls.
COUNTING = {"django_assert_num_queries", "django_assert_max_num_queries", "queries_of", "CaptureQueriesContext"}


def is_alike(item, tests):
    """Whether a test gives the same on every database.

    Args:
        item: the test.
        tests: the folder of all tests.
    """
    counts = COUNTING & {*item.fixturenames, *item.function.__code__.co_names}
    return item.path.relative_to(tests).as_posix() in MODULES and not counts
