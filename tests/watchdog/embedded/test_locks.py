import pytest

from watchdog.embedded.locks import problems
from watchdog.embedded.state import PROJECT

LOCK = """django==5.2.19 \\
    --hash=sha256:aa
    # via
    #   -r requirements.in
    #   django-filter
sqlparse==0.6.1 \\
    --hash=sha256:bb
    # via django
"""


@pytest.fixture
def project(tmp_path):
    """Give a project whose two locks are what its requirements ask for."""
    (tmp_path / "requirements.in").write_text("Django~=5.2.19  # until 6.2\n")
    (tmp_path / "requirements-dev.in").write_text("-r requirements.in\nruff~=0.17\n")
    (tmp_path / "requirements.lock").write_text(LOCK)
    ruff = "ruff==0.17.5 \\\n    --hash=sha256:cc\n    # via -r requirements-dev.in\n"
    (tmp_path / "requirements-dev.lock").write_text(LOCK + ruff)
    return tmp_path


def test_locks_that_answer_their_requirements_have_no_problems(project):
    assert problems(project) == []


def test_our_own_locks_are_current():
    assert problems(PROJECT) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("requirements.in", "~=5.2.19", "~=6.2", "Django~=6.2 is asked for, 5.2.19 is locked."),
        ("requirements.in", "Django", "celery\nDjango", "celery is asked for, nothing is locked."),
        ("requirements-dev.in", "ruff~=0.17\n", "", "ruff is locked for requirements-dev.in, which no longer asks"),
        ("requirements.lock", "    --hash=sha256:bb\n", "", "sqlparse has no hash."),
        ("requirements.lock", "sqlparse==0.6.1", "sqlparse==0.6.0", "sqlparse is 0.6.0 in requirements.lock but 0.6.1"),
        ("requirements.lock", "django==", "--index-url https://x.example\ndjango==", "an address of a package index"),
    ],
)
def test_what_drifted_is_named(project, file, old, new, problem):
    path = project / file
    path.write_text(path.read_text().replace(old, new))

    assert any(problem in found for found in problems(project))
