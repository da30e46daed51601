from watchdog.embedded.fingerprint import fingerprint, matches


def test_it_changes_with_a_file_and_not_with_a_compiled_one(tmp_path):
    (tmp_path / "council" / "__pycache__").mkdir(parents=True)
    before = fingerprint(tmp_path)

    (tmp_path / "council" / "__pycache__" / "views.pyc").write_text("compiled")
    compiled = fingerprint(tmp_path)
    (tmp_path / "council" / "views.py").write_text("new")
    changed = fingerprint(tmp_path)

    assert before == compiled != changed


def test_it_is_another_for_another_database(tmp_path):
    assert fingerprint(tmp_path, "one") != fingerprint(tmp_path, "two")


def test_within_migrations_a_view_changes_nothing(tmp_path):
    (tmp_path / "council" / "migrations").mkdir(parents=True)
    before = fingerprint(tmp_path, within="migrations")

    (tmp_path / "council" / "views.py").write_text("new")
    viewed = fingerprint(tmp_path, within="migrations")
    (tmp_path / "council" / "migrations" / "0001_initial.py").write_text("new")
    migrated = fingerprint(tmp_path, within="migrations")

    assert before == viewed != migrated


def test_a_stamp_counts_for_its_own_value_only(tmp_path):
    (tmp_path / "stamp").write_text("a")

    assert matches(tmp_path / "stamp", "a")
    assert not matches(tmp_path / "stamp", "b")
    assert not matches(tmp_path / "missing", "a")
