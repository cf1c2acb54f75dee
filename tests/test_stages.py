"""Test the stages of `make test`: that each test is in one, and how they report."""

import re
from pathlib import Path

import pytest

from tools import stages

ROOT = Path(__file__).resolve().parents[1]


def test_every_test_is_in_one_stage():
    solutions, *apart, rest, check = stages.stages_of_test().values()
    start = len(stages.PYTEST)
    chosen = [word for stage in apart for word in stage[start:]]
    assert chosen and all((ROOT / name).exists() for name in chosen)
    assert [f"--ignore={name}" for name in chosen] == rest[start:]
    assert (solutions[-1], check[-1]) == ("solutions", "tools.check")


@pytest.mark.parametrize(
    ("codes", "total"),
    [((0, 0, 0), 0), ((1, 0, 0), 1), ((0, 0, 1), 1), ((0, 5, 0), 5)],  # 5: pytest ran no test
)
def test_one_exit_status_for_all_stages(monkeypatch, capsys, codes, total):
    said = "import sys; print('said by', {0}); sys.exit({0})"
    some = {f"stage {i}": ["-c", said.format(code)] for i, code in enumerate(codes)}
    monkeypatch.setattr(stages, "stages_of_test", lambda: some)
    assert stages.main() == total
    out = capsys.readouterr().out
    lines = {line.split()[3].rstrip(":"): line for line in out.splitlines()[-3:]}
    assert [": ok" in lines[str(i)] for i in range(3)] == [code == 0 for code in codes]
    assert all(re.match(r" +\d+\.\d s  ", line) for line in lines.values())
    assert out.count("said by") >= 3
