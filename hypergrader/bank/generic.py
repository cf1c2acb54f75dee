"""Wrong answers that fit any exercise: empty, hard-coded, printed, equal to everything.

They are made from the reference answer, so that each one is wrong in one way only.
`hypergrader.bank.judge` judges them.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Sequence
from typing import Any

from hypergrader.bank.attempt import Call
from hypergrader.bank.exercise import Exercise

_ANY = """
class _Any({base}):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = {base}.__hash__
"""

_WRAPPED = """
import copy as _copy

_right = {name}
_calls = {calls}
_first = {first}


"""
_FUNCTION = """\
def {name}(*args, **kwargs):
{body}
"""
# A class stays a class; what __new__ returns takes the place of the object.
_CLASS = """\
class {name}(_right):
    def __new__(cls, *args, **kwargs):
{body}
"""

_CHANGE_ARGUMENT = """\
    result = _right(*_copy.deepcopy(args), **_copy.deepcopy(kwargs))
    for item in args:
        if isinstance(item, list):
            {change}
    return result"""


def generic_mistakes(
    exercise: Exercise, calls: Sequence[Call] = (), others: Sequence[Exercise] = ()
) -> dict[str, str]:
    """Return wrong answers that fit any exercise: what is wrong -> answer cell.

    Parameters
    ----------
    exercise : Exercise
        A function, a class, a quiz or a lab.
    calls : sequence of Call
        How the visible checks call the answer; see `hypergrader.bank.attempt.recorded_calls`.
    others : sequence of Exercise
        Exercises whose answers are given for this one; itself is left out.
    """
    found = {"empty answer": exercise.stub, "nothing written at all": "pass"}
    if exercise.is_quiz:
        return found | _quiz_mistakes(exercise)
    if exercise.lab is not None:
        return found | _lab_mistakes(exercise)
    for other in others:
        if other.name != exercise.name and other.is_called:
            renamed = f"{other.solution}\n\n{exercise.name} = {other.name}"
            found[f"answer of {other.name}"] = renamed
            break
    return found | _function_mistakes(exercise, calls)


def _quiz_mistakes(exercise: Exercise) -> dict[str, str]:
    right, name = exercise.key(), exercise.name
    choices = list((exercise.visible.options or {})["choices"])
    found = {f"every answer is {c!r}": f"{name} = {dict.fromkeys(right, c)!r}" for c in choices}
    questions = list(right)
    any_text, any_object = _ANY.format(base="str"), _ANY.format(base="object")
    return found | {
        "a text that is equal to everything": (
            f"{any_text}\n{name} = {{q: _Any('') for q in {questions}}}"
        ),
        "an object that is equal to everything": (
            f"{any_object}\n{name} = {{q: _Any() for q in {questions}}}"
        ),
        "a list of the right answers": f"{name} = {list(right.values())!r}",
        "pairs in place of a dictionary": f"{name} = {list(right.items())!r}",
        "numbered in place of the questions": f"{name} = dict(enumerate({list(right.values())!r}))",
        "all choices at once": f"{name} = {dict.fromkeys(right, choices)!r}",
        "one text with all choices": f"{name} = {dict.fromkeys(right, ' '.join(choices))!r}",
        "numbers": f"{name} = {dict.fromkeys(right, 1)!r}",
        "arrays": f"import numpy\n{name} = {{q: numpy.ones(2) for q in {questions}}}",
        "None": f"{name} = {dict.fromkeys(right)!r}",
        "NaN": f"{name} = {{q: float('nan') for q in {questions}}}",
        "a function that returns the answers": f"def {name}():\n    return {right!r}",
    }


def _lab_mistakes(exercise: Exercise) -> dict[str, str]:
    """Return answers to a lab that are not choices: the lesson's own with one thing wrong, and none at all."""
    name, solution = exercise.name, exercise.solution
    any_object = _ANY.format(base="object")
    entries = {
        "NaN": "float('nan')",
        "infinity": "float('inf')",
        "a huge integer": "10**400",
        "0": "0",
        "negative": "-v if isinstance(v, (int, float)) else v",  # a tuple has no sign
        "True": "True",
        "a text": "str(v)",
        "None": "None",
        "a list": "[v]",
        "a function": "lambda: v",
        "dots": "...",
    }
    found = {
        f"every entry is {what}": f"{solution}\n{name} = {{k: {made} for k, v in {name}.items()}}"
        for what, made in entries.items()
    }
    return found | {
        "an object that is equal to everything": (
            f"{solution}\n{any_object}\n{name} = {{k: _Any() for k in {name}}}"
        ),
        "a list of the right entries": f"{solution}\n{name} = list({name}.values())",
        "pairs in place of a dictionary": f"{solution}\n{name} = list({name}.items())",
        "an entry too many": f"{solution}\n{name}['accuracy'] = 1.0",
        "other names": f"{solution}\n{name} = {{k + '_': v for k, v in {name}.items()}}",
        "a function that returns the answer": f"{solution}\n_kept = {name}\ndef {name}():\n    return _kept",
    }


def _function_mistakes(exercise: Exercise, calls: Sequence[Call]) -> dict[str, str]:
    plain_calls = [call for call in calls if _is_literal(call[0]) and not call[2]]
    first = plain_calls[0][0] if plain_calls else ()
    bodies = {
        "a text of the right value": "    return repr(_right(*args, **kwargs))",
        "prints instead of returning": "    print(_right(*args, **kwargs))",
        "NaN": "    return float('nan')",
        "a list around the right value": "    return [_right(*args, **kwargs)]",
        "raises for every input": "    raise ValueError('bad')",
        "returns the function itself": "    return _right",
        "an object that is equal to everything": ("    _right(*args, **kwargs)\n    return _Any()"),
    }
    if plain_calls:
        bodies["hard-coded visible examples"] = (
            "    if repr((args, kwargs)) in _calls:\n"
            "        return _right(*args, **kwargs)\n"
            "    return _right(*_copy.deepcopy(_first))"
        )
    for k in range(len(first)):
        # With one argument this is the same as ignoring the input.
        bodies[f"global in place of argument {k + 1}"] = (
            f"    args = list(args)\n    if len(args) > {k}:\n"
            f"        args[{k}] = _copy.deepcopy(_first[{k}])\n    return _right(*args, **kwargs)"
        )
    lists = [arg for call in calls for arg in call[0] if isinstance(arg, list)]
    if lists:
        for what, change in {
            "adds to its argument": "item.append(item[0] if item else 0)",
            "reverses its argument": "item.reverse()",
            "empties its argument": "item.clear()",
        }.items():
            bodies[what] = _CHANGE_ARGUMENT.format(change=change)
    if any(isinstance(part, dict) for items in lists for part in items):
        bodies["changes an item of its argument"] = _CHANGE_ARGUMENT.format(
            change="[part.update(seen=True) for part in item]"
        )
    hidden_cases = [case for hidden in exercise.hidden for case in hidden.draw(0)]
    if any(call[2] for call in calls) or any(case.error for case in hidden_cases):
        swallow = (
            "    try:\n        return _right(*args, **kwargs)\n    except Exception:\n        "
        )
        bodies["returns None where it must refuse"] = swallow + "return None"
        bodies["prints where it must refuse"] = swallow + "print('bad input')"
        bodies["refuses with another exception"] = swallow + "raise RuntimeError('bad input')"
    return {what: wrapped(exercise, body, calls, first) for what, body in bodies.items()}


def wrapped(exercise: Exercise, body: str, calls: Sequence[Call] = (), first: tuple = ()) -> str:
    """Return an answer cell that puts `body` around the reference answer.

    In `body`, ``_right`` is the reference answer, ``_calls`` holds the calls of the visible checks
    as text, and ``_first`` the arguments of the first of them.
    """
    before = f"{exercise.solution}\n{_ANY.format(base='object')}"
    seen = sorted({repr((call[0], call[1])) for call in calls})
    frame = _WRAPPED.format(name=exercise.name, calls=seen, first=repr(first))
    nodes = ast.parse(exercise.solution).body
    if any(isinstance(node, ast.ClassDef) and node.name == exercise.name for node in nodes):
        body = textwrap.indent(body, "    ")
        return before + frame + _CLASS.format(name=exercise.name, body=body)
    return before + frame + _FUNCTION.format(name=exercise.name, body=body)


def _is_literal(value: Any) -> bool:
    """Return whether `value` can be written as source and read back."""
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except (ValueError, SyntaxError):
        return False
