"""A claim that another processor or other seeds would turn over is found, and named."""

import nbformat
import pytest

from tools import build_notebooks as build
from tools import other_processor as other

# A lesson that says on which path it runs: each line comes out otherwise under some setting.
KNIFE_EDGES = """# %%
import os
import torch
import hyperlib as h
import hyperlib.sweeps.matmul

torch.set_num_threads(2)
weights = h.MLP(2, [1], 2, seed=0).layers[0].weight
print("threads:", torch.get_num_threads())
print("ATen:", os.environ.get("ATEN_CPU_CAPABILITY"))
print("MKL:", os.environ.get("MKL_CBWR"))
print("oneDNN:", os.environ.get("ONEDNN_MAX_CPU_ISA"), hyperlib.sweeps.matmul._quicker)
print("digits:", h.load_mnist().X_train.double().sum().item())
print("first weight:", round(weights[0, 0].item(), 4))
print("order:", torch.randperm(99, generator=torch.Generator().manual_seed(0))[:3].tolist())
torch.manual_seed(0)
print("dropout:", torch.rand(1).item())

# %% tags=["nbval-ignore-output"]
print("threads:", torch.get_num_threads())
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / "90_toy.py"
    path.write_text(KNIFE_EDGES, encoding="utf-8")
    return build.read_lesson(path)


@pytest.fixture(scope="module")
def stored(lesson):
    return other.run_under(lesson, other.Setting("stored", threads=2))


def changed(stored, lesson, name, first_seed=0):
    """Return the first words of the lines that come out otherwise."""
    again = other.run_under(lesson, other.SETTINGS[name], first_seed)
    found = list(other.differences(stored, again))
    assert {number for number, _ in found} <= {1}  # what is measured is not compared; 0 is set-up
    return {line[1:].split(":")[0] for _, line in found if line[0] == "+"}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("here", set()),
        ("old", {"threads", "ATen", "MKL", "oneDNN"}),
        ("noise-1", {"digits"}),
    ],
)
def test_lines_that_a_setting_turns_over_are_found(lesson, stored, name, lines):
    assert changed(stored, lesson, name) == lines


def test_other_seeds_reach_every_run(lesson, stored):
    assert changed(stored, lesson, "here", first_seed=5) == {"first weight", "order", "dropout"}


def test_lesson_00_holds_on_an_old_processor():
    [path] = build.select(["00"])
    stored = nbformat.read(build.ROOT / "solutions" / path.stem / f"{path.stem}.ipynb", 4)
    again = other.run_under(build.read_lesson(path), other.SETTINGS["old"])
    assert list(other.differences(stored, again)) == []


def test_a_lesson_that_raises_counts_and_ends_nothing(monkeypatch, capsys, tmp_path):
    name = "90_toy"
    (tmp_path / f"{name}.py").write_text("# %%\nlen(None)\n", encoding="utf-8")
    (tmp_path / "solutions" / name).mkdir(parents=True)
    empty = nbformat.v4.new_notebook()
    nbformat.write(empty, tmp_path / "solutions" / name / f"{name}.ipynb")
    monkeypatch.setattr(other, "ROOT", tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(build.ROOT))
    monkeypatch.setattr(other, "select", lambda names: [tmp_path / f"{name}.py"])
    assert other.main(["--settings", "here"]) == 1
    shown = capsys.readouterr().out
    assert f"{name}: raised TypeError: object of type 'NoneType' has no len()" in shown
    assert shown.splitlines()[-3].split() == [name, "1"]


def test_a_notebook_of_another_lesson_is_refused(lesson, stored):
    again = nbformat.from_dict(stored)
    again.cells[0].id = "another"
    with pytest.raises(build.LessonError, match="run `make notebooks` first"):
        list(other.differences(stored, again))


def test_all_pairs_of_threads_and_paths_occur():
    """A setting that was dropped would leave a pair of paths that is never taken together."""
    plain = [s for s in other.SETTINGS.values() if s.onednn is not None]
    assert {(s.threads, s.onednn) for s in plain} >= {(1, False), (2, False), (1, True), (2, True)}
    for group in (other.ATEN, other.MKL, other.ONEDNN):
        chosen = [group.items() <= s.variables.items() for s in plain]
        alone = [c and len(s.variables) == 1 for c, s in zip(chosen, plain)]
        together = [c and len(s.variables) == 3 for c, s in zip(chosen, plain)]
        assert any(alone) and any(together)


@pytest.mark.parametrize("text", ["5", "5-6", "9-5", "a-b"])
def test_other_seeds_must_be_as_many_as_the_lessons_use(text, capsys):
    with pytest.raises(SystemExit):
        other.main(["00", "--seeds", text])
    assert f"got {text!r}; expected 5 seeds in a row, as the lessons use; try 5-9" in (
        capsys.readouterr().err
    )
