"""Lessons become notebooks: always the same bytes, no answer in the student's, mistakes named."""

import ast
import base64
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest

import hyperlib as h
from hypergrader.hidden import load_hidden
from tools import build_notebooks as build

LESSONS = build.lesson_paths()
SLUGS = [path.stem for path in LESSONS]


def notebook(kind, slug):
    return nbformat.read(build.ROOT / kind / slug / f"{slug}.ipynb", as_version=4)


def mark(slug):
    return pytest.param(
        slug, marks=getattr(pytest.mark, f"lesson{slug.partition('_')[0]}"), id=slug
    )


EACH = pytest.mark.parametrize("slug", [mark(slug) for slug in SLUGS])


def assert_same_bytes(slug, folder):
    for kind in ("solutions", "notebooks"):
        name = f"{kind}/{slug}/{slug}.ipynb"
        same = (folder / name).read_bytes() == (build.ROOT / name).read_bytes()
        assert same, f"{name} is not what lessons/{slug}.py gives; run `make notebooks`"


@EACH
def test_a_rebuild_from_the_stored_outputs_gives_the_same_bytes(slug, tmp_path):
    # That an execution gives these outputs is nbval's part: it runs solutions/ and compares them.
    build.build(build.ROOT / "lessons" / f"{slug}.py", tmp_path, run=False)
    assert_same_bytes(slug, tmp_path)


@pytest.mark.lesson00
def test_a_rebuild_that_executes_gives_the_same_bytes(tmp_path):
    build.build(build.ROOT / "lessons" / f"{SLUGS[0]}.py", tmp_path)
    assert_same_bytes(SLUGS[0], tmp_path)


@EACH
def test_the_stored_notebooks_were_built_from_the_present_lesson_and_library(slug):
    key = build.built_from(build.ROOT / "lessons" / f"{slug}.py")
    stored = notebook("solutions", slug).metadata["hyperlib"]["built_from"]
    assert stored == key, "run `make notebooks`"


# Uses every kind of thing that lessons use; prints which files of the library that really took.
CALLS = """
import sys, threading, hyperlib as h
from hyperlib import checks, plotting, widgets

called = set()
def note(frame, event, argument):
    if event == "call":
        called.add(frame.f_code.co_filename)
sys.addaudithook(lambda event, about: called.add(str(about[0])) if event == "open" else None)
threading.setprofile(note)
sys.setprofile(note)
data = h.load_mnist().subset(100)
lanes = h.sweep([h.Hyperparameters(epochs=1)], data, seeds=range(2)).lanes
h.lr_range_test(h.Hyperparameters(), data, low=1e-4, high=1, steps=3, seed=0)
table = h.load_table("model").select(width=64)
widgets.explore(lambda k: plotting.figure()[0], alt=lambda k: "A figure.", k=[1, 2])
sys.setprofile(None)
print(*called, sep="\\n")
"""


@EACH
def test_the_fingerprint_names_the_data_that_a_lesson_shows(slug):
    lesson = build.ROOT / "lessons" / f"{slug}.py"
    files = {path.relative_to(build.ROOT).as_posix() for path in build.library_files(lesson)}
    text = lesson.read_text(encoding="utf-8")
    for call, data in DATA.items():
        if f"{call}(" in text:
            assert data in files, f"{slug} calls {call}, and {data} is not in its fingerprint"
    # A lesson that searches nothing is not stale because the searches changed.
    assert ("hyperlib/search/studies.py" in files) == ("h.search" in text)


DATA = {
    "load_mnist": "hyperlib/digits/mnist5000.npz",
    "load_table": "hyperlib/measured/model.csv.gz",
}


def test_what_a_lesson_calls_and_opens_is_in_its_fingerprint(tmp_path):
    lesson = tmp_path / "90_toy.py"
    lesson.write_text(CALLS, encoding="utf-8")
    environment = {**os.environ, "MPLBACKEND": "agg"}
    command = [sys.executable, lesson]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    library = build.ROOT / "hyperlib"
    used = {Path(line) for line in run.stdout.splitlines() if Path(line).is_relative_to(library)}
    used = {path for path in used if path.suffix != ".pyc"}
    assert {library / "sweeps/lanes.py", library / "digits/mnist5000.npz"} <= used
    assert library / "measured/model.csv.gz" in used
    assert used <= set(build.library_files(lesson))


@pytest.fixture
def copy(tmp_path):
    """Return a copy of all that a fingerprint is made of, to be changed."""
    shutil.copytree(build.ROOT / "hyperlib", tmp_path / "hyperlib")
    shutil.copytree(build.ROOT / "lessons", tmp_path / "lessons")
    shutil.copy(build.ROOT / "constraints.txt", tmp_path)
    return tmp_path


# A file, there or new, and whether a change of it changes the outputs of these two lessons.
@pytest.mark.parametrize(
    ("name", "first", "penalties"),
    [
        ("constraints.txt", True, True),
        ("hyperlib/plotting/__init__.py", True, True),
        ("hyperlib/arguments.py", True, True),
        ("hyperlib/digits/mnist5000.npz", True, True),
        ("hyperlib/measured/regularization.csv.gz", False, True),
        ("hyperlib/measured/__init__.py", False, True),
        ("hyperlib/sweeps/__init__.py", False, True),
        ("hyperlib/sweeps/matmul.py", False, True),
        ("hyperlib/diagnostics.py", False, False),
        ("hyperlib/search/__init__.py", False, True),
        ("hyperlib/__init__.py", False, False),
        ("hyperlib/measured/README.md", False, False),
        ("hyperlib/measured/another.csv.gz", False, True),
        ("lessons/11_l1_and_l2.py", False, True),
        ("lessons/11_l1_and_l2/hidden.py", False, False),
    ],
)
def test_the_fingerprint_covers_what_decides_the_outputs_and_no_more(copy, name, first, penalties):
    lessons = [copy / "lessons" / f"{slug}.py" for slug in ("00_start_here", "11_l1_and_l2")]
    before = [build.built_from(lesson, copy) for lesson in lessons]
    with (copy / name).open("ab") as file:
        file.write(b"\n")
    after = [build.built_from(lesson, copy) for lesson in lessons]
    assert [a != b for a, b in zip(after, before)] == [first, penalties]


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import hyperlib as h\nh.train", {"hyperlib.training"}),
        ("import hyperlib\nhyperlib.search.successive_halving", {"hyperlib.search"}),
        ("from hyperlib import checks, sweep", {"hyperlib.checks", "hyperlib.sweeps"}),
        ("from hyperlib.sweeps.lanes import Lanes", {"hyperlib.sweeps.lanes"}),
        ("import hyperlib.models as m", {"hyperlib.models"}),
        ("h = 1\nh.real", set()),
    ],
)
def test_the_modules_that_a_lesson_names_are_found(source, modules):
    assert build.modules_used(source) == modules


def answer_lines(slug):
    """Return the lines of all answers that say something of their own."""
    lines = set()
    for cell in notebook("solutions", slug).cells:
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.S):
            lines |= {line.strip() for line in region.splitlines()}
    return {line for line in lines if len(line) > 12 and not line.endswith("{")}


@EACH
def test_no_answer_is_in_the_student_version(slug):
    code = [c.source for c in notebook("notebooks", slug).cells if c.cell_type == "code"]
    student = notebook("notebooks", slug)
    exercises = [c for c in student.cells if c.metadata.get("nbgrader", {}).get("solution")]
    assert exercises
    for cell in exercises:
        left = {line.strip() for line in cell.source.splitlines()} & answer_lines(slug)
        assert left == set()
        stub = "# YOUR CODE HERE" if cell.cell_type == "code" else "YOUR ANSWER HERE"
        assert stub in cell.source
    assert "BEGIN SOLUTION" not in "".join(code)


# How a visible check looks at an object is shown; what it expects is not.
SHOWN = {
    "07_batch_size": {"gradients_of"},
    "08_epochs_and_early_stopping": {"walk"},
}


@EACH
def test_no_hidden_check_is_in_the_student_version(slug):
    text = (build.ROOT / "notebooks" / slug / f"{slug}.ipynb").read_text(encoding="utf-8")
    path = build.ROOT / "lessons" / slug / "hidden.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    answers = {c.id for c in notebook("notebooks", slug).cells}
    for name in names - answers - SHOWN.get(slug, set()):
        assert not re.search(rf"\b{name}\(", text), name
    for checks in load_hidden(build.ROOT / "lessons" / slug).values():
        for check in checks:
            assert check.hint not in text


@EACH
def test_student_notebooks_have_no_outputs_and_name_their_kernel(slug):
    student = notebook("notebooks", slug)
    assert student.metadata.kernelspec.name == "python3"
    for cell in student.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@EACH
def test_solutions_are_executed_without_an_error(slug):
    for cell in notebook("solutions", slug).cells:
        if cell.cell_type == "code" and cell.source.strip():
            assert cell.execution_count is not None
            assert not [o for o in cell.outputs if o.output_type == "error"]


@EACH
def test_cell_ids_are_unique_and_those_of_exercises_speak(slug):
    ids = [cell.id for cell in notebook("notebooks", slug).cells]
    assert len(ids) == len(set(ids))
    for cell in notebook("notebooks", slug).cells:
        grade = cell.metadata.get("nbgrader")
        assert grade is None or grade["grade_id"] == cell.id


@EACH
def test_figures_have_alt_text(slug):
    outputs = [o for c in notebook("solutions", slug).cells for o in c.get("outputs", [])]
    shown = [o["data"] for o in outputs if "data" in o]
    assert not [data for data in shown if "image/png" in data]  # JupyterLab drops its alt text
    pictures = "".join(data.get("text/html", "") for data in shown)
    alts = re.findall(r'<img alt="([^"]*)"', pictures)
    assert len(alts) == pictures.count("<img") > 0
    assert all(len(alt) > 20 for alt in alts)


@EACH
def test_no_figure_is_cut_off_at_its_edge(slug):
    outputs = [o for c in notebook("solutions", slug).cells for o in c.get("outputs", [])]
    pages = "".join(o["data"].get("text/html", "") for o in outputs if "data" in o)
    pictures = re.findall(r'src="data:image/png;base64,([^"]+)"', pages)
    assert pictures
    for picture in pictures:
        pixels = matplotlib.image.imread(io.BytesIO(base64.b64decode(picture)))[..., :3]
        edges = [pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]]
        assert min(edge.min() for edge in edges) > 0.8, "a label or line runs out of the picture"


@EACH
def test_no_printed_line_is_wrapped(slug):
    outputs = [o for c in notebook("solutions", slug).cells for o in c.get("outputs", [])]
    printed = "".join(o["text"] for o in outputs if o.output_type == "stream").splitlines()
    # What fits a window of 800 pixels without the list of files, measured in Chromium.
    assert not [line for line in printed if len(line) > 78]


@EACH
def test_no_line_of_visible_code_is_wide(slug):
    """A window of 800 pixels holds 78 characters and wraps the rest: a word or two, no more."""
    wide = []
    for cell in build.read_lesson(build.ROOT / "lessons" / f"{slug}.py").cells:
        graded = cell.metadata.get("nbgrader", {})
        folded = cell.metadata.get("jupyter", {}).get("source_hidden")
        if cell.cell_type == "code" and not folded and not graded:
            wide += [line for line in cell.source.splitlines() if len(line) > 94]
    # What is asked of the learner may run on, as text does.
    asked = re.compile(r'    "[^"]*",|question = "[^"]*"|    choices=\[.*\],')
    assert [line for line in wide if not asked.fullmatch(line) or len(line) > 100] == []


@EACH
def test_a_question_of_a_quiz_fits_a_window_of_1280_pixels(slug):
    text = (build.ROOT / "lessons" / f"{slug}.py").read_text(encoding="utf-8")
    questions = re.findall(r'(?m)^    ".*": \.\.\.,$', text)
    # Such a window has 110 characters beside the list of files.
    assert not [line for line in questions if len(line) > 105]


@EACH
def test_every_lesson_has_its_parts(slug):
    text = "\n".join(c.source for c in notebook("notebooks", slug).cells).lower()
    for part in ("after this lesson you can", "you need", "predict", "explain"):
        assert part in text
    # Lesson 00 shows the way of working, and nothing is decided in it.
    for part in () if slug == "00_start_here" else ("decision lab", "going deeper"):
        assert part in text
    assert "take away" in text
    # The capstone and the mixed labs are decision labs, and nothing else.
    assert "widgets.explore(" in text or slug == "16_capstone" or slug.endswith("_mixed_lab")
    assert "<details><summary>hint 1</summary>" in text


@EACH
def test_a_cell_that_an_exercise_needs_is_no_demonstration(slug):
    """A grader skips demonstrations, so a check may not need what they define."""
    names = set()
    for cell in notebook("solutions", slug).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        if "demonstration" in cell.metadata.get("tags", []):
            stored = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
            names |= {n.id for n in stored if isinstance(n.ctx, ast.Store)}
            names |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
        elif cell.metadata.get("nbgrader", {}).get("solution"):
            own = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
            local = {a.arg for n in ast.walk(tree) if isinstance(n, ast.arguments) for a in n.args}
            local |= {
                n.id
                for n in ast.walk(tree)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
            assert not (own - local) & names


@EACH
def test_a_cell_that_draws_is_a_demonstration(slug):
    """Grading shows nobody a picture, and drawing the first one takes a second for each submission."""
    for cell in notebook("solutions", slug).cells:
        if cell.cell_type == "code" and "demonstration" not in cell.metadata.get("tags", []):
            called = [n.func for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Call)]
            drawn = {ast.unparse(function) for function in called}
            assert not {d for d in drawn if d.startswith("plotting.") or d == "widgets.explore"}


GOOD = '''# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %%
from hyperlib import checks

# %% nbgrader={"grade": false, "grade_id": "double", "locked": false, "schema_version": 3, "solution": true, "task": false}
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "check_double", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
checks.check("double", checks.example(2, expected=4))
'''  # noqa: E501


def read(tmp_path, text, hidden=None):
    path = tmp_path / "90_toy.py"
    path.write_text(text, encoding="utf-8")
    if hidden:
        (tmp_path / "90_toy").mkdir()
        (tmp_path / "90_toy" / "hidden.py").write_text(hidden, encoding="utf-8")
    return build.read_lesson(path)


def test_a_good_lesson_is_read(tmp_path):
    cells = read(tmp_path, GOOD).cells
    ids = [c.id for c in cells]
    assert ids[0] == "setup" and ids[2:] == ["double", "check_double", "progress", "navigation"]


def test_a_fold_keeps_apart_from_the_text_behind_it(tmp_path):
    fold = "# <details><summary>{}</summary>\n#\n# a\n#\n# </details>\n"
    text = GOOD + "\n# %% [markdown]\n" + fold.format("1") + fold.format("2") + "#\n# text\n"
    [cell] = [c for c in read(tmp_path, text).cells if "2</summary>" in c.source]
    assert "<details><summary>1" in cell.source  # hints stand close together
    assert '<details><summary style="margin-bottom:14px">2' in cell.source


@EACH
def test_a_solution_tells_nobodys_progress(slug):
    cells = {cell.id: cell for cell in notebook("solutions", slug).cells}
    assert cells["progress"].outputs == []


# Where a line number is expected, it is that of the marker or of the cell's first line in GOOD.
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    return 2 * x\n", "", r"line 12: exercise 'double' has no answer"),
        ("    return 2 * x\n", "    ...\n", r"line 12: exercise 'double' has no answer"),
        ("    ### BEGIN SOLUTION\n", "", r"line 12: exercise 'double' has no answer"),
        ('"points": 1, ', "", r"line 19: check 'check_double' needs \"points\" above 0, got None"),
        ('"points": 1', '"points": 0', r"line 19: check 'check_double' needs \"points\" above 0"),
        ('"points": 1', '"points": 2', r"line 19: check 'check_double' says 2 points.*worth 1"),
        ('"grade_id": "check_double"', '"grade_id": "double"', r"line 19: grade_id 'double' stands tw"),
        ('"locked": true', '"locked": false', r"line 19: check 'check_double' must be locked"),
        ('"grade_id": "double"', '"grade_id": "triple"', r"line 12: exercise 'triple' has no check"),
        ("return 2 * x", "return 2 *", r"line 13: the cell is not valid Python"),
        ("checks.check(", "print(secret); checks.check(", r"line 19: check 'check_double' uses secret"),
        ('"solution": true', '"solution": false', r"line 13: a solution region stands in a cell"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_lesson_and_line(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(build.LessonError, match=r"90_toy\.py, " + message):
        read(tmp_path, GOOD.replace(old, new))


def test_hidden_checks_for_an_unknown_cell_are_refused(tmp_path):
    with pytest.raises(build.LessonError, match=r"hidden.py.*'check_triple' is not a check cell"):
        read(tmp_path, GOOD, "HIDDEN = {'check_triple': []}")


def test_a_hidden_file_without_checks_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"hidden.py must define HIDDEN"):
        read(tmp_path, GOOD, "SECRET = 1")


def test_outputs_are_not_taken_over_for_code_that_gave_others(tmp_path):
    made = notebook("solutions", SLUGS[0])
    stored = build.ROOT / "solutions" / SLUGS[0] / f"{SLUGS[0]}.ipynb"
    build.take_outputs(made, stored)
    changed = next(cell for cell in made.cells if cell.cell_type == "code")
    changed.source += "\n1 + 1"
    with pytest.raises(build.LessonError, match=r"(?s)00_start_here: code was changed.*\s1 \+ 1"):
        build.take_outputs(made, stored)


def test_measured_outputs_are_kept_only_while_nothing_changed(tmp_path):
    made = notebook("solutions", SLUGS[0])
    stored = tmp_path / "stored.ipynb"
    shutil.copy(build.ROOT / "solutions" / SLUGS[0] / f"{SLUGS[0]}.ipynb", stored)
    key = made.metadata["hyperlib"]["built_from"]
    tagged = [c for c in made.cells if build.KEEP_TAG in c.metadata.get("tags", [])]
    measured = [cell for cell in tagged if cell.id != "progress"]  # that one holds nothing
    assert measured
    for cell in measured:
        cell.outputs = []
    build.keep_measurements(made, stored, "another key")
    assert not any(cell.outputs for cell in measured)
    build.keep_measurements(made, stored, key)
    assert all(cell.outputs for cell in measured)


def test_the_closing_table_is_made_from_the_lessons():
    from tools import take_away

    assert take_away.PAGE.read_text(encoding="utf-8") == take_away.page()


def test_the_closing_page_is_that_of_the_ranges_the_tables_and_the_cards():
    from tools import closing_page

    assert closing_page.PAGE.read_text(encoding="utf-8") == closing_page.page()
    worths = {worth.name: worth for worth in closing_page.worths()}
    assert len(worths) == len(closing_page.NAMES)
    table = h.load_table("model").select(activation="relu", depth=2, width=64, batch_size=64)
    rates = table.select(optimizer="adam").val_accuracy[:, :, -1]
    rate = worths["learning rate (Adam)"]
    assert rate.at_start == pytest.approx(rates[table.axes["lr"].index(0.001)].mean())
    assert rate.at_best == pytest.approx(np.nanmax(rates.mean(axis=1)))
    assert all(w.at_worst <= w.at_start <= w.at_best <= 1 for w in worths.values())


def test_the_last_cell_leads_on_both_courses():
    lessons = sorted((build.ROOT / "lessons").glob("[0-9]*.py"))
    shorter = [path for path in lessons if build.number(path) in build.SHORT]
    for path in lessons:
        text = build.navigation(path).source
        links = dict(re.findall(r"(Previous|Next|Next on the short course): \[(\d\d[a-z]?)", text))
        after = [build.number(other) for other in lessons if other > path][:1]
        quick = [build.number(other) for other in shorter if other > path][:1]
        assert [links[word] for word in links if word == "Next"] == after
        assert links.get("Next on the short course", after and after[0]) == (
            quick[0] if path in shorter and quick else after and after[0]
        )


def test_the_closing_page_names_only_lessons_of_the_course():
    from tools import closing_page

    named = set(re.findall(r"\blessons? ([\d, ]+)\)", closing_page.page()))
    numbers = {number for names in named for number in names.split(", ")}
    assert numbers and numbers <= {f"{k:02}" for k in range(17)}


def test_points_and_the_ways_onward_are_written_by_the_build():
    cells = build.read_lesson(LESSONS[1]).cells
    headings = [c.source.split("\n")[0] for c in cells if c.cell_type == "markdown"]
    exercises = [h for h in headings if h.startswith(("## Exercise", "## Decision lab"))]
    assert exercises and all(re.search(r" \(\d+ points?\)$", h) for h in exercises)
    checks = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert sum(c.metadata.nbgrader.points for c in checks) == sum(
        int(re.search(r"\((\d+) points?\)$", h)[1]) for h in exercises
    )
    assert f"../{SLUGS[0]}/{SLUGS[0]}.ipynb" in cells[-1].source
    assert f"../{SLUGS[2]}/{SLUGS[2]}.ipynb" in cells[-1].source


@EACH
def test_every_link_of_a_lesson_leads_to_a_file(slug):
    folder = build.ROOT / "notebooks" / slug
    for cell in notebook("notebooks", slug).cells:
        if cell.cell_type == "markdown":
            for place in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)", cell.source):
                assert (folder / place.split("#")[0]).resolve().exists(), place


@EACH
def test_checks_and_explorers_are_folded(slug):
    for cell in notebook("notebooks", slug).cells:
        marks = cell.metadata.get("nbgrader", {})
        is_check = marks.get("grade") and not marks.get("solution")  # else a person reads it
        if is_check or (cell.cell_type == "code" and "widgets.explore(" in cell.source):
            assert cell.metadata.get("jupyter", {}).get("source_hidden") is True


def test_no_visible_cell_tells_the_trouble_of_the_first_mixed_lab():
    [lesson] = build.select(["06b"])
    for cell in build.read_lesson(lesson).cells:
        if cell.cell_type == "code" and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            assert not re.search(r"init_scale\W+4", cell.source)


def test_check_refuses_an_exercise_without_answers(tmp_path):
    read(tmp_path, GOOD)
    with pytest.raises(
        build.LessonError, match=r"line 12: exercise 'double': double.py has 0 right"
    ):
        build.lint_answers(tmp_path / "90_toy.py")
