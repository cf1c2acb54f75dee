"""A check has four outcomes and says what was given, expected and got."""

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
        assert text == "1 of 4 values differ, the first at (1, 0)"

    def test_a_tolerance_can_be_given(self):
        assert difference(1.0, 1.05, rtol=0.1) is None
        assert difference(1.0, 1.05) is not None


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

    def test_three_dots_are_not_attempted(self):
        assert [r.outcome for r in self.judge({"lr": ..., "w": "no"}).results] == [
            "not attempted",
            "pass",
        ]

    def test_a_missing_question_is_not_attempted(self):
        assert self.judge({"w": "no"}).results[0].outcome == "not attempted"

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
        assert text.startswith("f: 1 of 2 checks passed\n  [pass] f(1)\n  [fail] f('<b>')")
        assert "expected:  '</script>'" in text

    def test_html_is_escaped(self):
        assert "<b>&lt;" not in self.report._repr_html_()
        assert "</script>" not in self.report._repr_html_()
        assert "&lt;/script&gt;" in self.report._repr_html_()


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
        assert "1 of 1 checks passed" in capsys.readouterr().out
