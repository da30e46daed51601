from watchdog.embedded import checking
from watchdog.embedded.checking import Step


def test_every_step_runs_and_the_failed_ones_are_listed(monkeypatch, capsys):
    steps = [Step("one", lambda: (False, "a finding")), Step("two", lambda: (True, ""))]
    monkeypatch.setattr(checking, "steps", lambda: steps)

    code = checking.check([])

    assert code == 1
    printed = capsys.readouterr().out
    assert "FAILED one" in printed
    assert "a finding" in printed
    assert "ok     two" in printed
    assert printed.endswith("check failed: one\n")


def test_a_word_picks_steps_by_name(monkeypatch, capsys):
    steps = [Step("one", lambda: (False, "")), Step("two", lambda: (True, ""))]
    monkeypatch.setattr(checking, "steps", lambda: steps)

    assert checking.check(["two"]) == 0


def test_a_long_list_of_findings_is_cut(monkeypatch, capsys):
    monkeypatch.setattr(checking, "steps", lambda: [Step("one", lambda: (False, "finding\n" * 1000))])

    checking.check([])

    assert "… and 940 lines more" in capsys.readouterr().out
