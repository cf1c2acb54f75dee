"""A check has four outcomes and says what was given, expected and got."""

import json
import math
import sys

import numpy as np
import pytest
import torch

from hyperlib import checks, observations
from hyperlib.checks import CheckFailed, difference, digest, example, judge, raises, request_texts


def report_on(answer, *cases, via=None):
    """Judge `answer` on `cases` as `checks.check` does."""
    namespace = {} if answer is None else {"f": answer}
    seen = [
        observations.observe(namespace, "f", observations.decode(r["args"]), via)
        for r in request_texts("f", cases)
    ]
    return judge("f", cases, seen)


def only(report):
    [result] = report.results
    return result


class TestOutcomes:
    def test_a_right_answer_passes(self):
        report = report_on(lambda x: 2 * x, example(3, expected=6))
        assert report.passed
        assert only(report).earned == 1

    def test_a_wrong_answer_fails_and_says_given_expected_got_and_hint(self):
        result = only(report_on(lambda x: x, example(3, expected=6, hint="Twice.")))
        assert result.outcome == "fail"
        assert result.earned == 0
        assert result.details == {"given": "f(3)", "expected": "6", "got": "3", "look at": "Twice."}

    def test_a_stub_is_not_attempted(self):
        def f(x):
            raise NotImplementedError

        assert only(report_on(f, example(3, expected=6))).outcome == "not attempted"

    def test_a_missing_answer_is_not_attempted_and_says_which_cell_to_run(self):
        result = only(report_on(None, example(3, expected=6)))
        assert result.outcome == "not attempted"
        assert "Run the cell that defines `f`" in result.details["look at"]

    def test_an_exception_is_an_error_with_its_message(self):
        result = only(report_on(lambda x: 1 / 0, example(3, expected=6)))
        assert result.outcome == "error"
        assert "ZeroDivisionError: division by zero" in result.details["got"]

    def test_none_asks_for_return(self):
        result = only(report_on(lambda x: None, example(3, expected=6)))
        assert result.outcome == "fail"
        assert "return" in result.details["look at"]

    def test_an_expected_exception_passes_and_so_does_a_subclass(self):
        class Negative(ValueError):
            pass

        def f(x):
            raise Negative

        assert report_on(f, raises(ValueError, -1)).passed

    def test_another_exception_or_none_fails(self):
        assert only(report_on(lambda x: {}[x], raises(ValueError, -1))).outcome == "fail"
        assert only(report_on(lambda x: x, raises(ValueError, -1))).outcome == "fail"

    def test_a_right_value_with_a_changed_argument_fails(self):
        def f(x):
            x.append(0)
            return 1

        result = only(report_on(f, example([1], expected=1)))
        assert result.outcome == "fail"
        assert "copy" in result.details["look at"]

    def test_points_are_those_of_the_case(self):
        result = only(report_on(lambda x: x, example(3, expected=3, points=2.5)))
        assert result.earned == 2.5

    def test_raises_refuses_what_is_no_exception(self):
        with pytest.raises(TypeError, match="try ValueError"):
            raises("ValueError", 1)


class TestDifference:
    @pytest.mark.parametrize(
        ("expected", "got"),
        [
            (3, 3.0),
            (3.0, 3),
            (0.1 + 0.2, 0.3),
            ([1, 2], np.array([1.0, 2.0])),
            (np.array([1.0, 2.0]), [1, 2]),
            (torch.tensor([1.0, 2.0]), np.array([1.0, 2.0])),
            ((1, 2), [1, 2]),
            (float("nan"), float("nan")),
            (float("inf"), float("inf")),
            ({"a": 1}, {"a": 1.0}),
            (2.0, np.array(2.0)),
            (True, True),
            (None, None),
            ({1, 2}, {2, 1}),
        ],
    )
    def test_equal_values_agree(self, expected, got):
        assert difference(expected, got) is None

    @pytest.mark.parametrize(
        ("expected", "got"),
        [
            (3, 4),
            (111146, 111146.4),  # a count is exact, whatever its size
            (3, "3"),
            (1, True),
            (True, 1),
            (1.0, float("nan")),
            (float("nan"), 1.0),
            (float("inf"), 1.0),
            ([1, 2], [1, 2, 3]),
            ([1, 2], [2, 1]),
            (np.zeros((2, 1)), np.zeros((1, 2))),
            (np.zeros(2), "00"),
            ({"a": 1}, {"b": 1}),
            ({"a": 1}, [1]),
            ("a", "b"),
            (3, None),
            (None, 3),
            (3, observations.Other("Always")),
            (3, ...),
        ],
    )
    def test_different_values_do_not(self, expected, got):
        assert difference(expected, got) is not None

    def test_the_first_wrong_item_is_named(self):
        assert difference([1, 2, 3], [1, 5, 6]) == "item 1 is 5, expected 2"

    def test_the_first_wrong_element_of_an_array_is_named(self):
        text = difference(np.zeros((2, 2)), np.array([[0, 0], [1, 0]]))
        assert text == "1 of 4 values differs, the first at (1, 0)"

    def test_a_tolerance_can_be_given(self):
        assert difference(1.0, 1.05, rtol=0.1) is None
        assert difference(1.0, 1.05) is not None


def test_an_exercise_without_points_speaks_of_none():
    case = checks.example(2, expected=4, points=0)
    right, open_ = {"status": "value", "value": observations.encode(4)}, {"status": "missing"}
    assert checks.judge("square", [case], [right]).headline == "square: 1 of 1 check passed"
    told = checks.judge("square", [case], [open_]).headline
    assert told.startswith("square: not attempted yet (1 check). ")


class TestQuiz:
    key = {"lr": digest("kinds", "lr", "yes"), "w": digest("kinds", "w", "no")}

    def judge(self, value, **more):
        namespace = {} if value is None else {"kinds": value}
        seen = observations.observe(namespace, "kinds", None)
        return checks.judge_quiz("kinds", seen, choices=("yes", "no"), key=self.key, **more)

    def test_right_answers_pass(self):
        assert self.judge({"lr": "yes", "w": "no"}).passed

    def test_a_wrong_answer_fails_with_its_hint_and_without_the_right_one(self):
        report = self.judge({"lr": "no", "w": "no"}, hints={"lr": "Who sets it?"})
        assert [r.outcome for r in report.results] == ["fail", "pass"]
        assert report.results[0].details["look at"] == "Who sets it?"

    def test_each_wrong_choice_has_its_own_sentence(self):
        def seen(answer):
            value = observations.observe({"kinds": {"lr": answer}}, "kinds", None)
            key, hints = (
                {"lr": self.key["lr"]},
                {"lr": {"no": "Who sets it?", "both": "One of them."}},
            )
            return checks.judge_quiz(
                "kinds", value, choices=("yes", "no", "both"), key=key, hints=hints
            ).results[0]

        assert seen("no").details["look at"] == "Who sets it?"
        assert seen(" Both").details["look at"] == "One of them."
        assert seen("yes").outcome == "pass"

    def test_a_wrong_choice_without_its_sentence_is_refused_before_anyone_meets_it(self):
        with pytest.raises(ValueError, match=r"kinds, 'lr': expected a sentence .* for \['no'\]"):
            self.judge({"lr": "yes", "w": "no"}, hints={"lr": {"yes": "not this one"}})

    def test_three_dots_are_not_attempted(self):
        assert [r.outcome for r in self.judge({"lr": ..., "w": "no"}).results] == [
            "not attempted",
            "pass",
        ]

    def test_a_missing_question_is_named_with_what_to_do(self):
        result = self.judge({"w": "no"}).results[0]
        assert (result.outcome, result.details["given"]) == ("error", "lr")
        assert result.details["expected"] == "one of 'yes', 'no'"
        assert result.details["got"] == "this question is not in `kinds`"
        assert "Write this question into `kinds`, letter for letter" in result.details["look at"]
        assert [r.outcome for r in self.judge({}).results] == ["error", "error"]

    def test_a_misspelled_question_is_named_beside_the_one_that_is_missing(self):
        report = self.judge({"lR": "yes", "w": "no", 3: ...})
        assert [r.outcome for r in report.results] == ["error", "pass"]
        assert report.results[0].details["got"].endswith("; unknown there: ['lR', 3]")
        assert "dots" not in str(report) and not report.note

    def test_an_answer_beside_the_questions_is_told(self):
        report = self.judge({"lr": ..., "w": "no", "lR": "yes"})
        assert report.note.startswith("No question of `kinds`: ['lR']. ")
        assert not self.judge({"lr": "yes", "w": "no"}).note

    def test_a_misspelled_answer_is_an_error_that_lists_the_choices(self):
        result = self.judge({"lr": "Yess", "w": "no"}).results[0]
        assert result.outcome == "error"
        assert result.details["expected"] == "one of 'yes', 'no'"

    @pytest.mark.parametrize("value", [["yes", "no"], "yes", 3])
    def test_another_container_is_an_error(self, value):
        assert {r.outcome for r in self.judge(value).results} == {"error"}

    def test_an_unhashable_answer_is_an_error(self):
        assert self.judge({"lr": ["yes"], "w": "no"}).results[0].outcome == "error"

    def test_a_missing_dictionary_is_not_attempted(self):
        assert {r.outcome for r in self.judge(None).results} == {"not attempted"}


class TestReport:
    report = report_on(lambda x: x, example(1, expected=1), example("<b>", expected="</script>"))

    def test_the_text_names_outcomes_and_details(self):
        text = str(self.report)
        assert text.startswith(
            "f: 1 of 2 checks passed (1 of 2 points)\n  [pass] f(1)\n  [fail] f('<b>')"
        )
        assert "expected:  '</script>'" in text

    def test_work_that_was_not_begun_takes_one_line(self):
        cases = [example(k, expected=k, points=2) for k in range(3)]
        stub = report_on(lambda x: ..., *cases)
        assert str(stub) == (
            "f: not attempted yet (3 checks, 6 points). "
            "Write your answer in place of the stub in `f`."
        )
        assert stub._repr_html_().count("<div") == 1 and "6 points" in stub._repr_html_()

    def test_html_is_escaped(self):
        assert "<b>&lt;" not in self.report._repr_html_()
        assert "</script>" not in self.report._repr_html_()
        assert "&lt;/script&gt;" in self.report._repr_html_()

    def test_code_between_backticks_is_code_in_html(self):
        details = {"given": 'f("`a`")', "got": "at `<b>`", "look at": "Use `a < b`, not ` alone."}
        report = checks.Report("q", (checks.Result("`f`", "fail", 1, details),), "See `g`.")
        page = report._repr_html_()
        assert "Use <code>a &lt; b</code>, not ` alone." in page
        assert "<code>at <code>&lt;b&gt;</code></code>" in page
        assert "<code>f</code>" in page and "See <code>g</code>." in page
        assert "<code>f(&quot;`a`&quot;)</code>" in page  # code that is there to be copied
        assert "`a < b`" in str(report)


def fails(*_):
    raise RuntimeError("broken")


def unreadable(*_):
    raise Unreadable


class Unreadable(ValueError):
    __str__ = __repr__ = fails


class Unnamed(type):
    __name__ = property(fails)


class NoName(Exception, metaclass=Unnamed):
    pass


class Stop(BaseException):
    pass


def stop(*_):
    raise Stop("no Exception")


class Broken:
    """An object of which nothing can be asked."""

    __str__ = __repr__ = __getattr__ = __len__ = __iter__ = __eq__ = __bool__ = fails
    __hash__ = None


class BrokenList(list):
    __iter__ = __len__ = fails


class BrokenDict(dict):
    items = keys = __iter__ = fails


class OddDict(dict):
    def items(self):
        return ["a", (1, 2, 3)]


class BrokenInt(int):
    __str__ = __repr__ = __abs__ = __lt__ = fails


class BrokenFloat(float):
    __str__ = __repr__ = __abs__ = __float__ = fails


class FalseClass:
    __class__ = property(fails)


class FalseArray:
    dtype, shape = "float64", (2,)

    def tolist(self):
        raise RuntimeError("broken")


class BrokenTensor(torch.Tensor):
    detach = fails


def loop():
    inner = []
    inner.append(inner)
    return inner


# What an answer may return, or what a name may stand for, however odd.
ODD = {
    "broken object": Broken(),
    "list": BrokenList([1]),
    "dict": BrokenDict(a=1),
    "odd dict": OddDict(),
    "int": BrokenInt(3),
    "float": BrokenFloat(3.0),
    "class": FalseClass(),
    "array": FalseArray(),
    "tensor": torch.zeros(2).as_subclass(BrokenTensor),
    "loop": loop(),
    "long double": np.longdouble(1.5),
    "long doubles": np.ones(3, np.longdouble),
    "complex": 1j,
    "complex array": np.ones(3, complex),
    "date": np.datetime64("2026-01-01"),
    "text array": np.array(["a"]),
    "object array": np.array([None, "a"], dtype=object),
    "structured array": np.zeros(2, [("a", int)]),
    "masked array": np.ma.masked_array([1, 2], [True, False]),
    "sparse tensor": torch.eye(3).to_sparse(),
    "meta tensor": torch.zeros(2, device="meta"),
    "complex tensor": torch.zeros(2, dtype=torch.complex64),
    "nested tensor": torch.nested.nested_tensor([torch.zeros(2)], layout=torch.jagged),
    "huge integer": 10**5000,
    "lone surrogate": "\ud800",
    "keys of lists": {(1, (2,)): 3},
    "nan key": {float("nan"): 1},
    "exception": Unreadable(),
    "exception class": Unreadable,
    "generator": (i for i in range(3)),
    "module": np,
    "bytes": b"a",
}
# What cannot be read as plain data; where a quiz wants one of its words, it stands for no answer.
UNREADABLE = {"broken object", "list", "dict", "odd dict", "class", "array", "masked array"}
UNREADABLE |= {"sparse tensor", "meta tensor", "nested tensor", "keys of lists"}
RAISED = {
    "no text": unreadable,
    "no name": lambda *_: (_ for _ in ()).throw(NoName("odd")),
    "surrogate": lambda *_: fails_with("\ud800"),
    "no Exception": stop,
    "exit": lambda *_: sys.exit(1),
    "recursion": lambda *_: calls_itself(),
    "memory": lambda *_: fails_with("", MemoryError),
}


def calls_itself():  # without `*arguments`: Python 3.13.0 sets no limit to those
    return calls_itself()


def fails_with(text, kind=ValueError):
    raise kind(text)


@pytest.mark.filterwarnings("ignore::UserWarning")  # torch's, about the state of nested tensors
class TestACheckNeverRaises:
    def shown(self, capsys, call, **names):
        exec(call, {"checks": checks, "digest": digest, **names})
        text = capsys.readouterr().out
        text.encode()  # a notebook can show it
        return text

    @pytest.mark.parametrize("name", ODD)
    def test_whatever_an_answer_returns(self, capsys, monkeypatch, name):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        call = "checks.check('f', checks.example(1, expected={}), checks.example(1, expected=0.25))"
        text = self.shown(capsys, call, f=lambda x: ODD[name])
        assert "f: 0 of 2 checks passed" in text
        assert text.count("[fail]") + text.count("[error]") == 2

    @pytest.mark.parametrize("name", ODD)
    def test_whatever_an_answer_puts_into_its_argument(self, capsys, monkeypatch, name):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        call = "checks.check('f', checks.example([1], expected=None))"
        text = self.shown(capsys, call, f=lambda x: x.append(ODD[name]))
        assert "f: 0 of 1 check passed" in text
        assert "[not attempted]" not in text

    @pytest.mark.parametrize("name", ODD)
    def test_whatever_a_name_stands_for(self, capsys, monkeypatch, name):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        call = "checks.quiz('q', choices=('a', 'b'), key={'x': digest('q', 'x', 'a')})"
        wrong, open_ = "q: 0 of 1 check passed", "q: not attempted yet (1 check, 1 point)"
        whole = open_ if name in UNREADABLE else wrong
        assert self.shown(capsys, call, q=ODD[name]).startswith(whole)
        one = open_ if name in UNREADABLE else wrong
        assert self.shown(capsys, call, q={"x": ODD[name]}).startswith(one)
        call = "checks.check('f', checks.example(1, expected=2))"
        assert "f: 0 of 1 check passed" in self.shown(capsys, call, f=ODD[name])

    @pytest.mark.parametrize("name", RAISED)
    def test_whatever_an_answer_raises(self, capsys, monkeypatch, name):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        call = "checks.check('f', checks.example(1, expected=2), checks.example(2, expected=2))"
        text = self.shown(capsys, call, f=lambda x: RAISED[name]() if x == 1 else x)
        # the other case keeps its verdict
        assert "f: 1 of 2 checks passed (1 of 2 points)\n  [error] f(1)" in text

    def test_an_exception_without_text_is_still_the_expected_one(self):
        assert report_on(unreadable, raises(ValueError, 1)).passed

    def test_only_the_keyboard_interrupts(self):
        def interrupted(x):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            report_on(interrupted, example(1, expected=1))

    def test_a_long_double_is_compared_by_value(self):
        assert report_on(lambda x: np.longdouble(x), example(1.5, expected=1.5)).passed
        assert report_on(lambda x: x, example(1.5, expected=np.longdouble(1.5))).passed


class TestInANotebook:
    def test_check_prints_and_does_not_raise(self, capsys, monkeypatch):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        scope = {"checks": checks, "f": lambda x: x}
        exec("checks.check('f', checks.example(2, expected=4))", scope)
        assert "[fail] f(2)" in capsys.readouterr().out

    def test_check_raises_while_nbgrader_validates(self, monkeypatch):
        monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
        scope = {"checks": checks, "f": lambda x: x}
        with pytest.raises(CheckFailed, match=r"\[fail\] f\(2\)"):
            exec("checks.check('f', checks.example(2, expected=4))", scope)
        exec("checks.check('f', checks.example(2, expected=2))", scope)

    def test_quiz_finds_the_dictionary_of_the_caller(self, capsys, monkeypatch):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        key = {"q": digest("kinds", "q", "a")}
        scope = {"checks": checks, "kinds": {"q": "a"}, "key": key}
        exec("checks.quiz('kinds', choices=('a', 'b'), key=key)", scope)
        assert "1 of 1 check passed" in capsys.readouterr().out


# What to look at fits the mistake ------------------------------------------------------------------


def seen_value(value):
    return {"status": "value", "value": json.loads(json.dumps(observations.encode(value)))}


def seen_error(kind, message):
    return {"status": "error", "types": [kind, "Exception"], "message": message, "line": None}


def look_at(case, seen):
    [result] = judge("f", [case], [seen]).results
    return result.details["look at"]


@pytest.mark.parametrize(
    ("expected", "got", "is_rounded"),
    [
        (0.716667, 0.7, True),
        (0.716667, 0.72, True),
        ([1.0, 0.716667], [1.0, 0.717], True),
        ({"a": 12.3456}, {"a": 12}, True),
        (0.716667, 0.5, False),
        (0.25, 0.2, False),  # far enough to be another number
        (0.716667, 10**400, False),
        (0.01, 0.0, False),
        (3, 4, False),
    ],
    ids=range(9),
)
def test_a_rounded_result_is_called_rounded(expected, got, is_rounded):
    told = look_at(example(1, expected=expected, hint="Sum."), seen_value(got))
    assert told.startswith("The result looks rounded" if is_rounded else "Sum.")


def test_a_refused_input_that_is_allowed_is_called_allowed():
    case, refused = example(1, expected=2, hint="Which rule?"), seen_error("ValueError", "no")
    told = look_at(case, refused | {"line": "raise ValueError"})
    assert told.startswith("This input is allowed: `f` must return a value")
    assert "Which rule?" not in told
    told = look_at(case, seen_error("AssertionError", "") | {"line": "assert 0 < beta < 1"})
    assert "and not raise AssertionError. Is one of the conditions too strict" in told
    told = look_at(raises(TypeError, 1, hint="Refuse it."), seen_error("ValueError", "no"))
    assert told == "Refuse it."
    assert look_at(case, refused) == "Which rule?"  # the check's own function raised it


def test_a_missing_name_tells_of_cells_that_are_not_run_in_grading():
    seen = seen_error("NameError", "name 'run' is not defined")
    assert look_at(example(1, expected=2, hint="Sum."), seen).startswith(
        "`run` does not exist here."
    )


def test_a_cut_gradient_is_asked_for():
    message = "element 0 of tensors does not require grad and does not have a grad_fn"
    told = look_at(example(1, expected=2, hint="Sum."), seen_error("RuntimeError", message))
    assert told.startswith("Does a gradient flow")


async def asynchronous(x):
    return 2 * x


def yielding(x):
    yield 2 * x


@pytest.mark.parametrize(
    ("answer", "word"),
    [(asynchronous, "`async def`"), (yielding, "`yield`")],
    ids=["async", "yield"],
)
@pytest.mark.filterwarnings("ignore:coroutine")
def test_an_answer_that_a_call_does_not_run_is_told_so(answer, word):
    for case in (example(3, expected=6, hint="Twice."), raises(ValueError, -1, hint="No.")):
        assert word in only(report_on(answer, case)).details["look at"]


def test_an_async_answer_that_a_check_looks_into_is_told_so():
    seen = seen_error("TypeError", "'coroutine' object is not subscriptable")
    assert "`async def`" in look_at(example(3, expected=6, hint="Twice."), seen)


def call(answer, *args):
    return list(args)


@pytest.mark.parametrize(
    "args",
    [
        (0.1 + 0.2, 1 / 3, 10**20),
        (float("nan"), [float("inf"), -float("inf")]),
        ({0.0: [1.0]}, {"a": (1, "b")}, None, True),
        (torch.tensor([[1.5, float("nan")]]), torch.arange(3)),
        (torch.tensor([0.1], dtype=torch.float64), torch.tensor([True])),
        (np.array([1.0, 2.0]), 0.5),
    ],
)
@pytest.mark.parametrize("via", [None, call])
def test_the_given_line_runs_and_repeats_the_call(args, via):
    [result] = judge("f", [example(*args, expected=1)], [seen_value(2)], via).results
    told = []
    scope = {"torch": torch, "numpy": np, "call": lambda answer, *rest: answer(*rest)}
    scope["f"] = lambda *given: told.extend(given)
    eval(result.details["given"], scope)
    assert result.details["given"].startswith("call(f, " if via else "f(")
    assert observations.encode(told) == observations.encode([*args]) or repr(told) == repr(
        [list(a) if isinstance(a, tuple) else a for a in args]
    )


def test_a_call_with_many_numbers_is_shortened_and_says_so():
    [result] = judge("f", [example(list(range(3000)), expected=1)], [seen_value(2)]).results
    assert result.details["given"] == "f(...)  # with more numbers than fit here"


@pytest.mark.parametrize("answer", ["at  most 2", "at\xa0most 2", " AT most\n2 "])
def test_how_many_spaces_part_the_words_does_not_count_in_a_quiz(answer):
    key = {"how?": digest("q", "how?", "at most 2")}
    assert checks.judge_quiz(
        "q", seen_value({"how?": answer}), choices=("at most 2",), key=key
    ).passed


@pytest.mark.parametrize("answer", ["L1", " L1 ", "l1", "l1\n"])
def test_spaces_and_upper_case_do_not_count_in_a_quiz(answer):
    key = {"zero?": digest("q", "zero?", "L1")}
    seen = seen_value({"zero?": answer})
    report = checks.judge_quiz("q", seen, choices=("L1", "both"), key=key)
    assert report.passed
    assert not checks.judge_quiz("q", seen_value({"zero?": "L 1"}), choices=("L1",), key=key).passed


def test_claims_are_true_or_false_and_nothing_else(capsys):
    checks.claims({"a": np.True_, "b": torch.tensor(True), "c": True})
    checks.claims({"a": True, 2: np.False_})
    assert capsys.readouterr().out.splitlines() == [
        "the text agrees with these numbers (3 claims)",
        "the text disagrees with these numbers: 2",
    ]
    for odd in (math.nan, "no", None, lambda: False, np.array([True, False]), 1):
        with pytest.raises(TypeError, match="the claim 'a' must be True or False, got"):
            checks.claims({"a": odd})
    with pytest.raises(TypeError, match="found must be a dictionary, got"):
        checks.claims(["a"])


def test_numbers_beyond_floats_and_half_precision_are_compared():
    assert checks.difference(1.0, 10**400) == ""
    half = torch.tensor([0.5, 2], dtype=torch.bfloat16)
    assert checks.difference(half, [0.5, 2.0]) is None
    assert "1 of 2 values differ" in checks.difference(half, [0.5, 3.0])


def test_a_cell_that_failed_is_not_blamed_on_a_case():
    seen = {
        "status": "failed",
        "outcome": "error",
        "message": "the cell ended with SyntaxError: no",
    }
    result = checks.judge_case("f", example(1, expected=2, hint="Which rule?"), seen)
    assert result.details["got"] == "the cell ended with SyntaxError: no"
    assert result.details["look at"] == ""
    slow = checks.judge_case(
        "f", example(1, expected=2, hint="Which rule?"), seen | {"outcome": "time-out"}
    )
    assert slow.details["look at"] == "Which rule?"


@pytest.mark.parametrize(
    ("words", "expected", "outcome"),
    [
        (np.where(np.array(3) > 2, "a", "b"), "a", "pass"),
        (np.select([np.array([True, False])], [["a", "b"]], "c"), ["a", "c"], "pass"),
        (np.array(["a", 1], dtype=object), ["a", 1], "pass"),
        (np.array(["a"]), "a", "fail"),
        (np.array([[object()]], dtype=object), [[0]], "fail"),
    ],
)
def test_an_array_of_words_is_the_words(words, expected, outcome):
    seen = observations.observe({"f": lambda: words}, "f", [])
    [result] = judge("f", [example(expected=expected)], [seen]).results
    assert result.outcome == outcome
