"""Check a learner's answer and say what was given, expected and got.

The check cells of a lesson call this module.  A check has one of five outcomes:

* ``pass``: the answer is right;
* ``partly``: a lab's answer earns some of the points;
* ``fail``: the answer ran and is wrong;
* ``not attempted``: nothing was written yet, or the cell above was not run;
* ``error``: the answer raised an exception, or has a form that cannot be checked.

When a learner runs a check it never raises, so that Run All reaches the end of the notebook.
When nbgrader validates a notebook, a check that is not passed raises, so that Validate sees it.

The learner's code returns plain data only (see `hyperlib.observations`).  The grader runs the same
check cell in a process of its own and asks the learner's kernel for each observation.
"""

from __future__ import annotations

import hashlib
import html
import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hyperlib import cells, observations
from hyperlib.arguments import check_flag, check_kind
from hyperlib.arguments import many as many

OUTCOMES = ("pass", "partly", "fail", "not attempted", "error")
_MAX_TEXT = 300
_MAX_CALL = 2000
# The labs that the notebook describes, by the name of what is handed in; `hyperlib.labs` fills it.
LABS: dict[str, Any] = {}
_UNDEFINED = "Run the cell that defines `{}` (is the name spelled so?), then this cell."
# What to look at where a call has not run the answer yet.
_LAZY = {
    "coroutine": "`{}` gives a coroutine and no value. Write a plain `def`, not `async def`.",
    "generator": "`{}` gives a generator and no value. Return a list: no `yield`, and square brackets around it.",
    "async_generator": "`{}` gives a generator and no value. Write a plain `def` that ends with `return`.",
}
_NONE = "`{}` returned None: does it end with `return`? {}"
# What `observations.decode` may raise on data that it did not write itself.
NOT_PLAIN = (ValueError, TypeError, KeyError, OverflowError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Case:
    """One input and what a right answer does with it; made by `example` or `raises`."""

    args: tuple
    expected: Any = None
    error: type[Exception] | None = None
    points: float = 1
    hint: str = ""
    name: str = ""
    rtol: float = 1e-5
    atol: float = 1e-8


@dataclass(frozen=True)
class Result:
    """The verdict on one case.

    Attributes
    ----------
    name : str
        Name of the check, shown to learner and instructor.
    outcome : str
        One of `OUTCOMES`; the grader adds ``time-out`` and ``memory``.
    points, earned : float
        Points that the case is worth, and that the answer earned.
    details : dict of str to str
        ``given``, ``expected``, ``got``, ``look at``; empty strings are not shown.
    part : float
        Points of the outcome ``partly``.
    """

    name: str
    outcome: str
    points: float = 1
    details: dict[str, str] = field(default_factory=dict)
    part: float = 0.0

    @property
    def earned(self) -> float:
        """Return the points of a case that passed, the part of one that partly did, else 0."""
        if self.outcome == "partly":
            return self.part
        return self.points if self.outcome == "pass" else 0.0


@dataclass(frozen=True)
class Report:
    """All results of one check cell and a note below them; prints as text and shows as HTML in a notebook."""

    name: str
    results: tuple[Result, ...]
    note: str = ""

    @property
    def passed(self) -> bool:
        """Return whether all cases passed."""
        return all(result.outcome == "pass" for result in self.results)

    @property
    def headline(self) -> str:
        """Return the name of the check, how many of its cases passed, and what they earned."""
        n, worth = len(self.results), sum(result.points for result in self.results)
        if not self._attempted:
            advice = {result.details.get("look at", "") for result in self.results}
            shared = advice.pop() if len(advice) == 1 else ""
            points = f", {many(worth, 'point')}" if worth else ""
            told = f"{self.name}: not attempted yet ({many(n, 'check')}{points})"
            return f"{told}. {shared}" if shared else told
        passed = sum(result.outcome == "pass" for result in self.results)
        earned = sum(result.earned for result in self.results)
        points = f" ({earned:g} of {many(worth, 'point')})" if worth else ""
        return f"{self.name}: {passed} of {many(n, 'check')} passed{points}"

    @property
    def _attempted(self) -> bool:
        """Return whether anything was attempted; if nothing was, the headline says it for all results."""
        return any(result.outcome != "not attempted" for result in self.results)

    def __str__(self) -> str:
        lines = [self.headline]
        for result in self.results if self._attempted else ():
            lines.append(f"  [{result.outcome}] {result.name}")
            if result.outcome != "pass":
                lines += [f"      {k + ':':<10} {v}" for k, v in result.details.items() if v]
        return "\n".join([*lines, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        # The outcome is a word in a border, so that it does not depend on color.
        color = {"pass": "#009E73", "partly": "#0072B2", "fail": "#D55E00", "error": "#D55E00"}
        rows = []
        for result in self.results if self._attempted else ():
            tint = color.get(result.outcome, "#767676")
            cells = ""
            for key, text in result.details.items() if result.outcome != "pass" else ():
                told = html.escape(text) if key == "given" else _marked(text)
                told = told if key == "look at" else f"<code>{told}</code>"
                style = "white-space:pre-wrap;margin:2px 0 2px 8px"
                if text:
                    cells += f"<div style='{style}'><b>{html.escape(key)}:</b> {told}</div>"
            rows.append(
                f"<div style='border-left:4px solid {tint};padding:2px 8px;margin:4px 0'>"
                f"<b>{html.escape(result.outcome)}</b> &nbsp; {_marked(result.name)}{cells}</div>"
            )
        if self.note:
            style = "white-space:pre-wrap;margin:8px 0"
            rows.append(f"<div style='{style}'>{_marked(self.note)}</div>")
        rows.insert(0, f"<b>{_marked(self.headline)}</b>")
        return f"<div class='mathjax_ignore'>{''.join(rows)}</div>"


def _marked(text: str) -> str:
    """Return a message as HTML, with code between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def percent(share: float, whole: int = 1) -> str:
    """Return a share of `whole` as a text such as ``86.4%``; 0.0 and 100.0 stand for none and all alone."""
    size = share * (100 / whole)
    return f"{min(max(size, 0.1), 99.9) if 0 < size < 100 else size:.1f}%"


class CheckFailed(AssertionError):
    """Raised for a check that is not passed, only while nbgrader executes the notebook."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def example(
    *args: Any,
    expected: Any,
    points: float = 1,
    hint: str = "",
    name: str = "",
    rtol: float = 1e-5,
    atol: float = 1e-8,
) -> Case:
    """Describe an input and the value that a right answer returns.

    Parameters
    ----------
    *args
        Arguments of the learner's function: numbers, strings, lists, arrays or tensors.
    expected : object
        The right value.  Numbers are compared with a tolerance, sequences element by element.
    points : float
        What the case is worth, at least 0.
    hint : str
        What to look at when the answer is wrong.
    name : str
        Shown in the report; the call itself where it is empty.
    rtol, atol : float
        Tolerances, as in `math.isclose`.

    Examples
    --------
    >>> example(2, 3, expected=6).args
    (2, 3)
    """
    return Case(args, expected, None, points, hint, name, rtol, atol)


def raises(
    error: type[Exception], *args: Any, points: float = 1, hint: str = "", name: str = ""
) -> Case:
    """Describe an input that a right answer refuses with the exception `error`.

    Examples
    --------
    >>> raises(ValueError, -1).error.__name__
    'ValueError'
    """
    if not (isinstance(error, type) and issubclass(error, Exception)):
        raise TypeError(f"error must be an exception class, got {error!r}; try ValueError")
    return Case(args, None, error, points, hint, name)


def digest(name: str, question: str, answer: str) -> str:
    """Return the fingerprint under which a quiz keeps a right answer.

    It keeps the answer from being read by accident.  It does not keep it secret: a few words can be
    tried one after the other, and a quiz gives its points for having thought.

    Examples
    --------
    >>> len(digest("kinds", "learning rate", "hyperparameter"))
    12
    """
    text = "\n".join([name, question, answer])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def check(name: str, *cases: Case, via: Callable | None = None) -> None:
    """Check the learner's function or class `name` on `cases` and show the report.

    Parameters
    ----------
    name : str
        The global name that the learner defines.
    *cases : Case
        Made by `example` and `raises`.
    via : callable, optional
        ``via(answer, *args)`` returns plain data about an answer that is a class or that returns
        an object.  It may use only its own arguments and what it imports itself.

    Raises
    ------
    CheckFailed
        Only while nbgrader executes the notebook (Validate).
    """
    requests = request_texts(name, cases, via)
    namespace = sys._getframe(1).f_globals
    broken = cells.FAILURES.observation(name, name not in namespace)
    observed = []
    for request in requests:
        args = observations.decode(request["args"])
        seen = broken or observations.observe(namespace, name, args, via)
        observed.append(json.loads(json.dumps(seen)))
    _show(judge(name, cases, observed, via))


def quiz(
    name: str,
    *,
    choices: Sequence[str],
    key: dict[str, str],
    hints: dict[str, str | dict[str, str]] | None = None,
    points: float = 1,
) -> None:
    """Check the learner's dictionary `name` of answers and show the report.

    Parameters
    ----------
    name : str
        A global dictionary: question -> one of `choices`; ``...`` where nothing is answered yet.
    choices : sequence of str
        The words that count as an answer.
    key : dict of str to str
        Question -> `digest` of the right answer.
    hints : dict, optional
        Question -> what to think about when the answer is wrong: a sentence, or a sentence for each
        of the wrong choices (choice -> sentence).
    points : float
        What each question is worth.

    Raises
    ------
    ValueError
        If a question has sentences for some of its wrong choices and not for others.
    """
    namespace = sys._getframe(1).f_globals
    broken = cells.FAILURES.observation(name, name not in namespace)
    seen = broken or observations.observe(namespace, name, None)
    seen = json.loads(json.dumps(seen))
    _show(judge_quiz(name, seen, choices=choices, key=key, hints=hints, points=points))


def lab(name: str) -> None:
    """Check the form of the dictionary `name` that a lab asks for, and show what is graded; nothing is trained.

    Parameters
    ----------
    name : str
        What a `hyperlib.labs.Lab` of the notebook calls its answer.
    """
    namespace = sys._getframe(1).f_globals
    if name not in LABS:
        advice = {"look at": "Run the cell that describes the lab, then this cell."}
        _show(Report(name, (Result(name, "not attempted", 1, advice),)))
        return
    broken = cells.FAILURES.observation(name, name not in namespace)
    seen = broken or observations.observe(namespace, name, None)
    _show(LABS[name].judge(json.loads(json.dumps(seen))))


def request_texts(name: str, cases: Iterable[Case], via: Callable | None = None) -> list[dict]:
    """Return the requests that `observations.observe_all` answers, one for each case."""
    source = via_name = None
    if via is not None:
        import inspect
        import textwrap

        source, via_name = textwrap.dedent(inspect.getsource(via)), via.__name__
    asked = {"name": name, "via": source, "via_name": via_name}
    return [{**asked, "args": observations.encode(list(case.args))} for case in cases]


def judge(
    name: str, cases: Sequence[Case], observed: Sequence[dict], via: Callable | None = None
) -> Report:
    """Return the report on what was observed for each case."""
    called = via.__name__ if via is not None else ""
    results = [judge_case(name, c, o, called) for c, o in zip(cases, observed, strict=True)]
    return Report(name, tuple(results))


def judge_case(name: str, case: Case, seen: dict, via: str = "") -> Result:
    """Return the verdict on one observation made by `observations.observe`.

    `via` is the name of the check's own function that called the answer, if there is one.
    """
    given = _call(name, case.args, via)
    title = case.name or f"{name}({', '.join(_short(arg) for arg in case.args)})"
    expected = case.error.__name__ if case.error else _short(case.expected)

    def result(outcome: str, got: str = "", hint: str = case.hint) -> Result:
        details = {"given": given, "expected": expected, "got": got, "look at": hint}
        return Result(title, outcome, case.points, details if outcome != "pass" else {})

    status = seen.get("status")
    if status == "missing":
        return result("not attempted", "", _UNDEFINED.format(name))
    if status == "unwritten":
        return result("not attempted", "", f"Write your answer in place of the stub in `{name}`.")
    if status == "error" and (told := _uncalled(name, seen)):
        return result("fail" if case.error else "error", *told)
    if status == "error" and "returned" in seen:
        return _unusable(name, case, seen, result)
    if status == "error":
        types = [str(kind) for kind in seen.get("types", [])]
        kind = types[0] if types else "an error"
        if case.error is not None and case.error.__name__ in types:
            return result("pass")
        line = f", at the line `{seen['line']}`" if seen.get("line") else ""
        got = f"{kind}: {seen.get('message', '')}{line}"
        cause = _cause(name, types, str(seen.get("message", "")), case, bool(line))
        return result("fail" if case.error else "error", got, cause or case.hint)
    if status != "value":
        outcome = str(seen.get("outcome", "error"))  # the grader names a limit here
        got = str(seen.get("message", "no answer from the kernel"))
        return result(outcome, got, case.hint if outcome != "error" else "")
    try:
        value = observations.decode(seen["value"], arrays=False)
    except NOT_PLAIN:
        return result("error", "a value that is not plain data")
    if isinstance(value, observations.Other) and value.type_name in _LAZY:
        return result("fail", _short(value), _LAZY[value.type_name].format(name))
    if case.error is not None:
        return result("fail", f"{_short(value)} (no exception)")
    if value is None and case.expected is not None:
        return result("fail", "None", _NONE.format(name, case.hint).strip())
    problem = difference(case.expected, value, rtol=case.rtol, atol=case.atol)
    if problem is not None:
        got = f"{_short(value)} ({problem})" if problem else _short(value)
        if _is_rounded(case.expected, value, case.rtol, case.atol):
            digits = max(1, round(-math.log10(case.rtol))) if case.rtol else 15
            exact = f"The result looks rounded. Return all its digits: about {digits} are compared."
            return result("fail", got, exact)
        lazy = _LAZY.get(str(seen.get("lazy")), "").replace("`{}`", f"`{name}`")
        return result("fail", got, f"{lazy} {case.hint}".strip())
    if seen.get("mutated"):
        hint = f"`{name}` changed one of its arguments. Work on a copy."
        return result("fail", "the right value", hint)
    return result("pass")


def _unusable(name: str, case: Case, seen: dict, result: Callable[..., Result]) -> Result:
    """Return the verdict on an answer whose value the check's own function could not use."""
    try:
        value = observations.decode(seen["returned"], arrays=False)
    except NOT_PLAIN:
        return result("error", "a value that is not plain data")
    if case.error is not None:
        return result("fail", f"{_short(value)} (no exception)")
    if value is None:
        return result("fail", "None", _NONE.format(name, case.hint).strip())
    message = str(seen.get("message", ""))
    told = f"{_kind(value)}, which the check cannot use"
    if isinstance(value, observations.Other):
        lacks = re.search(r"has no attribute '(\w+)'", message)
        told = f"it has no `{lacks[1]}`" if lacks else "the check cannot use it"
    if other := re.match(r"float\(\) argument must be .* not '(\w+)'", message):
        told = f"{other[1].replace('NoneType', 'None')} stands there in place of a number"
    hint = f"Is that what the task wants of `{name}`? {case.hint}".strip()
    return result("fail", f"{_short(value)} ({told})", hint)


def _uncalled(name: str, seen: dict) -> tuple[str, str] | None:
    """Return what an answer is, and what to look at, where it cannot be called like that; else None."""
    message = str(seen.get("message", ""))
    if seen.get("line") or "TypeError" not in seen.get("types", []):
        return None
    if message.startswith(f"`{name}` must be a function"):
        return message, f"Has another line given `{name}` another value?"
    refused = r"([\w.<>]+)\(\) ((?:takes|got|missing) .*\b(?:argument|value).*)"
    found = re.fullmatch(refused, message, re.S)
    if found is None:
        return None
    called = name if "<" in found[1] else found[1]
    hint = (
        f"The stub of `{name}` shows with which arguments it is called; a method has `self` first."
    )
    return f"`{called}` {re.sub('^missing', 'lacks', found[2])}", hint


def _cause(name: str, types: Sequence[str], message: str, case: Case, inside: bool) -> str:
    """Return what to look at where the error tells more than the case's own hint, else an empty text.

    `inside` says whether the answer raised it, or the check's own function with what the answer returned.
    """
    if "NameError" in types:
        missing = re.search(r"name '(\w+)' is not defined", message)
        word = f"`{missing.group(1)}`" if missing else "That name"
        return (
            f"{word} does not exist here. Is it spelled right? If another cell of the notebook makes it: cells "
            "that train or show something are not run when work is graded. Define or import it in your answer."
        )
    if "does not require grad" in message or "not have been used in the graph" in message:
        return (
            "Does a gradient flow through the result? `.item()`, `.detach()`, `.tolist()` and `torch.tensor(...)` "
            "cut it off."
        )
    if "'coroutine' object" in message:
        return _LAZY["coroutine"].format(name)
    # Never the name that the learner's own class has: it could carry hidden inputs out.
    if case.error is None and inside and (known := {"ValueError", "AssertionError"} & {*types}):
        return (
            f"This input is allowed: `{name}` must return a value and not raise {min(known)}. Is one of the "
            "conditions too strict, or does a step inside fail?"
        )
    return ""


def _is_rounded(expected: Any, got: Any, rtol: float, atol: float) -> bool:
    """Return whether `got` is `expected` with its numbers rounded to fewer digits."""
    if isinstance(got, (list, tuple)) and isinstance(expected, (list, tuple)):
        if len(got) != len(expected):
            return False
        pairs = list(zip(expected, got, strict=True))
        differ = [(e, g) for e, g in pairs if difference(e, g, rtol=rtol, atol=atol) is not None]
        return bool(differ) and all(_is_rounded(e, g, rtol, atol) for e, g in differ)
    if isinstance(got, dict) and isinstance(expected, dict) and set(got) == set(expected):
        keys = list(expected)
        return _is_rounded([expected[k] for k in keys], [got[k] for k in keys], rtol, atol)
    numbers = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (expected, got))
    if not numbers or not isinstance(expected, float) or not math.isfinite(expected):
        return False
    # Farther away it is another number; a whole number may be too large for a float.
    near = isinstance(got, float) or abs(got) < 10**15
    near = near and abs(got - expected) <= 0.05 * abs(expected)
    return near and any(got == round(expected, digits) for digits in range(12))


def value_of(seen: dict) -> Any:
    """Return the value of an observation, or None where there is none, or no plain data."""
    try:
        return observations.decode(seen["value"], arrays=False)
    except NOT_PLAIN:
        return None


def judge_quiz(
    name: str,
    seen: dict,
    *,
    choices: Sequence[str],
    key: dict[str, str],
    hints: dict[str, str | dict[str, str]] | None = None,
    points: float = 1,
) -> Report:
    """Return the report on the dictionary of answers that was observed.

    Upper case does not count, nor do spaces around an answer or more of them between its words.
    """
    told = {q: _sentences(name, q, choices, key[q], (hints or {}).get(q, "")) for q in key}
    value = value_of(seen)
    wanted = "one of " + ", ".join(map(repr, choices))
    answers = value if isinstance(value, dict) else {}
    unknown = [question for question in answers if question not in key]
    spelled = {choice.strip().casefold(): choice for choice in choices}
    results = []
    for question, right in key.items():
        answer = answers.get(question)

        def result(outcome: str, got: str, hint: str, question: str = question) -> Result:
            details = {"given": question, "expected": wanted, "got": got, "look at": hint}
            return Result(question, outcome, points, {} if outcome == "pass" else details)

        if seen.get("status") == "missing":
            results.append(result("not attempted", "", _UNDEFINED.format(name)))
        elif seen.get("status") == "failed":
            message = str(seen.get("message", "no answer from the kernel"))
            results.append(result(str(seen.get("outcome", "error")), message, ""))
        elif value is not None and not isinstance(value, dict):
            hint = f"`{name}` must stay a dictionary: question -> answer."
            results.append(result("error", _short(value), hint))
        elif value is not None and question not in answers:
            hint = f"Write this question into `{name}`, letter for letter, with your answer."
            strange = f"; unknown there: {_short(unknown)}" if unknown else ""
            results.append(result("error", f"this question is not in `{name}`{strange}", hint))
        elif answer is None or answer is Ellipsis:
            hint = "Replace the three dots by your answer, in quotation marks."
            results.append(result("not attempted", "", hint))
        elif not isinstance(answer, str):
            results.append(result("error", _short(answer), "One choice, in quotation marks."))
        elif (chosen := spelled.get(" ".join(answer.split()).casefold())) is None:
            results.append(result("error", _short(answer), "Check the spelling."))
        elif digest(name, question, chosen) == right:
            results.append(result("pass", "", ""))
        else:
            results.append(result("fail", _short(answer), told[question][chosen]))
    note = f"No question of `{name}`: {_short(unknown)}. Correct its spelling, or take it out."
    return Report(name, tuple(results), note if unknown and key.keys() <= answers.keys() else "")


def _sentences(
    name: str, question: str, choices: Sequence[str], right: str, hint: str | dict[str, str]
) -> dict[str, str]:
    """Return what to say about each wrong choice of a question."""
    wrong = [choice for choice in choices if digest(name, question, choice) != right]
    if isinstance(hint, str):
        return dict.fromkeys(wrong, hint)
    if lacking := [choice for choice in wrong if not hint.get(choice)]:
        raise ValueError(
            f"{name}, {question!r}: expected a sentence for each wrong choice, got none for {lacking}"
        )
    return hint


def claims(found: Mapping[str, bool]) -> None:
    """Print whether all claims of an experiment hold here, and name those that do not.

    Parameters
    ----------
    found : dict of str to bool
        What the lesson says -> whether the numbers above show it.

    Examples
    --------
    >>> claims({"the deeper network is ahead": True, "by over 3 points": True})
    the text agrees with these numbers (2 claims)
    >>> claims({"the deeper network is ahead": False})
    the text disagrees with these numbers: the deeper network is ahead
    """
    check_kind("found", found, Mapping, "a dictionary", '{"a is ahead": a > b}')
    for sentence, holds in found.items():
        check_flag(f"the claim {sentence!r}", holds)
    failed = [str(sentence) for sentence, holds in found.items() if not holds]
    if not failed:
        print(f"the text agrees with these numbers ({many(len(found), 'claim')})")
        return
    print(f"the text disagrees with these numbers: {'; '.join(failed)}")


def difference(expected: Any, got: Any, *, rtol: float = 1e-5, atol: float = 1e-8) -> str | None:
    """Return how `got` differs from `expected`, or None where it does not.

    Numbers agree when ``|got - expected| <= max(rtol * |expected|, atol)``.  An integer and a float of
    the same value agree; True and 1 do not.  Lists, tuples and arrays agree when their shapes
    and elements do.  NaN agrees with NaN only.

    Examples
    --------
    >>> difference(3, 3.0) is None
    True
    >>> difference([1, 2], [1, 2, 3])
    'length 3, expected 2'
    """
    if isinstance(expected, Ellipsis.__class__) or isinstance(got, Ellipsis.__class__):
        return None if expected is got else "still three dots"
    if isinstance(got, observations.Other):
        return f"{_with_article(got.type_name)}; expected {_kind(expected)}"
    if hasattr(expected, "detach"):
        expected = observations.decode(observations.encode(expected), arrays=False)
    if isinstance(expected, np.longdouble):
        expected = float(expected)
    if isinstance(expected, np.generic):
        expected = expected.item()
    pair = (expected, got)
    expected, got = (v.item() if isinstance(v, np.ndarray) and v.ndim == 0 else v for v in pair)
    if isinstance(expected, np.ndarray) or isinstance(got, np.ndarray):
        return _array_difference(expected, got, rtol, atol)
    if isinstance(expected, bool) or isinstance(got, bool):
        same = isinstance(got, bool) and isinstance(expected, bool) and got is expected
        return None if same else _kind_difference(expected, got)
    if isinstance(expected, (int, float)):
        if not isinstance(got, (int, float)):
            return _kind_difference(expected, got)
        return None if _close(expected, got, rtol, atol) else ""
    if isinstance(expected, (list, tuple)):
        if not isinstance(got, (list, tuple)):
            return _kind_difference(expected, got)
        if len(expected) != len(got):
            return f"length {len(got)}, expected {len(expected)}"
        for i, (e, g) in enumerate(zip(expected, got, strict=True)):
            problem = difference(e, g, rtol=rtol, atol=atol)
            if problem is not None:
                return f"item {i} is {_short(g)}, expected {_short(e)}"
        return None
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return _kind_difference(expected, got)
        if set(expected) != set(got):
            return f"keys {sorted(map(str, got))}, expected {sorted(map(str, expected))}"
        for k in expected:
            problem = difference(expected[k], got[k], rtol=rtol, atol=atol)
            if problem is not None:
                return f"{k} is {_short(got[k])}, expected {_short(expected[k])}"
        return None
    if type(expected) is type(got) and expected == got:
        return None
    return _kind_difference(expected, got)


def _array_difference(expected: Any, got: Any, rtol: float, atol: float) -> str | None:
    try:
        e, g = np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    except (ValueError, TypeError):
        return _kind_difference(expected, got)
    if e.shape != g.shape:
        return f"shape {tuple(g.shape)}, expected {tuple(e.shape)}"
    wrong = ~np.isclose(g, e, rtol=rtol, atol=atol, equal_nan=True)
    if not wrong.any():
        return None
    where = tuple(int(i) for i in np.argwhere(wrong)[0])
    n, all_of_them = int(wrong.sum()), many(wrong.size, "value")
    return f"{n} of {all_of_them} differ{'s' * (n == 1)}, the first at {where}"


def _close(expected: float, got: float, rtol: float, atol: float) -> bool:
    if isinstance(expected, int):
        return expected == got  # a count is exact; 3 and 3.0 agree
    try:
        if math.isnan(expected) or math.isnan(got):
            return math.isnan(expected) and math.isnan(got)
        if math.isinf(expected) or math.isinf(got):
            return expected == got
        return abs(got - expected) <= max(rtol * abs(expected), atol)
    except OverflowError:
        return False


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, (int, float)):
        return "a number"
    return "a list" if isinstance(value, (list, tuple)) else _with_article(type(value).__name__)


def _with_article(noun: str) -> str:
    if noun.startswith(("a ", "an ")):
        return noun
    return f"{'an' if noun[:1].lower() in tuple('aeio') else 'a'} {noun}"


def _kind_difference(expected: Any, got: Any) -> str:
    return "" if _kind(expected) == _kind(got) else f"{_kind(got)}; expected {_kind(expected)}"


def _short(value: Any) -> str:
    """Return a text of at most `_MAX_TEXT` characters that stands for `value`."""
    if isinstance(value, np.generic):
        value = value.item()
    if hasattr(value, "detach"):
        text = f"tensor({value.detach().cpu().tolist()})"
    elif isinstance(value, np.ndarray):
        text = f"array({value.tolist()})"
    elif isinstance(value, float):
        text = f"{value:.6g}"
    elif isinstance(value, tuple):
        text = str(list(value))
    else:
        text = repr(value)
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 3] + "..."


def _call(name: str, args: Sequence[Any], via: str = "") -> str:
    """Return a line that repeats a call: it runs where the check cell has run.

    Arguments that would fill a page are left out, and the line says so.
    """
    texts = [_source(arg) for arg in args]
    if sum(map(len, texts)) > _MAX_CALL:
        texts = [text if len(text) <= _MAX_TEXT // 3 else "..." for text in texts]
        return f"{via or name}({', '.join(texts)})  # with more numbers than fit here"
    return f"{via}({', '.join([name, *texts])})" if via else f"{name}({', '.join(texts)})"


def _source(value: Any) -> str:
    """Return Python source that makes `value` again."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if hasattr(value, "detach"):
        kind = str(value.dtype)
        usual = kind in ("torch.float32", "torch.int64", "torch.bool")
        data = _source(value.detach().cpu().tolist())
        return f"torch.tensor({data})" if usual else f"torch.tensor({data}, dtype={kind})"
    if isinstance(value, np.ndarray):
        return f"numpy.array({_source(value.tolist())})"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_source, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_source(k)}: {_source(v)}" for k, v in value.items()) + "}"
    return repr(value)


def _show(report: Report) -> None:
    """Show `report`; raise it where nbgrader is validating or grading."""
    if os.environ.get("NBGRADER_EXECUTION"):
        if not report.passed:
            raise CheckFailed(str(report))
        return
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
        from IPython.display import display

        shown = {"text/plain": str(report), "text/html": report._repr_html_()}
        display(shown, raw=True)  # HTML in JupyterLab, text elsewhere
    else:
        print(report)


cells.watch()
