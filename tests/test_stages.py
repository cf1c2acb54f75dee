"""Test the stages of `make test`: that each test is in one, and how they report."""

import re
from pathlib import Path

import pytest

from tools import stages

ROOT = Path(__file__).resolve().parents[1]


def test_every_test_is_in_one_stage():
    commands = list(stages.stages_of_test().values())
    named = [word for words in commands for word in words if word.startswith("tests/")]
    ignored = [
        word.removeprefix("--ignore=")
        for words in commands
        for word in words
        if word.startswith("--ignore=")
    ]
    assert all((ROOT / name).exists() for name in named)
    assert sorted(set(named)) == sorted(ignored)
    # What two stages name is in one of them by its markers.
    parts = [words for words in commands if "-m" in words[len(stages.PYTEST) :]]
    one, other = sorted((words[-1] for words in parts), key=len)
    assert other == f"not ({one})" and "lesson01" in one
    twice = [name for name in set(named) if named.count(name) > 1]
    assert all([name in words for words in parts] == [True, True] for name in twice)


def test_every_solution_is_in_one_stage():
    commands = stages.stages_of_test().values()
    solved = [word for words in commands for word in words if word.startswith("solutions/")]
    assert sorted(solved) == sorted(f"solutions/{p.stem}" for p in ROOT.glob("lessons/[0-9]*.py"))


def test_the_checks_of_style_are_a_stage():
    assert ["-m", "tools.check"] in stages.stages_of_test().values()


@pytest.mark.parametrize(
    ("codes", "total"),
    [((0, 0, 0), 0), ((1, 0, 0), 1), ((0, 0, 1), 1), ((0, 5, 0), 5)],  # 5: pytest ran no test
)
def test_one_exit_status_for_all_stages(monkeypatch, capsys, codes, total):
    # The last stage has its processor time from a child that it waits for.
    work = "import time\nwhile time.process_time() < 1: pass"
    said = "import subprocess, sys; print('said by', {0}); "
    said += (
        f"[subprocess.run([sys.executable, '-c', {work!r}]) for _ in range({{1}})]; sys.exit({{0}})"
    )
    some = {f"stage {i}": ["-c", said.format(code, i // 2)] for i, code in enumerate(codes)}
    monkeypatch.setattr(stages, "stages_of_test", lambda: some)
    assert stages.main() == total
    out = capsys.readouterr().out
    lines = {line.split()[5].rstrip(":"): line for line in out.splitlines()[-3:]}
    assert [": ok" in lines[str(i)] for i in range(3)] == [code == 0 for code in codes]
    assert all(re.match(r" +\d+\.\d s +\d+\.\d s  ", line) for line in lines.values())
    busy = [float(lines[str(i)].split()[2]) for i in range(3)]
    assert busy[2] > busy[0] + 0.5
    assert out.count("said by") >= 3
