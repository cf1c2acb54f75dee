"""Right answers are accepted, wrong ones are caught by the check that is meant to catch them."""

import ast
import functools
from pathlib import Path

import pytest

from hypergrader.bank import judge
from hypergrader.bank.generic import wrapped
from hypergrader.bank.mutants import mutants, quiz_mutants, read_equivalents

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = judge.load_lessons(ROOT / "lessons")
BY_KEY = {(exercise.lesson, exercise.name): exercise for exercise in EXERCISES}


@functools.cache
def examined(lesson: str, name: str) -> judge.Findings:
    """Judge the whole bank of one exercise, once for all tests."""
    return judge.examine(BY_KEY[lesson, name], EXERCISES)


def marked(exercise, *values, name: str):
    """Return a parameter that carries the marker of its lesson."""
    mark = getattr(pytest.mark, f"lesson{exercise.lesson[:2]}")
    return pytest.param(exercise, *values, marks=mark, id=f"{exercise.lesson[:2]}-{name}")


def each_exercise():
    return [marked(exercise, name=exercise.name) for exercise in EXERCISES]


def each_file(kind: str):
    return [
        marked(exercise, path.name, name=path.stem)
        for exercise in EXERCISES
        for path in sorted((exercise.folder / kind).glob(f"{exercise.name}__*.py"))
    ]


# The bank -----------------------------------------------------------------------------------------


def test_every_lesson_with_a_bank_has_exercises():
    banks = {path.parent.name for path in (ROOT / "lessons").glob("*/accepted")}
    assert banks
    assert banks <= {exercise.lesson for exercise in EXERCISES}


@pytest.mark.parametrize(("exercise", "file"), each_file("accepted"))
def test_a_right_answer_gets_full_points(exercise, file):
    assert examined(exercise.lesson, exercise.name).accepted[file] == []


@pytest.mark.parametrize(("exercise", "file"), each_file("rejected"))
def test_a_wrong_answer_is_caught_by_the_check_that_is_meant_to(exercise, file):
    assert examined(exercise.lesson, exercise.name).rejected[file] == []


@pytest.mark.parametrize("exercise", each_exercise())
def test_the_reference_gets_full_points(exercise):
    assert judge.problems_accepted(exercise, exercise.solution) == []


@pytest.mark.parametrize("exercise", each_exercise())
def test_general_wrong_answers_are_refused(exercise):
    found = examined(exercise.lesson, exercise.name).hazards
    # A quiz has 16 of them and one for each choice, a function 10 at least.
    assert len(found) >= 10
    assert {what: problems for what, problems in found.items() if problems} == {}


@pytest.mark.parametrize("exercise", [p for p in each_exercise() if not p.values[0].is_quiz])
def test_the_frame_of_those_answers_is_itself_no_reason_to_refuse_them(exercise):
    same = wrapped(exercise, "    return _right(*args, **kwargs)")
    assert judge.problems_accepted(exercise, same) == []


@pytest.mark.parametrize("exercise", each_exercise())
def test_every_mutant_is_killed(exercise, capsys):
    found = examined(exercise.lesson, exercise.name)
    with capsys.disabled():
        print(f"\n{found.line}", end=" ")
    assert found.mutants
    assert found.survivors == []
    assert {change: p for change, p in found.equivalents.items() if p} == {}


@pytest.mark.parametrize("exercise", each_exercise())
def test_the_bank_holds_enough_different_answers(exercise):
    # The numbers are the rule of the course: 3 right answers and 6 wrong ones.
    for kind, least in (("accepted", 3), ("rejected", 6)):
        sources = [ast.dump(ast.parse(a.source)) for a in exercise.bank(kind)]
        assert len(sources) >= least
        assert len(set(sources)) == len(sources)


@pytest.mark.parametrize("lesson", sorted({e.lesson for e in EXERCISES}))
def test_every_file_of_the_bank_belongs_to_an_exercise(lesson):
    names = {e.name for e in EXERCISES if e.lesson == lesson}
    folder = ROOT / "lessons" / lesson
    files = [p for kind in ("accepted", "rejected") for p in (folder / kind).glob("*.py")]
    assert [p.name for p in files if p.name.split("__")[0] not in names] == []
    declared = read_equivalents(folder / "equivalent.txt")
    assert {name for name, _ in declared} <= names


# The documents ------------------------------------------------------------------------------------


def test_the_check_table_is_up_to_date():
    found = [examined(e.lesson, e.name) for e in EXERCISES]
    text = (ROOT / "docs" / "check-table.md").read_text(encoding="utf-8")
    assert text == judge.check_table(found), "run python -m hypergrader.bank.judge"


def test_the_list_of_misconceptions_is_up_to_date():
    text = (ROOT / "docs" / "misconceptions.md").read_text(encoding="utf-8")
    assert text == judge.misconceptions(EXERCISES), "run python -m hypergrader.bank.judge"


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
KEY = {"-1": judge.checks.digest("sign", "-1", "negative")}
KEY["1"] = judge.checks.digest("sign", "1", "positive")

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
        return judge.load_lesson(path)

    return write


def wrong(source, *caught_by):
    return judge.Answer(Path("rejected/double__wrong.py"), source, "It is wrong.", caught_by)


SQUARE = "def double(x):\n    return x ** 2"


def test_a_good_check_is_found_good(write_lesson):
    double, sign = write_lesson(GOOD)
    for exercise in (double, sign):
        found = judge.examine(exercise, [double, sign])
        assert found.survivors == []
        assert found.kill_rate == 1
        assert {w: p for w, p in found.hazards.items() if p and w not in KNOWN} == {}
    assert judge.problems_rejected(double, wrong(SQUARE, "three", "-1")) == []


# Three and -1 are the only inputs, and they stand in the open.
KNOWN = ("hard-coded visible examples",)


def test_a_weak_check_is_found_out(write_lesson):
    double, _ = write_lesson(WEAK)
    assert judge.problems_rejected(double, wrong(SQUARE, "two")) == ["seed 0: accepted"]
    found = judge.examine(double)
    assert found.survivors == ["arithmetic: `2 * x` -> `2 + x`"]
    assert found.kill_rate == pytest.approx(4 / 5)  # 5 mutants, see the doctest of `mutants`
    assert found.hazards["global in place of argument 1"] == ["seed 0: accepted"]
    assert "Surviving mutants\n\n- 00 `double`" in judge.check_table([found])


def test_a_wrong_answer_must_be_caught_by_the_named_check(write_lesson):
    double, _ = write_lesson(GOOD)
    plus_three = "def double(x):\n    return x + 3"  # right for 3, wrong for -1
    assert judge.problems_rejected(double, wrong(plus_three, "-1")) == []
    [problem] = judge.problems_rejected(double, wrong(plus_three, "-1", "three"))
    assert problem == "seed 0: not caught by 'three'"
    [problem, _] = judge.problems_rejected(double, wrong(plus_three, "three"))
    assert problem.startswith("seed 0: first caught by '-1'")
    [problem] = judge.problems_rejected(double, wrong(plus_three, "four"))
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
    [problem] = judge.problems_rejected(double, wrong(source, "three", "-1"))
    assert problem.startswith(expected)


def test_a_wrong_answer_among_the_right_ones_is_found(write_lesson):
    double, _ = write_lesson(GOOD)
    [problem] = judge.problems_accepted(double, SQUARE)
    assert problem.startswith("seed 0: 0 of 2 points")


def test_an_answer_without_end_is_stopped(write_lesson):
    double, _ = write_lesson(GOOD)
    for endless in ("def double(x):\n    while True: pass", "while True: pass"):
        assert not judge.attempt(double, endless, limit=0.1).report.passed


def test_one_answer_leaves_nothing_for_the_next(write_lesson):
    double, _ = write_lesson(GOOD)
    judge.attempt(double, "offset.append(1)\nleft = 1")
    rest = "def double(x):\n    return 2 * x if offset == [0] and 'left' not in globals() else 0"
    assert judge.attempt(double, rest).report.passed


def test_a_cell_of_the_lesson_that_fails_is_named(write_lesson, tmp_path):
    write_lesson(GOOD)
    path = tmp_path / "00_small.py"
    path.write_text("# %%\nundefined\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="the cell 'undefined' failed: NameError"):
        judge.attempt(judge.load_lesson(path)[0], SQUARE)


def test_an_answer_that_makes_the_check_fail_is_a_problem(write_lesson, monkeypatch):
    double, _ = write_lesson(GOOD)

    def crash(*args, **kwargs):
        raise KeyError("judge")

    monkeypatch.setattr(judge.checks, "judge", crash)
    with pytest.raises(judge.CheckError, match="check_double itself raised KeyError"):
        judge.attempt(double, SQUARE)


def test_a_wrong_declaration_of_equivalence_is_found(write_lesson, tmp_path):
    double, _ = write_lesson(GOOD)
    (tmp_path / "00_small").mkdir()
    text = (
        "# exercise | change | reason\n"
        "double | constant: `2` -> `3` | It is not.\n"
        "double | constant: `9` -> `8` | There is no 9.\n"
    )
    (tmp_path / "00_small" / "equivalent.txt").write_text(text, encoding="utf-8")
    assert judge.examine(double).equivalents == {
        "constant: `2` -> `3`": ["it is rejected: no equivalent"],
        "constant: `9` -> `8`": ["no mutant has this change"],
    }
    (tmp_path / "00_small" / "equivalent.txt").write_text("double | x", encoding="utf-8")
    with pytest.raises(ValueError, match="equivalent.txt, line 1: expected `exercise | change"):
        judge.examine(double)


def test_a_wrong_answer_must_say_its_misconception(tmp_path):
    (tmp_path / "rejected").mkdir()
    path = tmp_path / "rejected" / "double__square.py"
    path.write_text("# misconception: x doubled is x squared.\n" + SQUARE, encoding="utf-8")
    with pytest.raises(ValueError, match="at least one line `# caught by: ...`, got 1 and 0"):
        judge.read_answer(path)


def test_the_command_writes_both_documents_and_notices_a_change(write_lesson, tmp_path, capsys):
    (tmp_path / "lessons").mkdir()
    write_lesson(GOOD)
    (tmp_path / "00_small.py").rename(tmp_path / "lessons" / "00_small.py")
    root = ["--root", str(tmp_path)]
    assert judge.main([*root, "--check"]) == 1
    assert judge.main(root) == 0
    assert judge.main([*root, "--check"]) == 0
    (tmp_path / "docs" / "misconceptions.md").write_text("old", encoding="utf-8")
    assert judge.main([*root, "--check"]) == 1
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
