"""Answers of the bank, solutions and functions of lessons, for tests that need one."""

import ast
import runpy
from pathlib import Path
from typing import Any

from hypergrader.bank.exercise import read_answers
from hypergrader.hidden import read_solutions

LESSONS = Path(__file__).resolve().parents[1] / "lessons"


def sources(lesson: str, exercise: str, kind: str) -> dict[str, str]:
    """Return all right or wrong answers to an exercise: name -> source."""
    found = read_answers(LESSONS / lesson / "answers" / f"{exercise}.py")
    return {answer.name: answer.source for answer in found if answer.kind == kind}


def right(lesson: str, exercise: str, name: str, **names: Any) -> Any:
    """Return what a right answer defines, in a namespace with `names`."""
    scope = dict(names)
    exec(sources(lesson, exercise, "right")[name], scope)
    return scope[exercise]


def solution(lesson: str, exercise: str, **names: Any) -> Any:
    """Return what a lesson's own solution defines, in a namespace with `names`."""
    scope = dict(names)
    exec(read_solutions((LESSONS / f"{lesson}.py").read_text(encoding="utf-8"))[exercise], scope)
    return scope[exercise.removeprefix("optional_")]


def shown(lesson: str, *defined: str, **names: Any) -> list[Any]:
    """Return functions or classes that a lesson's cells define, in a namespace with `names`."""
    source = (LESSONS / f"{lesson}.py").read_text(encoding="utf-8")
    scope = dict(names)
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in defined:
            exec(ast.unparse(node), scope)
    return [scope[name] for name in defined]


def names(lesson: str) -> dict[str, Any]:
    """Return what a lesson's hidden.py and its solutions define, by name."""
    found = runpy.run_path(str(LESSONS / lesson / "hidden.py"))
    exercises = read_solutions((LESSONS / f"{lesson}.py").read_text(encoding="utf-8"))
    graded = [name for name in exercises if not name.startswith("optional_")]
    return found | {exercise: solution(lesson, exercise) for exercise in graded}
