"""Right answers are accepted, wrong ones are caught by the check that is meant to catch them."""

import ast
import functools
import re
from pathlib import Path

import pytest

import hyperlib as h
from hypergrader.bank import __main__ as command
from hypergrader.bank import attempt, exercise, judge, pages, rules, seeds
from hypergrader.bank.generic import wrapped
from hypergrader.bank.mutants import mutants, quiz_mutants
from hypergrader.hidden import hidden_from_source, hidden_source
from hypergrader.percent import read_cells
from hyperlib import checks
from tests import trainings

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = exercise.load_lessons(ROOT / "lessons")
AGAIN = "run python -m hypergrader.bank"
TRAIN = "run python -m tests.trainings"
NEAR = 0.03  # another processor rounds otherwise; levels of labs lie further apart
BY_KEY = {(e.lesson, e.name): e for e in EXERCISES}


@pytest.fixture(autouse=True, scope="module")
def kept():
    """Look trainings of labs up where they are kept, but for one of each lab."""
    found = trainings.read()
    of_labs = found["trainings"] if found["code"] == trainings.code() else {}
    sample = {trainings.drawn(of_one, found["code"]) for of_one in of_labs.values()}
    with trainings.kept(
        {k: v for of_one in of_labs.values() for k, v in of_one.items()}, sample
    ) as now:
        yield now


@functools.cache
def examined(lesson: str, name: str) -> judge.Findings:
    """Judge the whole bank of one exercise, once for all tests."""
    one = BY_KEY[lesson, name]
    return judge.examine(one, EXERCISES, mutate_answers=False, many=judge.SOME_SEEDS)


def marked(one, *values, name: str):
    """Return a parameter that carries the marker of its lesson."""
    mark = getattr(pytest.mark, f"lesson{one.number}")
    return pytest.param(one, *values, marks=mark, id=f"{one.number}-{name}")


def each_exercise():
    return [marked(one, name=one.name) for one in EXERCISES]


def each_answer(kind: str):
    """Return a parameter for each answer; its id names file and cell."""
    return [
        marked(one, answer, name=f"{answer.path.name}-{answer.title}")
        for one in EXERCISES
        for answer in one.answers(kind)
    ]


# The bank -----------------------------------------------------------------------------------------


def test_every_file_of_answers_belongs_to_an_exercise():
    files = set((ROOT / "lessons").glob("*/answers/*"))
    assert files == {one.path for one in EXERCISES}


@pytest.mark.parametrize(("one", "answer"), each_answer("right"))
def test_a_right_answer_gets_full_points(one, answer):
    assert examined(one.lesson, one.name).right[answer.name] == []


@pytest.mark.parametrize(("one", "answer"), each_answer("wrong"))
def test_a_wrong_answer_is_caught_by_the_check_that_is_meant_to(one, answer):
    assert examined(one.lesson, one.name).wrong[answer.name] == []


@pytest.mark.parametrize("one", each_exercise())
def test_the_lessons_own_solution_gets_full_points(one):
    assert judge.why_not_accepted(one, one.solution) == []


@pytest.mark.parametrize("one", each_exercise())
def test_generic_mistakes_are_refused(one):
    found = examined(one.lesson, one.name).generic
    # A quiz has 15 of them and one for each choice, a function 10 at least.
    assert len(found) >= 10
    assert {what: problems for what, problems in found.items() if problems} == {}


@pytest.mark.parametrize("one", [p for p in each_exercise() if p.values[0].is_called])
def test_the_frame_of_those_answers_is_itself_no_reason_to_refuse_them(one):
    same = wrapped(one, "    return _right(*args, **kwargs)")
    assert judge.why_not_accepted(one, same) == []


# Numbers of other libraries are numbers; torch's are float32, as they are where nobody asks for more.
MADE = """\
    import decimal, fractions, numpy, torch

    def made(v):
        if isinstance(v, (list, tuple)):
            return [made(item) for item in v]
        if isinstance(v, dict):
            return {{key: made(item) for key, item in v.items()}}
        return {how} if type(v) in (int, float) else v

    return made(_right(*args, **kwargs))"""


OTHERS = ["numpy.asarray(v)[()]", "numpy.float32(v)", "torch.tensor(v)", "fractions.Fraction(v)"]


@pytest.mark.parametrize("how", [*OTHERS, "decimal.Decimal(v)"])
@pytest.mark.parametrize("one", [p for p in each_exercise() if p.values[0].is_called])
def test_a_number_of_another_library_is_a_number(one, how):
    if "float32" in how:
        how = f"{how} if type(v) is float else v"
    answer = wrapped(one, MADE.format(how=how))
    assert [r for r in attempt.attempt(one, answer).report.results if r.outcome != "pass"] == []


@pytest.mark.parametrize("one", each_exercise())
def test_every_mutant_of_the_solution_is_killed(one, capsys):
    found = examined(one.lesson, one.name)
    with capsys.disabled():
        print(f"\n{found.line}", end=" ")
    assert found.mutants
    assert found.survivors == []
    assert {change: p for change, p in found.equivalents.items() if p} == {}


@pytest.mark.parametrize("one", each_exercise())
def test_an_exercise_keeps_the_rules(one):
    # The rule of the course: 3 right answers and 6 wrong ones, and a text that names every exception.
    assert rules.LEAST == {"right": 3, "wrong": 6}
    assert rules.broken_rules(one) == []


@pytest.mark.parametrize("one", each_exercise())
def test_the_answers_of_the_bank_differ(one):
    for kind in ("right", "wrong"):
        sources = [ast.dump(ast.parse(a.source)) for a in one.answers(kind)]
        assert len(set(sources)) == len(sources)


# Trainings that are kept --------------------------------------------------------------------------


def test_the_trainings_that_are_kept_are_those_of_the_code_that_trains():
    assert trainings.read()["code"] == trainings.code(), TRAIN


@pytest.mark.parametrize("one", [p for p in each_exercise() if p.values[0].lab is not None])
def test_a_training_that_is_kept_comes_out_again(one, kept):
    examined(one.lesson, one.name)
    of_one = trainings.read()["trainings"][trainings.name_of(one)]
    asked = set(of_one) & set(kept.asked)
    # A sum that lies between two roundings is another one on another processor: that training is done.
    assert len(asked) > len(of_one) / 2, TRAIN
    compared = {name: pair for name, pair in kept.compared.items() if name in of_one}
    assert set(compared) == kept.sample & asked
    for said, now in compared.values():
        assert now[0] == pytest.approx(said[0], abs=NEAR)


def test_what_the_table_lacks_is_trained_and_what_it_has_is_not(monkeypatch):
    data = h.load_mnist().subset(100)
    config = h.Hyperparameters(n_neurons=(8,), epochs=1)
    calls = []
    monkeypatch.setattr(trainings, "train", lambda *given: calls.append(given) or (0.5, {}))
    table = {trainings.key(data, config, 0, ""): [0.25, {}]}
    kept = trainings.Kept(table, set())
    assert kept.train_and_test(config, data, 0) == (0.25, {}) and not calls
    changed = data.mislabeled(0.1)
    for given in ((config, data, 1), (config.replace(lr=0.1), data, 0), (config, changed, 0)):
        assert kept.train_and_test(*given) == (0.5, {}) and calls[-1] == given
    assert kept.trained == 3
    [name] = table
    compared = trainings.Kept(table, {name})
    assert compared.train_and_test(config, data, 0) == (0.25, {})
    assert compared.compared == {name: ([0.25, {}], [0.5, {}])}


# The documents ------------------------------------------------------------------------------------


def rows_of_the_check_table():
    """Return the rows of docs/check-table.md, lesson and exercise -> row, and the text without them."""
    text = (ROOT / "docs" / "check-table.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d\w?) \| `(\w+)` .*\n", text, flags=re.MULTILINE)
    rest = re.sub(r"^\| \d\d\w? .*\n", "", text, flags=re.MULTILINE)
    lines = [line for line in text.splitlines() if re.match(r"\| \d\d\w? ", line)]
    return dict(zip(rows, lines, strict=True)), rest


def test_the_check_table_has_a_row_for_each_exercise():
    rows, rest = rows_of_the_check_table()
    assert list(rows) == [(e.number, e.name) for e in EXERCISES], AGAIN
    assert rest == pages.check_table([]), AGAIN


@pytest.mark.parametrize("one", each_exercise())
def test_the_row_of_the_check_table_is_up_to_date(one):
    rows, _ = rows_of_the_check_table()
    assert rows[one.number, one.name] == pages.check_row(examined(one.lesson, one.name)), AGAIN


def test_the_list_of_misconceptions_is_up_to_date():
    text = (ROOT / "docs" / "misconceptions.md").read_text(encoding="utf-8")
    assert text == pages.misconceptions(EXERCISES), AGAIN


# The harness itself: it must notice a weak check --------------------------------------------------

LESSON = '''\
# %%
from hyperlib import checks

offset = [0]

# %% nbgrader={{"grade": false, "grade_id": "double", "solution": true}}
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% tags=["demonstration"]
raise SystemExit("a demonstration is not run")

# %% nbgrader={{"grade": true, "grade_id": "check_double", "points": {points}, "solution": false}}
checks.check("double", {cases})

# %% nbgrader={{"grade": false, "grade_id": "sign", "solution": true}}
sign = {{"-1": ..., "1": ...}}
### BEGIN SOLUTION
sign["-1"] = "negative"
sign["1"] = "positive"
### END SOLUTION

# %% nbgrader={{"grade": true, "grade_id": "check_sign", "points": 2, "solution": false}}
checks.quiz("sign", choices=("negative", "positive"), key={key})
'''
KEY = {"-1": checks.digest("sign", "-1", "negative")}
KEY["1"] = checks.digest("sign", "1", "positive")

GOOD = ['checks.example(3, expected=6, name="three")', 'checks.example(-1, expected=-2, name="-1")']
# 2 is its own trap: 2 * 2 == 2 + 2 == 2 ** 2.
WEAK = ['checks.example(2, expected=4, name="two")']


@pytest.fixture
def write_lesson(tmp_path):
    """Return a function that writes a small lesson with the given cases and loads it."""

    def write(cases):
        path = tmp_path / "00_small.py"
        text = LESSON.format(cases=", ".join(cases), points=len(cases), key=KEY)
        path.write_text(text, encoding="utf-8")
        return exercise.load_lesson(path)

    return write


def wrong(source, *caught_by):
    place = Path("answers/double.py")
    return exercise.Answer(place, "wrong", "wrong", source, "It is wrong.", caught_by)


SQUARE = "def double(x):\n    return x ** 2"


def test_a_good_check_is_found_good(write_lesson):
    double, sign = write_lesson(GOOD)
    for one in (double, sign):
        found = judge.examine(one, [double, sign])
        assert found.survivors == []
        assert found.kill_rate == 1
        assert {w: p for w, p in found.generic.items() if p and w not in KNOWN} == {}
    assert judge.why_not_rejected(double, wrong(SQUARE, "three", "-1")) == []


# Three and -1 are the only inputs, and they stand in the open.
KNOWN = ("hard-coded visible examples",)


def test_a_weak_check_is_found_out(write_lesson):
    double, _ = write_lesson(WEAK)
    assert judge.why_not_rejected(double, wrong(SQUARE, "two")) == ["seed 0: accepted"]
    found = judge.examine(double)
    assert found.survivors == ["solution: arithmetic: `2 * x` -> `2 + x`"]
    assert found.kill_rate == pytest.approx(4 / 5)  # 5 mutants, see the doctest of `mutants`
    assert found.generic["global in place of argument 1"] == ["seed 0: accepted"]
    assert "Surviving mutants\n\n- 00 `double`" in pages.check_table([found])


def test_a_wrong_answer_must_be_caught_by_the_named_check(write_lesson):
    double, _ = write_lesson(GOOD)
    plus_three = "def double(x):\n    return x + 3"  # right for 3, wrong for -1
    assert judge.why_not_rejected(double, wrong(plus_three, "-1")) == []
    [problem] = judge.why_not_rejected(double, wrong(plus_three, "-1", "three"))
    assert problem == "seed 0: not caught by 'three'"
    [problem, _] = judge.why_not_rejected(double, wrong(plus_three, "three"))
    assert problem.startswith("seed 0: first caught by '-1'")
    [problem] = judge.why_not_rejected(double, wrong(plus_three, "four"))
    assert problem.startswith("no check is called 'four'")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def double(x)\n    return x", "the cell raised SyntaxError"),
        ("1 / 0", "the cell raised ZeroDivisionError"),
        ("def double(x):\n    return 2 * y", "seed 0: the answer uses a name that does not exist"),
    ],
)
def test_a_broken_answer_shows_nothing_about_a_check(write_lesson, source, expected):
    double, _ = write_lesson(GOOD)
    [problem] = judge.why_not_rejected(double, wrong(source, "three", "-1"))
    assert problem.startswith(expected)


def test_a_wrong_answer_among_the_right_ones_is_found(write_lesson):
    double, _ = write_lesson(GOOD)
    [problem] = judge.why_not_accepted(double, SQUARE)
    assert problem.startswith("seed 0: 0 of 2 points")


@pytest.mark.timeout(60)
def test_an_answer_without_end_is_stopped(write_lesson):
    double, _ = write_lesson(GOOD)
    found = attempt.attempt(double, "def double(x):\n    while True: pass", limit=0.1)
    assert {result.details["got"] for result in found.report.results} == {"time-out"}
    assert attempt.attempt(double, "while True: pass", limit=0.1).error == "time-out"


@pytest.mark.timeout(60)
def test_an_import_is_not_broken_off(write_lesson, tmp_path, monkeypatch):
    double, _ = write_lesson(GOOD)
    busy = "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass\n"
    (tmp_path / "slow_to_import.py").write_text(busy, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    answer = "def double(x):\n    import slow_to_import\n    return 2 * x"
    assert attempt.attempt(double, answer, limit=0.1).report.passed
    endless = answer.replace("return 2 * x", "while True: pass")
    found = attempt.attempt(double, endless, limit=0.1)
    assert {result.details["got"] for result in found.report.results} == {"time-out"}


def test_one_answer_leaves_nothing_for_the_next(write_lesson):
    double, _ = write_lesson(GOOD)
    attempt.attempt(double, "offset.append(1)\nleft = 1")
    rest = "def double(x):\n    return 2 * x if offset == [0] and 'left' not in globals() else 0"
    assert attempt.attempt(double, rest).report.passed


def test_a_cell_of_the_lesson_that_fails_is_named(write_lesson, tmp_path):
    write_lesson(GOOD)
    path = tmp_path / "00_small.py"
    path.write_text("# %%\nundefined\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="the cell 'undefined' failed: NameError"):
        attempt.attempt(exercise.load_lesson(path)[0], SQUARE)


def test_an_answer_that_makes_the_check_fail_is_a_problem(write_lesson, monkeypatch):
    double, _ = write_lesson(GOOD)

    def crash(*args, **kwargs):
        raise KeyError("judge")

    monkeypatch.setattr(checks, "judge", crash)
    with pytest.raises(attempt.CheckError, match="check_double itself raised KeyError"):
        attempt.attempt(double, SQUARE)


@pytest.fixture
def write_answers(tmp_path):
    """Return a function that writes the answers to the exercise of the small lesson."""

    def write(text):
        path = tmp_path / "00_small" / "answers" / "double.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


PLUS = "# %% right: plus\ndef double(x):\n    return x + x\n"
WRONG = "# %% wrong: square\n# misconception: It is squared.\n# caught by: three\n" + SQUARE


def test_answers_are_read_cell_by_cell(write_lesson, write_answers):
    double, _ = write_lesson(GOOD)
    path = write_answers(f"{PLUS}\n\n{WRONG}\n")
    [right], [wrong] = double.answers("right"), double.answers("wrong")
    assert (right.title, right.path) == ("right: plus", path)
    assert right.source == "def double(x):\n    return x + x\n"
    assert (wrong.source, wrong.misconception) == (SQUARE + "\n", "It is squared.")
    assert wrong.caught_by == ("three",)


def test_mutants_of_every_right_answer_are_judged_and_declared(write_lesson, write_answers):
    double, _ = write_lesson(WEAK)
    times = "arithmetic: `x + x` -> `x - x`"
    write_answers(
        f"{PLUS}\n# %% right: same\n{double.solution}\n\n"
        f"# %% equivalent: solution\n# arithmetic: `2 * x` -> `2 + x` | It is not.\n\n"
        f"# %% equivalent: plus\n# {times} | It is not.\n# constant: `9` -> `8` | There is no 9.\n"
    )
    found = judge.examine(double)
    assert found.equivalents == {
        "solution: arithmetic: `2 * x` -> `2 + x`": [],
        f"plus: {times}": ["it is rejected: no equivalent"],
        "plus: constant: `9` -> `8`": ["no mutant has this change"],
    }
    assert "plus: return: `return x + x` -> `return None`" in found.mutants
    assert not [
        name for name in found.mutants if name.startswith("same")
    ]  # the solution's are made


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# %% right\n",
            r"00_small/answers/double.py, line 1, 'right': expected `# %% right: NAME`",
        ),
        ("# %% good: plus\n", "line 1, 'good: plus': expected `# %% right: NAME`"),
        (f"{PLUS}{PLUS}", "line 4, 'right: plus': this title stands twice"),
        (
            "# %% wrong: square\n# misconception: It is squared.\n" + SQUARE,
            "at least one line `# caught by: ...`, got 1 and 0",
        ),
        ("# %% equivalent: solution\n# x", "expected lines `# CHANGE | REASON`, got '# x'"),
        ("# %% equivalent: solution\n# x | ", "expected lines `# CHANGE | REASON`, got '# x | '"),
        ("# %% equivalent: times\n# x | y", r"no right answer is called 'times'.*\['solution'\]"),
    ],
)
def test_a_mistake_in_a_file_of_answers_is_named(write_lesson, write_answers, text, message):
    double, _ = write_lesson(GOOD)
    write_answers(text)
    with pytest.raises(ValueError, match=message):
        judge.examine(double)


REFUSES = """
from hypergrader.hidden import Hidden

def double(x):
    raise ValueError

HIDDEN = {"check_double": [Hidden("text", 0, lambda rng: [("a",)], double, asked="ASKED")]}
"""


@pytest.mark.parametrize(
    ("text", "asked", "problem"),
    [
        ("A text raises a `ValueError`.", "A text raises a `ValueError`.", None),
        ("A text raises\n# a `ValueError`.", "A text raises a `ValueError`.", None),
        (
            "A text raises a `ValueError`.",
            "",
            "'text' wants an exception; quote the task in asked=",
        ),
        (
            "A ValueError, if it has to be.",
            "A text raises",
            "the task does not say 'A text raises'",
        ),
        (
            "A text is refused.",
            "A text is refused.",
            "wants a ValueError, which the text of the task",
        ),
    ],
)
def test_an_exception_that_the_task_does_not_name_is_found(
    write_lesson, tmp_path, text, asked, problem
):
    (tmp_path / "00_small").mkdir()
    hidden = REFUSES.replace("ASKED", asked)
    (tmp_path / "00_small" / "hidden.py").write_text(hidden, encoding="utf-8")
    write_lesson(GOOD)
    path = tmp_path / "00_small.py"
    source = path.read_text(encoding="utf-8")
    marker = '# %% nbgrader={"grade": false, "grade_id": "double"'
    path.write_text(
        source.replace(marker, f"# %% [markdown]\n# {text}\n\n{marker}"), encoding="utf-8"
    )
    found = [p for p in rules.broken_rules(exercise.load_lesson(path)[0]) if "answers" not in p]
    assert found == [] if problem is None else problem in " ".join(found)


def test_missing_answers_and_checks_are_found(write_lesson, write_answers):
    write_answers(f"{PLUS}\n{WRONG.replace('three', 'four')}\n")
    double, _ = write_lesson(GOOD)
    assert rules.broken_rules(double) == [
        "double.py has 1 right answers; expected at least 3",
        "double.py has 1 wrong answers; expected at least 6",
        "double.py, 'wrong: square': no check is called 'four'",
    ]


def test_hidden_checks_need_no_source_of_the_lesson_beside_them(tmp_path):
    (tmp_path / "00_small").mkdir()
    (tmp_path / "00_small" / "hidden.py").write_text("HIDDEN = {}\n", encoding="utf-8")
    for text in (None, "", "x = 1\n"):
        if text is not None:
            (tmp_path / "00_small.py").write_text(text, encoding="utf-8")
        assert hidden_source(tmp_path / "00_small").startswith("HIDDEN = {}")
    assert read_cells("x = 1") == []


def test_a_hidden_check_takes_the_lessons_solution_as_its_reference(write_lesson, tmp_path):
    hidden = """
from hypergrader.hidden import Hidden

def twice(double, x):
    return [double(x), double(double(x))]

HIDDEN = {
    "check_double": [
        Hidden("a number", 0, lambda rng: [(rng.randint(3, 9),)]),
        Hidden("two calls", 0, lambda rng: [(5,)], via=twice),
        Hidden("by hand", 0, lambda rng: [(5,)], reference=lambda x: 10),
    ]
}
"""
    (tmp_path / "00_small").mkdir()
    (tmp_path / "00_small" / "hidden.py").write_text(hidden, encoding="utf-8")
    double, _ = write_lesson(GOOD)
    text = hidden_source(tmp_path / "00_small")
    for found in (double.hidden, hidden_from_source(text)["check_double"]):
        [case] = found[0].draw(0)
        assert case.expected == 2 * case.args[0]
        assert [c.expected for h in found[1:] for c in h.draw(0)] == [[10, 20], 10]
    assert judge.why_not_accepted(double, "def double(x):\n    return x + x") == []
    assert (
        judge.why_not_rejected(double, wrong(SQUARE, "three", "-1", "a number", "two calls")) == []
    )
    other = hidden.replace("check_double", "check_other")
    (tmp_path / "00_small" / "hidden.py").write_text(other, encoding="utf-8")
    with pytest.raises(ValueError, match="the lesson has no solution 'other'.*'double', 'sign'"):
        exercise.load_lesson(tmp_path / "00_small.py")


def test_a_lesson_is_read_as_jupytext_reads_it():
    jupytext = pytest.importorskip("jupytext")
    for path in sorted((ROOT / "lessons").glob("[0-9]*.py")):
        expected = jupytext.read(path, fmt="py:percent").cells
        for cell, other in zip(read_cells(path.read_text(encoding="utf-8")), expected, strict=True):
            assert (cell.source, cell.is_code) == (other.source, other.cell_type == "code")
            other.metadata.pop("lines_to_next_cell", None)
            assert cell.metadata == other.metadata


def test_a_verdict_that_depends_on_the_seed_is_found(write_lesson, write_answers, tmp_path):
    hidden = """
from hypergrader.hidden import Hidden

def draw(rng):
    return [(rng.choice([0, 1, 2]),)]

HIDDEN = {"check_double": [Hidden("a number", 0, draw)]}
"""
    write_answers(
        f"{PLUS}\n{WRONG}\n# %% wrong: none\n# misconception: None.\n# caught by: three\nx = 1\n"
    )
    (tmp_path / "00_small" / "hidden.py").write_text(hidden, encoding="utf-8")
    double, _ = write_lesson(WEAK)
    found = seeds.judge_seeds(double, range(20))
    assert (found.right, found.accepted, found.wrong, found.rejected) == (1, 1, 2, 1)
    assert found.differ == 1
    assert found.problems[0].startswith("wrong: square: full points with")
    assert "'a number': {" in found.problems[1]
    assert seeds.seed_table([found], 20).splitlines()[-1].split() == ["all", "1/1", "1/2", "1"]


def test_the_command_writes_both_documents_and_notices_a_change(write_lesson, tmp_path, capsys):
    (tmp_path / "lessons").mkdir()
    write_lesson(GOOD)
    (tmp_path / "00_small.py").rename(tmp_path / "lessons" / "00_small.py")
    root = ["--root", str(tmp_path)]
    assert command.main([*root, "--check"]) == 1
    assert command.main(root) == 0
    assert command.main([*root, "--check"]) == 0
    (tmp_path / "docs" / "misconceptions.md").write_text("old", encoding="utf-8")
    assert command.main([*root, "--check"]) == 1
    assert "out of date: docs/misconceptions.md" in capsys.readouterr().out


# Mutants ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a - b", ["a + b"]),
        ("a * b", ["a + b"]),
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a is not b", ["a is b"]),
        ("not a", ["a"]),
        ("a and b", ["a or b", "b", "a"]),
        ("7", ["8", "6"]),
        ("True", ["False"]),
        ("'k'", ["'k_'"]),
        ("f(a, b)", ["f(b, a)"]),
        ("max(a)", ["min(a)"]),
        ("range(a)", ["range(a + 1)", "range(a - 1)", "range(1, a)"]),
        ("a[:b]", ["a[0 + 1:b]", "a[:b - 1]"]),
        ("a[b:]", ["a[b + 1:]", "a[b:-1]"]),
        ("a if b else c", ["c if b else a"]),
        ("[a for a in b if c]", ["[a for a in b]"]),
    ],
)
def test_an_expression_has_its_mutants(expression, expected):
    made = [m.source for m in mutants(f"x = {expression}")]
    assert made == ["pass", *(f"x = {text}" for text in expected)]


def test_statements_are_left_out_and_refusals_weakened():
    source = "def f(a):\n    if a:\n        raise ValueError('no')\n    return a"
    changes = [m.change for m in mutants(source)]
    assert changes == [
        "negated: `if a: raise ValueError('no')` -> `if not a: raise ValueError('no')`",
        "left out: `if a: raise ValueError('no')` -> `pass`",
        "return: `return a` -> `return None`",
        "return: `return a` -> `return -a`",
        "left out: `raise ValueError('no')` -> `pass`",
        "raise: `raise ValueError('no')` -> `raise RuntimeError('no')`",
    ]


def test_what_no_check_looks_at_is_not_changed():
    head = 'def f(a: int = None) -> "int":\n    """Return 3."""\n'
    source = head + '    raise ValueError(f"no {a + 1}")'
    assert [m.change.split(":")[0] for m in mutants(source)] == ["left out", "raise"]


def test_mutants_are_unique_and_the_answer_is_not_among_them():
    source = "def f(a):\n    return a + 1 + 1"
    made = mutants(source)
    assert len({m.source for m in made}) == len(made) == len({m.change for m in made})
    assert ast.unparse(ast.parse(source)) not in {m.source for m in made}


def test_a_quiz_has_a_mutant_for_each_other_choice():
    made = quiz_mutants("q", "q = {'x': 'a', 'y': 'b'}", {"x": "a", "y": "b"}, ["a", "b", "c"])
    assert len(made) == 4  # 2 questions, 2 other choices each
    assert made[0].source.endswith("q['x'] = 'b'")
