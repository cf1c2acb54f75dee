"""What a learner has done is read from the notebooks, and an odd notebook is told, not stumbled over."""

import shutil
from pathlib import Path

import nbformat
import pytest

import hyperlib as h
from hyperlib import checks, labs
from hyperlib.standing import Lesson, Progress
from hyperlib.widgets import kept

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def work(tmp_path):
    """Copy two lessons: 00 as the solution has it, with every check passed, and 01 as students get it."""
    for name, source in (
        ("00_start_here", "solutions"),
        ("01_what_are_hyperparameters", "notebooks"),
    ):
        shutil.copytree(ROOT / source / name, tmp_path / name)
    return tmp_path


def graded(path):
    notebook = nbformat.read(path, as_version=4)
    return notebook, [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]


def test_an_answer_that_a_person_grades_leaves_no_lesson_undone(work):
    path = work / "00_start_here" / "00_start_here.ipynb"
    notebook, _ = graded(path)
    before = h.progress(work).lessons[0]
    cell = nbformat.v4.new_markdown_cell("Five sentences.")
    marks = {"grade": True, "solution": True, "points": 5, "grade_id": "report", "locked": False}
    cell.metadata["nbgrader"] = marks | {"task": False, "schema_version": 3}
    notebook.cells.append(cell)
    nbformat.write(notebook, path)
    assert before.done and h.progress(work).lessons[0] == before


def test_a_solved_lesson_is_done_and_an_untouched_one_is_next(work):
    start, first = h.progress(work).lessons
    _, cells = graded(work / "00_start_here" / "00_start_here.ipynb")
    assert start.done and start.passed == start.exercises == len(cells) > 0
    assert 0 < start.earned <= start.worth == sum(c.metadata.nbgrader.points for c in cells)
    assert (first.done, first.passed, first.earned) == (False, 0, 0)
    assert first.exercises > 1 and first.worth > start.worth
    assert (first.guesses, first.right, first.best, first.odd) == (0, 0, None, "")
    text = str(h.progress(work))
    assert text.endswith("1 of 2 lessons done\nnext: 01_what_are_hyperparameters")
    assert "00_start_here: done" in text.splitlines()
    assert repr(h.progress(str(work))) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_notebook_that_another_editor_has_saved_is_read(work, encoding):
    path = work / "00_start_here" / "00_start_here.ipynb"
    before = h.progress(work).lessons[0]
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    assert h.progress(work).lessons[0] == before and before.done


@pytest.mark.parametrize(
    ("outcomes", "points", "passed", "earned"),
    [
        (["pass", "pass"], (1.5, 2), 1, 3.5),
        (["pass", "fail"], (1.5, 2), 0, 1.5),
        (["not attempted"] * 2, (1.5, 2), 0, 0),
        (["pass", "pass"], (0, 0), 1, 0),
        (["pass", "pass"], (0.25, 0.5), 1, 0.75),
    ],
)
def test_points_are_those_that_a_check_shows(work, outcomes, points, passed, earned):
    path = work / "01_what_are_hyperparameters" / "01_what_are_hyperparameters.ipynb"
    results = [checks.Result(o, o, p) for o, p in zip(outcomes, points, strict=True)]
    report = checks.Report("kinds", tuple(results))
    notebook, cells = graded(path)
    data = {"text/plain": str(report), "text/html": report._repr_html_()}
    cells[0].outputs = [nbformat.v4.new_output("display_data", data)]
    nbformat.write(notebook, path)
    lesson = h.progress(work).lessons[1]
    assert (lesson.passed, lesson.earned) == (passed, earned)


def test_predictions_and_runs_of_labs_are_counted(work, monkeypatch):
    folder = work / "01_what_are_hyperparameters"
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "lesson.ipynb"))
    for event in ({"question": "a", "guess": 1}, {"question": "a", "right": True},
                  {"question": "b", "guess": 2}, {"question": "b", "right": False}):  # fmt: skip
        kept.append(folder, event)
    lab = labs.Lab(
        "choice",
        "Which rate?",
        base=h.Hyperparameters(n_neurons=(8,), epochs=1),
        space={"lr": h.search.LogUniform(1e-4, 1)},
        epochs=5,
        levels=[labs.Level(0.5, 0, "the default"), labs.Level(0.9, 4, "the best known")],
        tolerance=0.04,
    )
    for lr in (1e-4, 0.01):
        lab.run(lr=lr)
    best = max(trial.val_accuracy for trial in lab.trials if trial.ended)
    with open(folder / ".hyperlib" / "lab_choice.jsonl", "a") as log:
        log.write('{"ended": false, "val_accuracy": 0.99}\n{"ended": true, "val_acc\n3\n')
    lesson = h.progress().lessons[1]
    assert (lesson.guesses, lesson.right, lesson.best) == (2, 1, best)
    assert f"  1 of 2 predictions right, best run {100 * best:.1f}%\n" in str(h.progress())


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', '{"cells": [{}]}', "[" * 100_000,
     '{"cells": [{"metadata": {"nbgrader": 3}}]}',
     '{"cells": [{"metadata": {"nbgrader": {"grade": true}}}]}',
     '{"cells": [{"metadata": {"nbgrader": {"grade": true, "points": "x"}}, "outputs": []}]}',
     '{"cells": [{"metadata": {"nbgrader": {"grade": true, "points": 1}}, "outputs": [{"text": 3}]}]}'],
)  # fmt: skip
def test_an_odd_notebook_is_told_and_the_others_are_read(work, text):
    (work / "01_what_are_hyperparameters" / "01_what_are_hyperparameters.ipynb").write_text(text)
    start, odd = h.progress(work).lessons
    assert start.done and not odd.done
    assert odd.odd.startswith("cannot be read (")
    assert odd.odd in " ".join(str(h.progress(work)).split())


def test_what_is_printed_fits_beside_the_files_in_a_window_of_800_pixels():
    names = sorted(path.stem for path in (ROOT / "lessons").glob("*.py"))
    full = [Lesson(name, 12, 11, 20.25, 22.5, guesses=10, right=10, best=1.0) for name in names]
    none = Progress(()), Progress((Lesson(names[0], odd=f"cannot be read ({'odd ' * 20})"),))
    for printed in (Progress(tuple(full)), *none):
        assert max(map(len, str(printed).splitlines())) <= 46
    text = str(Progress((full[0]._replace(passed=12),)))
    assert text.startswith(f"{names[0]}: done\n  12 of 12 exercises, 20.25 of 22.5 points\n")
    assert text.endswith("\n1 of 1 lesson done")


def test_bytes_that_are_no_text_are_told(work):
    folder = work / "01_what_are_hyperparameters"
    (folder / "01_what_are_hyperparameters.ipynb").write_bytes(b"\xff\xfe\x00")
    assert "UnicodeDecodeError" in h.progress(work).lessons[1].odd


def test_copies_and_checkpoints_are_no_lessons(work):
    lesson = work / "00_start_here" / "00_start_here.ipynb"
    for place in ("00_start_here_kept_2026-01-01", "00_start_here/.ipynb_checkpoints"):
        (work / place).mkdir()
        shutil.copy(lesson, work / place / "00_start_here.ipynb")
    shutil.copy(lesson, work / "notes.ipynb")
    assert len(h.progress(work).lessons) == 2


def test_left_out_the_folder_is_that_of_this_notebook(work, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(work / "00_start_here" / "00_start_here.ipynb"))
    assert len(h.progress().lessons) == 2
    shutil.copy(work / "00_start_here" / "00_start_here.ipynb", work)
    monkeypatch.setenv("JPY_SESSION_NAME", str(work / "00_start_here.ipynb"))
    assert len(h.progress().lessons) == 2
    with pytest.raises(ValueError, match="folder must hold lessons, got none in"):
        h.progress(work / "00_start_here" / "none")


def test_a_notebook_beside_no_lesson_has_no_standing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert h.progress().lessons == ()
    assert "No lesson of the course" in str(h.progress())


@pytest.mark.parametrize("kind", ["stdout", "stderr", "display_data"])
def test_what_an_answer_prints_in_its_check_hides_no_report(work, kind):
    path = work / "00_start_here" / "00_start_here.ipynb"
    before = h.progress(work).lessons[0]
    notebook, cells = graded(path)
    for cell in cells:
        text = {"data": {"text/plain": "<Figure>"}} if kind == "display_data" else {}
        text = text or {"name": kind, "text": "debug: 1 of 2\n"}
        output = nbformat.v4.new_output("display_data" if "data" in text else "stream", **text)
        cell.outputs.insert(0, output)
    nbformat.write(notebook, path)
    assert before.done and h.progress(work).lessons[0] == before


@pytest.mark.parametrize("odd", ["5", "Infinity", "NaN", "-1"])
def test_an_accuracy_that_is_none_is_no_best_run(work, odd):
    folder = work / "00_start_here" / kept.FILE.parent
    folder.mkdir()
    runs = [f'{{"ended": true, "val_accuracy": {value}}}\n' for value in (odd, "0.5", odd)]
    (folder / "lab_x.jsonl").write_text("".join(runs))
    assert h.progress(work).lessons[0].best == 0.5
