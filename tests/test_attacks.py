"""Hostile and broken submissions, graded together with an honest one by ``nbgrader autograde``.

Each attack is in the answer to one exercise, or in the file around it; the other answers are right.  So the honest
part is worth the whole lesson less that exercise.  `table` prints attack, score, and reason: run pytest with -s.
"""

import ctypes
import json
import re
import time
from contextlib import suppress

import nbformat
import psutil
import pytest
from nbformat import v4

from bench import grading
from hypergrader.course import demo
from hypergrader.submission.sandbox import leftovers

LESSON = "01_what_are_hyperparameters"
NAME = f"{LESSON}.ipynb"
EXERCISE = "parameter_count"
pytestmark = [pytest.mark.slow, pytest.mark.lesson01]
RIGHT = demo.invented_class(demo.CLONE / "lessons" / LESSON)["ada_right"]
HONEST = RIGHT(EXERCISE, "")
STUB = "def parameter_count(n_input, n_neurons, n_output):\n"

# Code in the answer cell -> text of the note that the grader must leave ("" where none is due).
# The exercise itself earns nothing.
HOSTILE = {
    "endless_loop": (STUB + "    while True:\n        pass", "longer than the time limit"),
    "endless_loop_at_top_level": ("while True:\n    pass", "longer than the time limit"),
    "loop_that_ignores_interrupts": (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        + STUB
        + "    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass",
        "longer than the time limit",
    ),
    "os_exit": (STUB + "    import os\n    os._exit(0)", "ended the kernel"),
    "sys_exit": (STUB + "    import sys\n    sys.exit()", ""),
    "fork_bomb": (
        STUB + "    import os\n    while True:\n        os.fork()",
        "more (processes|memory) than the limit",
    ),
    "allocates_30_gb": (STUB + "    return bytearray(30 << 30)", "|memory"),
    "allocates_in_children": (
        STUB + "    import os, time\n    for _ in range(8):\n        if os.fork() == 0:\n"
        "            kept = bytearray(700 << 20)\n            time.sleep(60)\n    time.sleep(60)",
        "more memory than the limit",
    ),
    "prints_without_end": (
        STUB + "    while True:\n        print('x' * 100_000)",
        "more than the limit",
    ),
    "returns_too_much": (STUB + "    return ['x' * 1000] * 900_000", ""),
    "writes_1_gb": (STUB + "    open('big', 'wb').write(b'0' * (1 << 30))", ""),
    "writes_1_gb_to_shared_memory": (
        STUB + "    open('/dev/shm/big', 'wb').write(b'0' * (1 << 30))",
        "",
    ),
    "fills_the_folder_of_the_sockets": (
        "import glob\n" + STUB + "    for i in range(100):\n"
        "        open(glob.glob('/tmp/hyperlib-kernel-*/shared')[0] + f'/{i}', 'wb').write(b'0' * (8 << 20))",
        "wrote more than the limit",
    ),
    "background_process": (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; canary = \"HYPERLIB\"; "
        "time.sleep(600)'], start_new_session=True)\n" + STUB + "    return 0",
        "",
    ),
    "reads_the_gradebook": (
        STUB + "    import sqlite3\n"
        "    book = sqlite3.connect('file:../../../gradebook.db?mode=rw', uri=True)\n"
        "    book.execute('update grade set manual_score = 99')\n    book.commit()",
        "",
    ),
    "reads_the_hidden_checks": (
        "import glob, hyperlib, os\n" + STUB + "    home = os.path.dirname(hyperlib.__file__)\n"
        "    return len(glob.glob(home + '/../lessons/*/hidden.py') + glob.glob(home + '/grading/*'))",
        "",
    ),
    "network": (
        STUB
        + "    import socket\n    socket.create_connection(('127.0.0.1', 80), 2)\n    return 1",
        "",
    ),
    "assert_removed": (
        "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node):\n"
        "        return ast.Pass()\nget_ipython().ast_transformers.append(Drop())\n"
        + STUB
        + "    return 0",
        "",
    ),
    "input_transformer": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])\n"
        + STUB
        + "    return 0",
        "",
    ),
    "always_equal": (
        "class Same(int):\n    def __eq__(self, other): return True\n"
        "    def __sub__(self, other): return 0\n    __hash__ = int.__hash__\n"
        + STUB
        + "    return Same(0)",
        "",
    ),
    "patched_libraries": (
        "import builtins, json, math, torch, hyperlib.checks, hyperlib.observations\n"
        "torch.allclose = math.isclose = lambda *a, **k: True\nbuiltins.abs = lambda x: 0\n"
        "hyperlib.checks.judge = hyperlib.checks.judge_case = lambda *a, **k: True\n"
        "json.dumps_ = json.dumps\n" + STUB + "    return 0",
        "",
    ),
    "frames": (
        STUB + "    import sys\n    frame = sys._getframe()\n    while frame:\n"
        "        for value in frame.f_locals.values():\n"
        "            if isinstance(value, dict) and 'expected' in value:\n"
        "                return value['expected']\n        frame = frame.f_back",
        "",
    ),
    "pickle_bomb": (
        "class Bomb:\n    def __reduce__(self):\n"
        "        return (__import__('os').system, ('touch bombed',))\n"
        + STUB
        + "    return Bomb()",
        "",
    ),
    "forged_answer": (
        "import json\n" + STUB + "    get_ipython().display_pub.publish("
        "{'application/vnd.hyperlib.observations+json': json.dumps([{'status': 'pass'}])})\n"
        "    return 0",
        "",
    ),
    "forged_score": ("display({'text/plain': '10'}, raw=True)\n10", ""),
}

SCRIPTS = """<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">
[a link](javascript:window.pwned=3) <iframe srcdoc="<script>parent.pwned = 4</script>"></iframe>
&lt;script&gt;window.pwned = 5&lt;/script&gt; <svg onload="window.pwned = 6"></svg>"""


def tampered(change):
    """Return a function that writes the honest submission and then changes its notebook."""

    def write(released, folder):
        demo.fill(released, folder / NAME, RIGHT)
        notebook = json.loads((folder / NAME).read_text(encoding="utf-8"))
        changed = change(notebook)
        text = changed if isinstance(changed, (str, bytes)) else json.dumps(notebook)
        (folder / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


def cells_of(notebook, grade_id):
    return [
        c
        for c in notebook["cells"]
        if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    ]


def without(grade_id):
    def change(notebook):
        [cell] = cells_of(notebook, grade_id)
        notebook["cells"].remove(cell)

    return change


def twice(grade_id):
    def change(notebook):
        [cell] = cells_of(notebook, grade_id)
        notebook["cells"].insert(notebook["cells"].index(cell), dict(cell))

    return change


def stripped(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def retyped(notebook):
    [cell] = cells_of(notebook, EXERCISE)
    cell["cell_type"] = "markdown"
    cell.pop("outputs"), cell.pop("execution_count")


def edited_check(notebook):
    [cell] = cells_of(notebook, f"check_{EXERCISE}")
    cell["source"] = "1000"


def scripts(notebook):
    cell = v4.new_code_cell(
        "from IPython.display import HTML, Javascript, display\n"
        f"display(HTML({SCRIPTS!r}), Javascript('window.pwned = 7'))\nprint({SCRIPTS!r})"
    )
    raw = v4.new_raw_cell(SCRIPTS, metadata={"raw_mimetype": "text/html"})
    for new in (v4.new_markdown_cell(SCRIPTS), raw, cell):
        notebook["cells"].insert(3, json.loads(json.dumps(new)))
    notebook["metadata"]["title"] = SCRIPTS
    notebook["cells"][0]["metadata"]["tags"] = ['"><script>window.pwned = 8</script>']


def conflict(notebook):
    text = json.dumps(notebook, indent=1)
    lines = text.splitlines()
    middle = len(lines) // 2
    ours = ["<<<<<<< HEAD", lines[middle], "=======", lines[middle], ">>>>>>> other"]
    return "\n".join([*lines[:middle], *ours, *lines[middle + 1 :]])


def huge(notebook):
    output = v4.new_output("stream", text="x" * (50 << 20))
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["outputs"] = [output]


# Notebook level: how it is written -> (whether the whole lesson is earned, text of the note).
BROKEN = {
    "copied_check": (tampered(twice(f"check_{EXERCISE}")), True, "was left out"),
    "copied_answer": (tampered(twice(EXERCISE)), True, "the last answer counts"),
    "deleted_check": (tampered(without(f"check_{EXERCISE}")), True, "was missing"),
    "deleted_answer": (tampered(without(EXERCISE)), False, "was missing"),
    "edited_check": (tampered(edited_check), True, "was changed"),
    "metadata_stripped": (tampered(stripped), True, "marked again"),
    "retyped_answer": (tampered(retyped), True, "is code again"),
    "merge_conflict": (tampered(conflict), True, "merge conflict"),
    "byte_order_mark": (tampered(lambda n: b"\xef\xbb\xbf" + json.dumps(n).encode()), True, ""),
    "utf_16": (tampered(lambda n: json.dumps(n).encode("utf-16")), True, "utf-16"),
    "notebook_of_50_mb": (tampered(huge), True, ""),
    "scripts": (tampered(scripts), True, ""),
    "not_json": (tampered(lambda n: "this is no notebook"), None, "no JSON"),
    "empty_file": (tampered(lambda n: ""), None, "empty"),
    "nested_deeply": (tampered(lambda n: "[" * 200_000), None, "nested too deeply"),
}


def renamed(released, folder):
    demo.fill(released, folder / "my answers (1).ipynb", RIGHT)


def absent(released, folder):
    (folder / "answers.txt").write_text("42", encoding="utf-8")


def linked(released, folder):
    demo.fill(released, folder / NAME, RIGHT)
    (folder / "book.db").symlink_to("../../../gradebook.db")


def link_instead(released, folder):
    (folder / NAME).symlink_to("../../../gradebook.db")


BROKEN |= {
    "renamed_notebook": (renamed, True, "was called"),
    "no_notebook": (absent, None, "no notebook was handed in"),
    "link_to_the_gradebook": (linked, True, "is a link"),
    "link_as_the_notebook": (link_instead, None, "is a link"),
}
NAMES = ["=HYPERLINK(1)", "Zoë Åström 名前", "n" * 120]
LIMITS = {
    "cell_seconds": 12,  # importing torch from a cold disk takes some
    "check_seconds": 3,
    "total_seconds": 90,
    "memory_mb": 2048,
    "file_mb": 64,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = demo.Course(tmp_path_factory.mktemp("attacked"))
    config = course.folder / "nbgrader_config.py"
    extra = f"get_config().SafeAutograde.limits = {LIMITS!r}\n"
    config.write_text(config.read_text(encoding="utf-8") + extra, encoding="utf-8")
    course.release(LESSON)
    released = demo.CLONE / "notebooks" / LESSON / NAME

    def folder_of(student):
        folder = course.folder / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        return folder

    for student in ("ada_right", *NAMES):
        demo.fill(released, folder_of(student) / NAME, RIGHT)
    course.run("autograde", LESSON)
    course.before = course.table(LESSON)
    course.files_before = {p.name for p in course.folder.iterdir()}
    for name, (code, _) in HOSTILE.items():
        attack = {EXERCISE: code}
        demo.fill(
            released, folder_of(name) / NAME, lambda e, stub, a=attack: a.get(e) or RIGHT(e, stub)
        )
    for name, (write, _, _) in BROKEN.items():
        write(released, folder_of(name))
    # What outlives its parent becomes a child of this process.
    set_child_subreaper = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
    assert ctypes.CDLL(None).prctl(set_child_subreaper, 1) == 0
    started = time.time()
    course.said = course.run("autograde", LESSON)
    end = time.monotonic() + 60  # another stage of the tests kills a grader, and cleans up after it
    while (found := remains(started)) and time.monotonic() < end:
        time.sleep(0.5)
    course.remains = found
    course.run("generate_feedback", LESSON)
    return course


@pytest.fixture(scope="module")
def scores(course):
    header, *rows = course.table(LESSON)
    return {
        row[0]: dict(zip([h.split()[0] for h in header[1:]], map(float, row[1:]))) for row in rows
    }


def record(course, student):
    path = course.folder / ".grading" / LESSON / f"{student}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_submission_has_a_score_and_a_record(course, scores, capsys):
    everybody = {"ada_right", *NAMES, *HOSTILE, *BROKEN}
    assert set(scores) == everybody
    with capsys.disabled():
        print()
        for student in sorted(everybody):
            reason = "; ".join(record(course, student)["notes"]) or "-"
            print(f"  {student[:36]:36} {scores[student]['total']:5g}  {reason[:100]}")


@pytest.mark.parametrize("name", HOSTILE)
def test_an_attack_earns_what_its_honest_part_earned(course, scores, name):
    honest = dict(scores["ada_right"])
    assert scores[name].pop(EXERCISE) <= 1  # one point goes to refusing bad input with any error
    honest.pop(EXERCISE), honest.pop("total"), scores[name].pop("total")
    if name == "input_transformer":  # it turns each later cell of its own notebook into `pass`
        honest = {**dict.fromkeys(honest, 0), "kinds": honest["kinds"]}
    assert scores[name] == honest
    assert re.search(HOSTILE[name][1], "; ".join(record(course, name)["notes"]))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_submission_is_repaired_or_told_why_not(course, scores, name):
    _, whole, note = BROKEN[name]
    best = scores["ada_right"]["total"]
    if whole is None:
        assert scores[name]["total"] == 0
    elif whole:
        assert scores[name]["total"] == best
    else:
        assert scores[name]["total"] == best - scores["ada_right"][EXERCISE]
    assert note in "; ".join(record(course, name)["notes"])


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("endless_loop", "time-out"),
        ("allocates_30_gb", "memory"),
        ("allocates_in_children", "memory"),
        # How quickly the kernel writes decides what it meets first.  Any error is right for bad input.
        ("returns_too_much", "memory|output|time-out|error|pass"),
        ("os_exit", "error"),
        ("always_equal", "fail"),
    ],
)
def test_each_verdict_names_the_limit(course, name, outcome):
    graded = course.folder / "autograded" / name / LESSON / NAME
    cells = nbformat.read(graded, as_version=4).cells
    [check] = [c for c in cells if c.id == f"check_{EXERCISE}"]
    assert all(re.fullmatch(outcome, v["outcome"]) for v in check.metadata.hyperlib.verdicts)


def test_nobody_else_is_affected(course):
    after = {row[0]: row for row in course.table(LESSON)}
    assert [after[row[0]] for row in course.before] == course.before
    assert len({row[-1] for row in course.before[1:]}) == 1  # the odd names earn as much


def test_nothing_is_left_behind(course):
    assert {p.name for p in course.folder.iterdir()} - course.files_before <= {"feedback"}
    assert not course.remains


def remains(started):
    """Return the folders and processes of sandboxes since the time `started` that nobody owns."""
    left = [str(f) for f in leftovers(older_than=0) if f.stat().st_ctime > started]
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if process.status() != psutil.STATUS_ZOMBIE:
                left.append(" ".join(process.cmdline()))
    return left


def test_no_link_is_followed_into_what_students_get(course):
    for place in ("autograded", "feedback"):
        folder = course.folder / place / "link_to_the_gradebook" / LESSON
        assert folder.is_dir()
        assert not list(folder.glob("*.db"))


def test_feedback_tells_the_student_what_was_repaired(course):
    page = course.folder / "feedback" / "deleted_check" / LESSON / f"{LESSON}.html"
    assert "About this submission" in page.read_text(encoding="utf-8")


def test_no_script_of_a_student_runs_in_the_readers_browser(course):
    from browser_support import browser

    page = course.folder / "feedback" / "scripts" / LESSON / f"{LESSON}.html"
    with browser() as chromium:
        tab = chromium.new_page()
        tab.goto(page.as_uri())
        for link in tab.get_by_text("a link").all():
            link.click(timeout=2000, force=True)
        tab.wait_for_timeout(500)
        assert tab.evaluate("window.pwned") is None
        assert tab.locator("iframe").count() == 0


def test_a_second_call_grades_nothing_and_force_grades_again(course):
    assert "Nothing to grade" in course.run("autograde", LESSON)
    again = course.run("autograde", LESSON, "--student", "ada_right", "--force")
    assert "Nothing to grade" not in again
    after = {row[0]: row for row in course.table(LESSON)}
    assert after["ada_right"] == next(r for r in course.before if r[0] == "ada_right")


# What was measured against plain nbgrader ---------------------------------------------------------


def test_the_page_of_measurements_shows_what_is_kept_of_the_whole_bank():
    results = json.loads(grading.RESULTS.read_text(encoding="utf-8"))
    assert grading.PAGE.read_text(encoding="utf-8") == grading.page(results)
    measured = {row["attack"] for row in results["attacks"]}
    assert measured == {*HOSTILE, *BROKEN}, "run python -m bench.grading attacks --write"
    assert results["throughput"]["graded"] == results["throughput"]["submissions"]
